"""Simulated people through the whole interview: how long it takes, and what stopping early costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from ilium.answers.case import Case
from ilium.answers.values import Ticked
from ilium.interview.next_question import Stop, next_step
from ilium.knowledge.library import Knowledge
from ilium.study.people import ask_everything, draw_person, interview
from ilium.verdict import Verdict, reach_verdict

PEOPLE = 240
FIRST_PERSON = 700_000


@dataclass(frozen=True)
class Outcome:
    stopped: Stop
    pages: int
    rules: tuple[str, ...]
    same_family: bool
    same_urgency: bool


def leader(verdict: Verdict) -> int:
    return int(np.argmax(verdict.posterior.families))


@pytest.fixture(scope="module")
def outcomes(knowledge: Knowledge) -> list[Outcome]:
    found = []
    for number in range(FIRST_PERSON, FIRST_PERSON + PEOPLE):
        person = draw_person(knowledge, number)
        done = interview(knowledge, person)
        early = reach_verdict(knowledge, done.case)
        late = (
            early
            if done.stopped is Stop.EMERGENCY
            else reach_verdict(knowledge, ask_everything(knowledge, person))
        )
        top = tuple(r.rule for r in early.urgency.reasons if r.level is early.urgency.level)
        found.append(
            Outcome(
                done.stopped,
                done.pages,
                top,
                leader(early) == leader(late),
                early.urgency.level is late.urgency.level,
            )
        )
    return found


def test_the_median_interview_takes_at_most_fifteen_questions(outcomes: list[Outcome]) -> None:
    assert np.median([outcome.pages for outcome in outcomes]) <= 15


def test_emergencies_of_the_safety_pages_are_told_within_six_questions(
    knowledge: Knowledge, outcomes: list[Outcome]
) -> None:
    pages = [
        outcome.pages
        for outcome in outcomes
        if outcome.stopped is Stop.EMERGENCY and any(is_row(knowledge, rule) for rule in outcome.rules)
    ]
    assert len(pages) >= 10
    assert max(pages) <= 6


def is_row(knowledge: Knowledge, rule: str) -> bool:
    return knowledge.red_flags[rule].kind == "red_flag"


def test_stopping_early_finds_the_same_first_family(outcomes: list[Outcome]) -> None:
    assert np.mean([outcome.same_family for outcome in outcomes]) >= 0.87


def test_stopping_early_finds_the_same_urgency(outcomes: list[Outcome]) -> None:
    assert np.mean([outcome.same_urgency for outcome in outcomes]) >= 0.99


def test_an_emergency_ends_the_interview_at_once_and_the_clinician_may_go_on(knowledge: Knowledge) -> None:
    case = Case(answers={"age": 40.0, "sex": "male", "saddle_feeling": "new"})
    assert next_step(knowledge, case).stopped is Stop.EMERGENCY
    on = next_step(knowledge, case, after_emergency=True)
    assert on.question is not None and on.question.id == "urine_trouble"


def test_a_called_up_follow_up_is_asked_before_the_emergency_is_told(knowledge: Knowledge) -> None:
    case = Case(answers={"age": 40.0, "sex": "male", "leg_weakness": "new"})
    step = next_step(knowledge, case)
    assert step.question is not None and step.question.id == "weakness_kind"


def test_nothing_is_asked_twice(knowledge: Knowledge) -> None:
    for number in range(5):
        done = interview(knowledge, draw_person(knowledge, number))
        assert len(done.path) == len(set(done.path))


def test_the_next_step_is_a_pure_function(knowledge: Knowledge) -> None:
    person = draw_person(knowledge, 3)
    case = interview(knowledge, person).case
    earlier = case.forget("worse_postures").forget("point_with_finger")
    again = Case(answers=dict(reversed(list(earlier.answers.items()))))
    first, second = next_step(knowledge, earlier), next_step(knowledge, again)
    assert (first.question, first.stopped) == (second.question, second.stopped)


def test_an_unticked_list_is_answered(knowledge: Knowledge) -> None:
    case = Case(answers={"health_history": Ticked(frozenset())})
    rules = {reason.rule for reason in reach_verdict(knowledge, case).urgency.reasons}
    assert "unsure_health_history" not in rules
