"""The output that the documents show: a block with one command or a Python program, then one with its output.

`python -m tests.house.shown_output` rewrites every such block with what the command prints now, and the
reading grades of the pages.
"""

from __future__ import annotations

import re
import shlex
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from click.testing import CliRunner

from ilium.faces.terminal.called import VARIABLE
from ilium.faces.terminal.main import main

ROOT = Path(__file__).parents[2]
_SHOWN = re.compile(
    r"```(sh|python)\n(bin/ilium [^\n]+|(?<=python\n)[^`]+)\n```\n\n```text\n(.*?)```\n", re.DOTALL
)
SERVED = "http://127.0.0.1:8321"
"""Where a Python program in a document finds the server."""


@dataclass(frozen=True)
class Shown:
    """One command in a document, and the output shown for it."""

    file: Path
    command: str
    output: str


def documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shown_outputs() -> list[Shown]:
    return [
        Shown(file, command, output)
        for file in documents()
        for _, command, output in _SHOWN.findall(file.read_text(encoding="utf-8"))
    ]


def run(command: str) -> str:
    return run_command(command) if command.startswith("bin/ilium ") else run_program(command)


def run_program(program: str) -> str:
    """What a Python program prints, with a server of its own."""
    from tests.serving import served

    from ilium.faces.api.access import Access
    from ilium.faces.api.app import create_api
    from ilium.knowledge.reading import load_knowledge

    printed = StringIO()
    with served(create_api(load_knowledge(), Access())) as address, redirect_stdout(printed):
        exec(compile(program.replace(SERVED, address), "a document", "exec"), {})
    return printed.getvalue()


def run_command(command: str) -> str:
    words = shlex.split(command.split("#", maxsplit=1)[0])[1:]
    around = {"COLUMNS": "80", "NO_COLOR": "1", VARIABLE: "bin/ilium"}
    with chdir(ROOT):
        result = CliRunner(env=around).invoke(main, words)
    return "\n".join(line.rstrip() for line in result.output.splitlines()) + "\n"


def rewrite(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    new = _SHOWN.sub(lambda m: f"```{m[1]}\n{m[2]}\n```\n\n```text\n{run(m[2])}```\n", text)
    if new != text:
        file.write_text(new, encoding="utf-8")
        print(f"{file.relative_to(ROOT)}: rewritten")


if __name__ == "__main__":
    from tests.faces.web import reading_age

    for document in documents():
        rewrite(document)
    reading_age.write()
