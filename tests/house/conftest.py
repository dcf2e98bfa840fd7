"""What the house tests look at: the files of the repository, and the Python code of the package."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def repository_files() -> list[Path]:
    """Every file that is tracked, or would be: what .gitignore names is left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = (ROOT / name for name in names.split("\0") if name)
    return [file for file in files if file.is_file()]


@pytest.fixture(scope="session")
def modules(repository_files: list[Path]) -> dict[str, ast.Module]:
    """Path of each Python file under src, and its syntax tree."""
    inside = [file for file in repository_files if file.suffix == ".py" and file.is_relative_to(ROOT / "src")]
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in inside}
