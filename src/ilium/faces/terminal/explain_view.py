"""`ilium explain` as people read it: reasons, the number trail, and what every number rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ilium.faces.telling import explain_words as words
from ilium.faces.telling.evidence import number, percent, say_role
from ilium.faces.telling.often import how_far, how_often

if TYPE_CHECKING:
    from ilium.explanation.explaining import Explanation, NumberShown
    from ilium.explanation.reasons import AnswerReason
    from ilium.knowledge.library import Knowledge


WORTH_TELLING = 0.005
"""Answers that move the log odds by less are counted, not listed; --json lists them."""


def view(knowledge: Knowledge, explanation: Explanation, *, numbers: bool) -> Iterator[RenderableType]:
    """The parts of the explanation, from the result to the numbers it rests on."""
    yield from _head(knowledge, explanation)
    yield Text(f"\n{words.SPEAKS_FOR}", style="bold")
    yield _reasons(explanation.in_favour)
    yield Text(f"\n{words.SPEAKS_AGAINST}", style="bold")
    yield _reasons(explanation.against)
    yield Text(words.LOG_ODDS, style="dim")
    yield Text(f"\n{words.TRAIL}", style="bold")
    yield _trail(explanation)
    yield Text(words.TRAIL_NOTE, style="dim")
    if numbers:
        yield Text(f"\n{words.NUMBERS}", style="bold")
        yield from _numbers(knowledge, words.PRIOR_NUMBERS, explanation.prior_numbers)
        for step in explanation.steps:
            yield from _numbers(knowledge, step.text, step.numbers)


def _head(knowledge: Knowledge, explanation: Explanation) -> Iterator[RenderableType]:
    concept = knowledge.conditions.get(explanation.id) or knowledge.families[explanation.id]
    yield Text(explanation.name, style="bold")
    yield Text(concept.clinical_name)
    probability, interval = explanation.probability, explanation.interval
    yield Text(", ".join(filter(None, [how_often(probability), how_far(probability, interval)])) + ".")
    yield Text(words.RANGE.format(low=percent(interval[0]), high=percent(interval[1])), style="dim")


def _reasons(reasons: tuple[AnswerReason, ...]) -> RenderableType:
    if not reasons:
        return Padding(Text(words.NOTHING), (0, 0, 0, 2))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=7, justify="right")
    table.add_column()
    telling = [reason for reason in reasons if abs(reason.log_odds) >= WORTH_TELLING]
    for reason in telling:
        table.add_row(f"{reason.log_odds:+.2f}", reason.text)
    if len(telling) < len(reasons):
        table.add_row("", Text(words.HARDLY.format(n=len(reasons) - len(telling)), style="dim"))
    return table


def _trail(explanation: Explanation) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    table.add_row("", *(Text(head, style="dim") for head in (words.WITH, words.WITHOUT, words.AFTER)))
    table.add_row(words.BEFORE, "", "", percent(explanation.prior))
    for step in explanation.steps:
        table.add_row(step.text, number(step.given), number(step.otherwise), percent(step.probability))
    return table


def _numbers(knowledge: Knowledge, title: str, numbers: tuple[NumberShown, ...]) -> Iterator[RenderableType]:
    if not numbers:
        return
    yield Text(f"\n{title}")
    for one in numbers:
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_column(width=9, justify="right")
        row.add_column()
        cited = "\n".join(f"{c.source}{f' ({c.place})' if c.place else ''}: {c.says}" for c in one.citations)
        told = Text(f"{say_role(knowledge, one)} [{words.BASES[one.basis]}]")
        row.add_row(number(one.value), told.append(f"\n{cited}", style="dim"))
        yield row
