"""Commands are printed as the person has to type them."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ilium.faces.terminal.called import VARIABLE, as_called
from ilium.faces.terminal.main import main

EXAMPLE = "examples/sciatica.yaml"


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("bin/ilium", "Begin one: bin/ilium episode start"),
        ("/home/a b/bin/ilium", "Begin one: '/home/a b/bin/ilium' episode start"),
        ("", "Begin one: ilium episode start"),
        ("\x1b[2J", "Begin one: ilium episode start"),
    ],
)
def test_a_command_is_printed_as_it_was_called(
    called: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, called)
    assert as_called("Begin one: ilium episode start") == told


def test_names_and_addresses_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "bin/ilium")
    for text in ("Ilium does not know", "the folder /srv/ilium is gone", "bin/ilium doctor", "my-ilium file"):
        assert as_called(text) == text


def test_a_result_names_the_command_and_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "bin/ilium")
    told = " ".join(CliRunner().invoke(main, ["assess", EXAMPLE]).stdout.split())
    assert f"bin/ilium explain {EXAMPLE} lumbar_disc_radiculopathy" in told
    assert "bin/ilium assess asks for them" in told


def test_a_refusal_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "bin/ilium")
    assert "bin/ilium assess CASE" in CliRunner().invoke(main, ["assess"]).stderr


def test_the_script_of_the_folder_says_what_it_was_called(tmp_path: Path) -> None:
    """The last line of `bin/ilium`, run on a tree whose set-up is a stand-in of one line."""
    tree = tmp_path / "tree"
    (tree / "bin").mkdir(parents=True)
    (tree / ".venv/bin").mkdir(parents=True)
    (tree / "bin/ilium").write_text(Path("bin/ilium").read_text())
    (tree / "bin/.setup.sh").write_text("ensure_environment() { :; }\n")
    program = tree / ".venv/bin/ilium"
    program.write_text(f"#!{sys.executable}\nimport os\nprint(os.environ['{VARIABLE}'])\n")
    program.chmod(0o755)
    told = subprocess.run(["sh", "bin/ilium"], cwd=tree, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "bin/ilium"
