"""The part of the report on what would change the result, and on what answers cannot tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ilium.faces.telling.picking import short_list
from ilium.faces.terminal import words

if TYPE_CHECKING:
    from ilium.result import Assessment

MOST_PAIRS = 1


def outlook(assessment: Assessment, *, everything: bool = False) -> Iterator[RenderableType]:
    """What would change this, and what we cannot tell apart: in short, or all of it."""
    changes = assessment.would_change if everything else short_list(assessment.would_change)
    if changes:
        yield Text(f"\n{words.WOULD_CHANGE}", style="bold")
        yield from (_bullet(change.text) for change in changes)
        yield from _more(len(assessment.would_change) - len(changes))
    pairs = assessment.cannot_separate if everything else assessment.cannot_separate[:MOST_PAIRS]
    if pairs:
        yield Text(f"\n{words.CANNOT_SEPARATE}", style="bold")
        yield from (_bullet(f"{pair.text} {words.SEPARATE_WITH} {pair.separate_with}") for pair in pairs)
        yield from _more(len(assessment.cannot_separate) - len(pairs))


def _more(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Text(words.MORE_WITH_ALL.format(n=count), style="dim")


def _bullet(text: str) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_row(Text("-"), Text(text))
    return row
