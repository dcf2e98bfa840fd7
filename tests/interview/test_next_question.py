"""When the interview stops, and what an answer can raise: on the toy region, with its policy set by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing, Ticked
from ilium.interview.next_question import Stop, is_settled, next_step
from ilium.interview.rise import UNTOLD_RATE, Outlook, chance_of_rise
from ilium.interview.worth import candidates, rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.information import chance_of
from ilium.verdict import reach_verdict

TOY_REGION = Path(__file__).parents[1] / "toy_region"
SHORT: dict[str, Answer] = {
    "age": 30.0,
    "sex": "female",
    "fever": "no",
    "redness": "no",
    "where_it_hurts": Ticked(frozenset({"front_left"})),
    "how_long": 7.0,
    "how_bad": 3.0,
}
"""Every fixed page answered; the pain is so short and mild that jumping alone raises nothing."""
LONG: dict[str, Answer] = {**SHORT, "how_long": 30.0}
"""The pain has lasted so long that one more sign of a slow course asks for a visit."""


@pytest.fixture(scope="module")
def toy() -> Knowledge:
    return load_knowledge(TOY_REGION)


def with_policy(toy: Knowledge, **policy: float) -> Knowledge:
    interview = toy.region.interview.model_copy(update=policy)
    return dataclasses.replace(toy, region=toy.region.model_copy(update={"interview": interview}))


def best_worth(toy: Knowledge, case: Case) -> float:
    return rank_questions(toy, case, reach_verdict(toy, case))[0].value


def settled(knowledge: Knowledge, case: Case) -> bool:
    verdict = reach_verdict(knowledge, case)
    return is_settled(knowledge, verdict, rank_questions(knowledge, case, verdict))


def outlook(toy: Knowledge, answers: dict[str, Answer]) -> Outlook:
    case = Case(answers=answers)
    return Outlook(
        toy, case, reach_verdict(toy, case), frozenset(question.id for question in candidates(toy, case))
    )


def test_the_fixed_pages_come_first_and_then_the_question_worth_most(toy: Knowledge) -> None:
    first = next_step(toy, Case())
    assert first.page is not None
    assert (first.page.id, first.question) == ("about_you", toy.questions["age"])
    then = next_step(toy, Case(answers=LONG))
    assert (then.page, then.stopped) == (None, None)
    assert then.worth is not None
    assert then.question is toy.questions[then.worth.question]
    assert then.worth.value == best_worth(toy, Case(answers=LONG))


def test_an_emergency_stops_it_unless_it_is_to_go_on(toy: Knowledge) -> None:
    case = Case(
        answers={
            "age": 30.0,
            "sex": "female",
            "fever": "new",
            "fever_kind": "with_shivers",
            "redness": "yes",
        }
    )
    assert next_step(toy, case).stopped is Stop.EMERGENCY
    further = next_step(toy, case, after_emergency=True)
    assert (further.stopped, further.question) == (None, toy.questions["where_it_hurts"])


def test_nothing_left_stops_it(toy: Knowledge) -> None:
    case = Case(answers=SHORT)
    for question in candidates(toy, case):
        case = case.answer(question.id, Missing.UNKNOWN)
    assert next_step(toy, case).stopped is Stop.NOTHING_LEFT


@pytest.mark.parametrize(("times", "stopped"), [(0.999, None), (1.0, None), (1.001, Stop.NOT_WORTH_IT)])
def test_it_stops_where_the_best_question_is_worth_less_than_the_bar(
    toy: Knowledge, times: float, stopped: Stop | None
) -> None:
    case = Case(answers=LONG)
    knowledge = with_policy(toy, worth=best_worth(toy, case) * times)
    assert next_step(knowledge, case).stopped is stopped


def test_it_stops_when_the_rest_would_change_nothing(toy: Knowledge) -> None:
    case = Case(answers=LONG)
    assert next_step(with_policy(toy, flip_chance=1.01, rise_chance=1.01), case).stopped is Stop.SETTLED


def test_settled_needs_the_first_family_and_the_urgency_to_stand(toy: Knowledge) -> None:
    case = Case(answers=LONG)
    assert settled(with_policy(toy, flip_chance=1.01, rise_chance=1.01), case)
    assert not settled(with_policy(toy, flip_chance=0.0, rise_chance=1.01), case)
    assert not settled(with_policy(toy, flip_chance=1.01, rise_chance=0.0), case)


def test_settled_turns_at_the_chance_that_a_rule_raises_the_urgency(toy: Knowledge) -> None:
    """Only jumping can complete a rule here, so the chance of a rise is that of jumping alone."""
    case = Case(answers=LONG)
    verdict = reach_verdict(toy, case)
    rise = max(worth.rise for worth in rank_questions(toy, case, verdict))
    assert 0.5 < rise < 1
    assert not settled(with_policy(toy, flip_chance=1.01, rise_chance=rise * 0.999), case)
    assert settled(with_policy(toy, flip_chance=1.01, rise_chance=rise * 1.001), case)


def test_the_rise_of_a_rule_with_one_open_question_is_the_chance_of_its_answer(toy: Knowledge) -> None:
    """The slow course wants two of three signs: one is there, and only jumping is open."""
    view = outlook(toy, LONG)
    jumps = chance_of(view.verdict.network, view.verdict.weights, {"jumping_hurts": (1.0, 0.0)})
    assert chance_of_rise(view, toy.questions["jumping"]) == pytest.approx(jumps)
    assert chance_of_rise(view, toy.questions["sitting"]) == 0.0


def test_the_rise_is_nothing_where_the_answer_completes_no_rule(toy: Knowledge) -> None:
    assert chance_of_rise(outlook(toy, SHORT), toy.questions["jumping"]) == 0.0


def test_the_rise_of_a_rule_with_two_open_questions_is_the_product_of_their_chances(toy: Knowledge) -> None:
    """A hot, shivering knee is an emergency. Here it is hot, and fever and its kind are both open."""
    case = Case(answers={"redness": "yes", "knee_signs": Ticked(frozenset())})
    verdict = reach_verdict(toy, case)
    calm = dataclasses.replace(verdict.urgency, level=toy.red_flags["hot_knee"].level)
    view = Outlook(toy, case, dataclasses.replace(verdict, urgency=calm), frozenset({"fever", "fever_kind"}))
    fever = chance_of(verdict.network, verdict.weights, {"fever_now": (1.0, 0.0)})
    assert 0 < fever < 1
    assert chance_of_rise(view, toy.questions["fever"]) == pytest.approx(fever * UNTOLD_RATE)
    assert chance_of_rise(view, toy.questions["fever_kind"]) == pytest.approx(UNTOLD_RATE * fever)
