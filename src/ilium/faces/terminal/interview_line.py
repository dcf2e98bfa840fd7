"""One line of the interview's screen."""

from __future__ import annotations

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
