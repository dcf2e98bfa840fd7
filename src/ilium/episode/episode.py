"""One bout of pain over time: the case with its check-ins, and what was said about it on the way."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer
from ilium.documents.problems import BadDocumentError, Place, Problem


@dataclass(frozen=True, slots=True)
class Chance:
    """A family and how probable it was said to be."""

    family: str
    probability: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person was told on a day: a record of words, never a result to go on working with."""

    date: datetime.date
    check_ins: int
    """How many check-ins there were when it was told."""
    knowledge_version: str
    knowledge_hash: str
    urgency: str
    chances: tuple[Chance, ...]
    """The first families, the most probable first; none where the urgency hid them."""


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode as it is kept: answers and what was said; results are computed anew each time."""

    id: str
    started: datetime.date
    case: Case
    """Everything answered, its check-ins included, from the first to the last."""
    statements: tuple[Statement, ...] = ()
    version: int = 1
    """Grows with every change; two changes at once are told apart by it."""

    @property
    def last_day(self) -> datetime.date:
        """The day on which something was last answered."""
        return max((one.date for one in self.case.check_ins), default=self.started)

    def on(self, today: datetime.date) -> Case:
        """The case as it stands on a day."""
        return replace(self.case, today=today)

    def as_told(self, statement: Statement) -> Case:
        """The case as it stood when a statement was made: later check-ins and clearings are not in it."""
        cleared = tuple(one for one in self.case.cleared if one.date <= statement.date)
        check_ins = tuple(one for one in self.case.check_ins if one.date <= statement.date)
        return replace(
            self.case, today=statement.date, check_ins=check_ins[: statement.check_ins], cleared=cleared
        )


def begin_episode(id_: str, case: Case, today: datetime.date) -> Episode:
    """An episode at its start: the day of the first answers becomes part of the case."""
    started = case.start or min((one.date for one in case.check_ins), default=case.today or today)
    return Episode(id_, started, replace(case, start=started))


def with_check_in(episode: Episode, check_in: CheckIn) -> Episode:
    """The episode with one more check-in, in the order of the days."""
    refuse_misdated(episode, check_in.date)
    check_ins = sorted((*episode.case.check_ins, check_in), key=lambda one: one.date)
    return replace(episode, case=replace(episode.case, check_ins=tuple(check_ins)))


def with_answers(episode: Episode, place: int, answers: Mapping[str, Answer]) -> Episode:
    """The episode with other answers of one day: place 0 is the start, 1 the first check-in."""
    if place == 0:
        return replace(episode, case=replace(episode.case, answers=answers))
    check_ins = list(episode.case.check_ins)
    check_ins[place - 1] = CheckIn(check_ins[place - 1].date, answers)
    return replace(episode, case=replace(episode.case, check_ins=tuple(check_ins)))


def without_check_in(episode: Episode, place: int) -> Episode:
    """The episode as if a check-in had not been; the first is 1."""
    left = tuple(one for n, one in enumerate(episode.case.check_ins, 1) if n != place)
    return replace(episode, case=replace(episode.case, check_ins=left))


def refuse_misdated(episode: Episode, day: datetime.date) -> None:
    """Refuse a day before the episode began."""
    if day < episode.started:
        what = f"{day} lies before the start of the episode, {episode.started}."
        raise BadDocumentError([Problem(Place(f"episode {episode.id}"), what, "Mend the date.")])
