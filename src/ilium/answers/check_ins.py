"""What happens to a case over time: check-ins, and what a clinician has cleared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ilium.answers.values import Answer, Missing


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A later look at an episode: a day, and what was answered on it. What is left out was not asked."""

    date: datetime.date
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hold the answers so that nobody can change them."""
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))

    def answer_to(self, question: str) -> Answer:
        """What was answered on this day; NOT_ASKED when nothing was."""
        return self.answers.get(question, Missing.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Cleared:
    """A clinician has looked at what a rule warns of: when, and by which test."""

    rule: str
    date: datetime.date
    test: str


Day = datetime.date
DatePath = tuple[str | int, ...]


def misdated(
    start: datetime.date | None,
    today: datetime.date | None,
    check_ins: list[datetime.date],
    cleared: list[datetime.date],
) -> Iterator[tuple[DatePath, str, str]]:
    """Dates that cannot be: where they stand in the case, what is wrong, and what to do."""
    if start is not None and today is not None and start > today:
        yield ("start",), f"the case starts on {start}, after its 'today', {today}.", "Mend one of the two."
    for number, day in enumerate(check_ins):
        yield from _outside(("check_ins", number, "date"), "a check-in", day, start, today)
        if number and day < check_ins[number - 1]:
            what = f"the check-in of {day} stands after the one of {check_ins[number - 1]}."
            yield ("check_ins", number, "date"), what, "Write the check-ins from the first to the last."
    first = start or min(check_ins, default=None)
    for number, day in enumerate(cleared):
        yield from _outside(("cleared", number, "date"), "a clearing", day, first, today)
        if today is None and day > (known := max([*check_ins, start or datetime.date.min])):
            since = f" The last day it names is {known}." if known > datetime.date.min else ""
            what = f"nothing in the case says that the day of the clearing, {day}, has come.{since}"
            yield ("cleared", number, "date"), what, "Add 'today', the day of the answers."


def _outside(
    path: DatePath, what: str, day: Day, start: Day | None, today: Day | None
) -> Iterator[tuple[DatePath, str, str]]:
    if start is not None and day < start:
        yield path, f"{what} of {day} lies before the start, {start}.", "Mend the date, or 'start'."
    if today is not None and day > today:
        yield path, f"{what} of {day} lies after 'today', {today}.", "Mend the date, or 'today'."
