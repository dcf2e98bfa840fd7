"""Where readable output goes: colours on a terminal, plain text everywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PLAIN_WIDTH, WIDEST = 80, 88


def open_console() -> Console:
    """A console on standard output. Without a terminal, or with NO_COLOR, no escape codes are written."""
    from rich.console import Console

    styled = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    console = Console(
        file=_forgiving_stdout(),
        force_terminal=styled,
        color_system="auto" if styled else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.width = min(console.width, WIDEST) if sys.stdout.isatty() else PLAIN_WIDTH
    return console


def print_parts(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print parts one below the other; plain text gets no blanks at the ends of its lines."""
    if console.is_terminal:
        for part in parts:
            console.print(part)
        return
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    for line in captured.get().splitlines():
        console.file.write(line.rstrip() + "\n")


def _forgiving_stdout() -> IO[str]:
    """Standard output, which writes '?' for a sign that its encoding lacks."""
    import io

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout


def print_json(value: object) -> None:
    """Plain values as JSON: keys in their own order, two spaces, letters as they are."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write(text.encode() + b"\n") if hasattr(sys.stdout, "buffer") else print(text)
