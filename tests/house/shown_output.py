"""The output that the documents show: a `sh` block with one command, then a `text` block with its output.

`python -m tests.house.shown_output` rewrites every such block with what the command prints now, and the
reading grades of the pages.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from ilium.faces.terminal.main import main

ROOT = Path(__file__).parents[2]
_SHOWN = re.compile(r"```sh\n(bin/ilium [^\n]+)\n```\n\n```text\n(.*?)```\n", re.DOTALL)


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
        for command, output in _SHOWN.findall(file.read_text(encoding="utf-8"))
    ]


def run(command: str) -> str:
    words = shlex.split(command.split("#", maxsplit=1)[0])[1:]
    paths = [str(ROOT / word) if word.startswith("examples/") else word for word in words]
    result = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(main, paths)
    return "\n".join(line.rstrip() for line in result.output.splitlines()) + "\n"


def rewrite(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    new = _SHOWN.sub(lambda m: f"```sh\n{m[1]}\n```\n\n```text\n{run(m[1])}```\n", text)
    if new != text:
        file.write_text(new, encoding="utf-8")
        print(f"{file.relative_to(ROOT)}: rewritten")


if __name__ == "__main__":
    from tests.faces.web import reading_age

    for document in documents():
        rewrite(document)
    reading_age.write()
