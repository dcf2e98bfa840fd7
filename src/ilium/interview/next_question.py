"""The next question for a case, or the reason to stop: a pure function of knowledge and case."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ilium.answers.case import Case
from ilium.interview.pages import open_called_up, open_follow_up, open_page
from ilium.interview.worth import Worth, is_emergency, rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.schema import Page, Question
from ilium.reasoning.foresight import foresee
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
    policy = knowledge.region.interview
    silent = math.prod(1 - worth.rise for worth in ranked)
    if 1 - silent >= policy.rise_chance:
        return False
    probes = [worth.probe for worth in ranked if worth.probe.parts]
    future = foresee(verdict.network, verdict.weights, probes, knowledge.region.limits.seed)
    leader = int(np.argmax(verdict.posterior.families))
    flips = np.argmax(future.families, axis=1) != leader
    by_rules = max(
        (r.level.rank for r in verdict.urgency.reasons if r.rule not in knowledge.losses), default=0
    )
    ranks = np.maximum(_loss_ranks(knowledge, verdict, future.conditions), by_rules)
    changes = ranks != verdict.urgency.level.rank
    return bool(flips.mean() < policy.flip_chance and changes.mean() < policy.rise_chance)


def _loss_ranks(knowledge: Knowledge, verdict: Verdict, conditions: Array) -> Array:
    """The rank of the highest level that the loss table asks for, in each future."""
    ranks = np.zeros(len(conditions))
    for loss in knowledge.losses.values():
        column = conditions[:, verdict.network.model.conditions.index(loss.condition)]
        ranks = np.maximum(ranks, np.where(column > threshold(loss), loss.level.rank, 0))
    return ranks
