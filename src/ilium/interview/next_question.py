"""The next question for a case, or the reason to stop: a pure function of knowledge and case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ilium.answers.case import Case
from ilium.interview.pages import open_follow_up, open_page
from ilium.interview.worth import Worth, is_emergency, rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Page, Question
from ilium.reasoning.lookahead import chance_of_change
from ilium.verdict import Verdict, reach_verdict

LOOK_AHEAD = 6
"""How many of the best questions are followed two answers deep before the interview may stop."""


class Stop(StrEnum):
    """Why an interview ends."""

    EMERGENCY = "emergency"
    NOTHING_LEFT = "nothing_left"
    NOT_WORTH_IT = "not_worth_it"
    CANNOT_FLIP = "cannot_flip"


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
    assert verdict is not None
    return _adaptive_step(knowledge, case, verdict)


def _adaptive_step(knowledge: Knowledge, case: Case, verdict: Verdict) -> Step:
    ranked = rank_questions(knowledge, case, verdict)
    if not ranked:
        return Step(None, stopped=Stop.NOTHING_LEFT)
    best = ranked[0]
    policy = knowledge.region.interview
    if best.value < policy.worth:
        return Step(None, stopped=Stop.NOT_WORTH_IT)
    if chance_of_flip(verdict, ranked) < policy.flip_chance:
        return Step(None, stopped=Stop.CANNOT_FLIP)
    return Step(knowledge.questions[best.question], worth=best)


def chance_of_flip(verdict: Verdict, ranked: list[Worth]) -> float:
    """The greatest chance that two more answers change the first family, or one raises the urgency.

    The pairs have their first question among the LOOK_AHEAD best, their second among twice as many.
    """
    rise = max((worth.rise for worth in ranked), default=0.0)
    telling = [worth.information.combinations for worth in ranked if worth.information is not None]
    change = chance_of_change(verdict.network, verdict.weights, telling[: 2 * LOOK_AHEAD], LOOK_AHEAD)
    return max(rise, change)
