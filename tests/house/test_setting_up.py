"""Two commands that set up the same folder at once: one works, the other waits and finds the work done."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = ("cat", "cksum", "grep", "head", "mkdir", "rm", "sed", "sh", "sleep", "touch", "uname")
MADE_FROM = (
    "requirements.lock", "requirements-dev.lock", "requirements-tools.lock", "pyproject.toml",
    "frontend/package-lock.json", "frontend/assets.py",
)  # fmt: skip
STEPS = """
set -eu
root=$1
. "$root/bin/.setup.sh"
find_python() { :; }
fetch_uv() { :; }
settle_uv() { :; }
make_venv() { mkdir -p .venv/bin; touch .venv/bin/python; chmod +x .venv/bin/python; }
install_packages() {
    [ ! -e busy ] || printf 'clash\\n' >>log
    touch busy
    sleep 2
    rm busy
    printf 'installed\\n' >>log
}
ensure_environment runtime
printf 'ready\\n'
"""
"""The set-up as it is, with steps that take no network: they tell when two of them are at work at once."""


@pytest.fixture
def tree(root: Path, tmp_path: Path) -> Path:
    tree = tmp_path / "a tree"
    (tree / "bin").mkdir(parents=True)
    (tree / "frontend").mkdir()
    shutil.copy(root / "bin/.setup.sh", tree / "bin")
    for name in MADE_FROM:
        (tree / name).write_text(name)
    return tree


@pytest.fixture(params=["flock", "a folder"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The commands that are found: with `flock`, or without it as on some systems."""
    if request.param == "flock":
        if shutil.which("flock") is None:
            pytest.skip("this system has no flock")
        return os.environ["PATH"]
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in (*TOOLS, "chmod"):
        (tools / name).symlink_to(str(shutil.which(name)))
    return str(tools)


def start(tree: Path, path: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(shutil.which("sh")), "-c", STEPS, "sh", str(tree)],
        env={"PATH": path, "HOME": str(tree)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_second_waits_and_sets_nothing_up_again(tree: Path, path: str) -> None:
    both = [start(tree, path) for _ in range(2)]
    told = [one.communicate(timeout=60) for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    assert [out for out, _ in told] == ["ready\n", "ready\n"]
    assert (tree / "log").read_text() == "installed\n"
    assert sum("Waiting for it" in err for _, err in told) == 1
    assert not (tree / ".tools/.turns").exists()


def test_what_was_left_by_a_command_that_was_ended_is_no_hindrance(tree: Path, path: str) -> None:
    gone = subprocess.Popen([str(shutil.which("sh")), "-c", "exit 0"])
    gone.wait()
    (tree / ".tools/.turns").mkdir(parents=True)
    (tree / ".tools/.turns/owner").write_text(f"{gone.pid}\n")
    one = start(tree, path)
    out, err = one.communicate(timeout=60)
    assert (one.returncode, out) == (0, "ready\n"), err
    assert (tree / "log").read_text() == "installed\n"


def test_a_set_up_that_is_done_waits_for_nobody(tree: Path, path: str) -> None:
    assert start(tree, path).communicate(timeout=60)[0] == "ready\n"
    again = start(tree, path)
    assert again.communicate(timeout=60) == ("ready\n", "")
    assert (tree / "log").read_text() == "installed\n"
