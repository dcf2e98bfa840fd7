"""`ilium serve`: one clear message when it cannot, and pages when it can."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

from click.testing import CliRunner, Result

from ilium.faces.terminal import serve_words as words
from ilium.faces.terminal.main import main
from ilium.faces.web.sealed import installation_key


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["serve", *arguments])


def test_a_port_that_is_taken_is_told_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("--port", str(port))
    assert result.exit_code == 2
    assert result.stderr.strip() == words.PORT_TAKEN.format(port=port, other=port + 1)


def test_an_address_of_another_machine_is_told() -> None:
    result = run("--host", "no.such.host.invalid")
    assert (result.exit_code, "no.such.host.invalid" in result.stderr) == (2, True)


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key = installation_key(tmp_path / "ilium")
    assert installation_key(tmp_path / "ilium") == key
    assert stat.S_IMODE((tmp_path / "ilium/web.key").stat().st_mode) == 0o600


def test_it_prints_its_address_serves_there_and_ends_quietly(tmp_path: Path) -> None:
    program = [sys.executable, "-u", "-c", "from ilium.faces.terminal.main import run; run()"]
    around = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    piped = subprocess.PIPE
    with subprocess.Popen(
        [*program, "serve", "--port", "0"], stdout=piped, stderr=piped, text=True, env=around
    ) as served:
        assert served.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", served.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(address[0], timeout=30) as page:
            assert b"upper buttock" in page.read()
        served.send_signal(signal.SIGINT)
        told = served.communicate(timeout=30)
    assert "Traceback" not in told[1]
    assert "question" not in "".join(told)
