"""What is best asked or examined next, for a clinician: ranked, with what each is expected to tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ilium.faces.terminal import words

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.interview.best_next import Suggestion
    from ilium.knowledge.library import Knowledge

MOST = 6


def find_best_next(knowledge: Knowledge, case: Case) -> tuple[Suggestion, ...]:
    """The questions and tests worth most to a case."""
    from ilium.interview.best_next import best_next
    from ilium.verdict import reach_verdict

    return best_next(knowledge, case, reach_verdict(knowledge, case), MOST)


def best_next_parts(suggestions: tuple[Suggestion, ...]) -> Iterator[RenderableType]:
    """A list of them, the most worth first; nothing when nothing is left."""
    if not suggestions:
        return
    yield Text(f"\n{words.BEST_NEXT}", style="bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    for one in suggestions:
        kind = words.EXAMINATION if one.is_examination else words.QUESTION
        least = "" if one.exact else words.AT_LEAST_BITS
        told = words.BITS.format(least=least, bits=one.bits)
        table.add_row(Text(told, style="dim"), Text(kind, style="dim"), Text(one.question.text))
    yield Padding(table, (0, 0, 0, 2))
    yield Text(words.BEST_NEXT_NOTE, style="dim")
