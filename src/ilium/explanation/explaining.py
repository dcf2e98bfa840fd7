"""Everything behind one probability: its range, its reasons, and the number trail with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from ilium.answers.case import Case
from ilium.answers.case_reader import plain_answer
from ilium.explanation.intervals import Interval, find_intervals
from ilium.explanation.numbers_behind import NumberBehind, numbers_behind, numbers_behind_prior
from ilium.explanation.reasons import AnswerReason, Reasons, weigh_reasons
from ilium.explanation.targets import members_of, name_of
from ilium.explanation.trail import Step, Trail, follow
from ilium.explanation.wording import say_answer
from ilium.knowledge.citations import CitationShown, show_citations
from ilium.knowledge.library import Knowledge
from ilium.safety.past import at_present
from ilium.verdict import reach_verdict

DIGITS = 12
"""Digits that are told of a number: enough to multiply the trail, too few for a machine's last digit."""


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number of the knowledge, what it is of, and what it rests on."""

    finding: str
    role: str
    of: str
    value: float
    basis: Literal["study", "guideline", "expert"]
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class StepShown:
    """An answer: P(answer | the cause, answers before), P(answer | not the cause, ...), and the result.

    For age and sex the two are relative to everybody with this complaint.
    """

    question: str
    answer: str | int | float | list[str] | dict[str, str]
    text: str
    given: float
    otherwise: float
    probability: float
    numbers: tuple[NumberShown, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One condition or family, explained. `prior`, then the steps, multiply to `probability`."""

    id: str
    name: str
    members: tuple[str, ...]
    probability: float
    interval: Interval
    prior: float
    prior_numbers: tuple[NumberShown, ...]
    steps: tuple[StepShown, ...]
    in_favour: Annotated[tuple[AnswerReason, ...], Field(serialization_alias="for")]
    against: tuple[AnswerReason, ...]


def explain(knowledge: Knowledge, case: Case, target: str) -> Explanation:
    """Explain a condition or a family. Raises ImpossibleAnswersError when no world allows the answers."""
    case = at_present(knowledge, case)
    intervals = find_intervals(knowledge, case, reach_verdict(knowledge, case))
    every = {**intervals.families, **intervals.conditions}
    trail = follow(knowledge, case, target)
    reasons = weigh_reasons(knowledge, case, (target,))[target]
    return _put_together(knowledge, case, trail, reasons, every[target])


def _put_together(
    knowledge: Knowledge, case: Case, trail: Trail, reasons: Reasons, interval: Interval
) -> Explanation:
    return Explanation(
        id=trail.target,
        name=name_of(knowledge, trail.target),
        members=members_of(knowledge, trail.target),
        probability=_tidy(trail.posterior),
        interval=interval,
        prior=_tidy(trail.prior),
        prior_numbers=_show_numbers(numbers_behind_prior(knowledge, case, trail.target)),
        steps=tuple(_show_step(knowledge, case, step, trail.target) for step in trail.steps),
        in_favour=reasons.in_favour,
        against=reasons.against,
    )


def _tidy(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _show_step(knowledge: Knowledge, case: Case, step: Step, target: str) -> StepShown:
    answered = step.answered
    return StepShown(
        question=answered.question,
        answer=plain_answer(answered.answer),
        text=say_answer(knowledge, answered.question, answered.answer),
        given=_tidy(step.given),
        otherwise=_tidy(step.otherwise),
        probability=_tidy(step.probability),
        numbers=_show_numbers(numbers_behind(knowledge, case, answered, target)),
    )


def _show_numbers(numbers: Iterable[NumberBehind]) -> tuple[NumberShown, ...]:
    return tuple(
        NumberShown(
            one.finding,
            one.role,
            one.of,
            _tidy(one.value),
            one.evidence.basis,
            show_citations(one.evidence.citations),
        )
        for one in numbers
    )
