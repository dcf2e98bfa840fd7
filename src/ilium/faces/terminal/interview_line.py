"""One line of the interview's screen."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

CURSOR, QUIET, STRONG, DIM = "reverse", "", "bold", "dim"
PLAIN, HEAD, ROW, END, NOTE = "", "head", "row", "end", "note"
"""Parts of a screen: the question, what can be marked, what ends it, an error, and all the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen, and its style."""

    text: str
    style: str = QUIET
    here: bool = False
    """Whether the cursor stands on it: it must stay in sight."""
    part: str = PLAIN


def wrap(text: str, width: int, first: str = "", rest: str = "", style: str = QUIET) -> list[Line]:
    """A text as lines, with something before the first and before the rest."""
    wrapped = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest) or [first]
    return [Line(line, style) for line in wrapped]
