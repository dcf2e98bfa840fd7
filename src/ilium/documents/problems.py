"""What is wrong with a document, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST_TOLD = 10
"""Faults told in words; the others are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a document: file name, line and column, both counted from one (0 = the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: its place, what is wrong, and what to do."""

    place: Place
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f" {self.remedy}" if self.remedy else "")


class BadDocumentError(ValueError):
    """A document that cannot be used; `problems` holds every fault, the message tells the first ones."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:MOST_TOLD]]
        if len(self.problems) > MOST_TOLD:
            lines.append(f"and {len(self.problems) - MOST_TOLD:,} more")
        super().__init__("\n".join(lines))


def suggest(word: str, valid: Iterable[str], see: str = "") -> str:
    """The nearest valid word, or all of them when they are few, or where to look them up."""
    names = sorted(valid)
    near = difflib.get_close_matches(word[:80], names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?" + (f" {see}" if see else "")
    if 0 < len(names) <= 12:
        return f"Use one of: {', '.join(names)}."
    return see


def shorten(value: object, width: int = 60) -> str:
    """A value as a message can quote it: one line, printable, not too long."""
    text = "".join(char if char.isprintable() else "?" for char in str(value)[: width * 2])
    return text if len(text) <= width else text[: width - 3] + "..."
