"""The next question for a case, or the reason to stop: a pure function of knowledge and case."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from ilium.answers.case import Case
from ilium.interview.pages import open_called_up, open_follow_up, open_page
from ilium.interview.worth import Worth, is_emergency, rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array, Model
from ilium.knowledge.schema import Page, Question
from ilium.reasoning.foresight import DRAWS, look_ahead
from ilium.safety.past import at_present
from ilium.verdict import Verdict, reach_verdict, threshold


class Stop(StrEnum):
    """Why an interview ends."""

    EMERGENCY = "emergency"
    NOTHING_LEFT = "nothing_left"
    NOT_WORTH_IT = "not_worth_it"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Step:
    """The next question, on its fixed page if it stands on one, or why there is none."""

    question: Question | None
    page: Page | None = None
    worth: Worth | None = None
    stopped: Stop | None = None


def next_step(knowledge: Knowledge, case: Case, *, after_emergency: bool = False) -> Step:
    """The next step of the interview.

    Safety pages come first, then the other fixed pages, then the question worth most. An emergency ends the
    interview at once, after its own follow-up questions, unless `after_emergency` says to go on.
    """
    case = at_present(knowledge, case)
    fixed = open_page(knowledge, case)
    verdict = None
    if not after_emergency or fixed is None:
        verdict = reach_verdict(knowledge, case)
    if verdict is not None and not after_emergency and is_emergency(verdict):
        follow_up = open_follow_up(knowledge, case)
        if follow_up is None:
            return Step(None, stopped=Stop.EMERGENCY)
        return Step(follow_up[1], follow_up[0])
    if fixed is not None:
        return Step(fixed[1], fixed[0])
    called_up = open_called_up(knowledge, case)
    if called_up is not None:
        return Step(called_up)
    assert verdict is not None
    return _adaptive_step(knowledge, case, verdict)


def _adaptive_step(knowledge: Knowledge, case: Case, verdict: Verdict) -> Step:
    ranked = rank_questions(knowledge, case, verdict)
    if not ranked:
        return Step(None, stopped=Stop.NOTHING_LEFT)
    best = ranked[0]
    if best.value < knowledge.region.interview.worth:
        return Step(None, stopped=Stop.NOT_WORTH_IT)
    if is_settled(knowledge, verdict, ranked):
        return Step(None, stopped=Stop.SETTLED)
    return Step(knowledge.questions[best.question], worth=best)


def is_settled(knowledge: Knowledge, verdict: Verdict, ranked: list[Worth]) -> bool:
    """Whether asking everything that is left would hardly change the first family or the urgency."""
    if 1 - math.prod(1 - worth.rise for worth in ranked) >= knowledge.region.interview.rise_chance:
        return False
    probes = [worth.probe for worth in ranked]
    prospect = look_ahead(verdict.network, verdict.weights, probes, knowledge.region.limits.seed)
    reasons = verdict.urgency.reasons
    by_rules = max((r.level.rank for r in reasons if r.rule not in knowledge.losses), default=0)
    leader, rank = int(np.argmax(verdict.posterior.families)), verdict.urgency.level.rank
    flips = changes = 0
    for future in prospect.in_turns():
        flips += int((np.argmax(future.families, axis=1) != leader).sum())
        ranks = np.maximum(loss_ranks(knowledge, verdict.network.model, future.conditions), by_rules)
        changes += int((ranks != rank).sum())
        if is_too_much(knowledge, flips, changes):
            return False
    return True


def is_too_much(knowledge: Knowledge, flips: int, changes: int) -> bool:
    """Whether so many of the drawn futures change the first family, or the urgency, that asking goes on."""
    policy = knowledge.region.interview
    return flips / DRAWS >= policy.flip_chance or changes / DRAWS >= policy.rise_chance


def loss_ranks(knowledge: Knowledge, model: Model, conditions: Array) -> Array:
    """The rank of the highest level that the loss table asks for, one for each row of probabilities."""
    lines = loss_lines(knowledge, model)
    asked = np.where(conditions[:, lines.columns] > lines.thresholds, lines.ranks, 0)
    return np.asarray(asked.max(axis=1, initial=0))


@dataclass(frozen=True, slots=True, eq=False)
class LossLines:
    """The loss table as arrays: the column of each condition, the threshold, and the rank of the level."""

    columns: NDArray[np.intp]
    thresholds: Array
    ranks: NDArray[np.int64]


def loss_lines(knowledge: Knowledge, model: Model) -> LossLines:
    """The loss table for the conditions of a model."""
    losses = list(knowledge.losses.values())
    return LossLines(
        np.array([model.conditions.index(loss.condition) for loss in losses], dtype=np.intp),
        np.array([threshold(loss) for loss in losses]),
        np.array([loss.level.rank for loss in losses], dtype=np.int64),
    )
