"""A case with its verdict, against which changes are tried; every claim is verified here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.answers.values import Answer
from ilium.explanation.consequences import PLACES, leaders
from ilium.explanation.possible_changes import Change
from ilium.explanation.telling import tell_change, tell_saying
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.safety.urgency import NOT_ASKED, UNSURE
from ilium.verdict import Verdict, reach_verdict


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer of a claim: the whole answer as a case would hold it, and in words."""

    question: str
    answer: Answer
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Answers that would change the result, what it would become, and how likely these answers are.

    `urgency` and `family` are None where they stay as they are.
    """

    answers: tuple[AnswerTold, ...]
    urgency: Level | None
    family: str | None
    chance: float
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A change that seems to do something, by the fast way: the rank and the first family after it.

    `ordinary`: the course, a combination or a probability raises the urgency, and no red flag by itself.
    `place` is that of its answers in the questions.
    """

    change: Change
    chance: float
    place: int
    rank: int
    leader: str
    ordinary: bool = False

    @property
    def order(self) -> tuple[float, int]:
        """The likeliest first; ties in the order of the questions and their answers."""
        return -round(self.chance, PLACES), self.place


@dataclass(frozen=True, slots=True)
class Trial:
    """What the changes are held against."""

    knowledge: Knowledge
    case: Case
    verdict: Verdict
    leader: str

    @property
    def rank(self) -> int:
        """The rank of the present urgency."""
        return self.verdict.urgency.level.rank


def first_family(verdict: Verdict) -> str:
    """The family that ranks first."""
    return leaders(verdict.network.model.families, verdict.posterior.families[np.newaxis])[0]


def verified(trial: Trial, found: Iterable[Found]) -> Iterator[tuple[Found, Claim]]:
    """Those that the engine confirms, one after the other."""
    for one in found:
        claim = verify(trial, one)
        if claim is not None:
            yield one, claim


def verify(trial: Trial, found: Found) -> Claim | None:
    """The claim, if the verdict of the changed case makes it true; None otherwise.

    A rise must come from a rule or a probability, and not from a safety question that the change calls up and
    that was not answered yet. A change that was found for its family must leave the urgency alone.
    """
    after = found.change.put(trial.case)
    if contradictions(trial.knowledge, after):
        return None
    try:
        verdict = reach_verdict(trial.knowledge, after)
    except ImpossibleAnswersError:
        return None
    level, family = verdict.urgency.level, first_family(verdict)
    told = family if family != trial.leader else None
    if found.rank > trial.rank:
        return _claim(trial, found, level, told) if _rises_by_itself(trial, verdict) else None
    return _claim(trial, found, None, told) if told and level.rank <= trial.rank else None


def _rises_by_itself(trial: Trial, verdict: Verdict) -> bool:
    level = verdict.urgency.level
    reasons = (reason.rule for reason in verdict.urgency.reasons if reason.level is level)
    own = any(rule != NOT_ASKED and not rule.startswith(UNSURE) for rule in reasons)
    return own and level.rank > trial.rank


def _claim(trial: Trial, found: Found, urgency: Level | None, family: str | None) -> Claim:
    after = found.change.put(trial.case)
    answers = tuple(
        AnswerTold(saying.question, after.answer_to(saying.question), tell_saying(trial.knowledge, saying))
        for saying in found.change.sayings
    )
    text = tell_change(trial.knowledge, found.change, urgency, family)
    return Claim(answers, urgency, family, round(found.chance, PLACES), text)
