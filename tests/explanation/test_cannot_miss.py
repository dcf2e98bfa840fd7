"""The serious conditions: what keeps each open, and what closed it."""

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.explanation.cannot_miss import NotToMiss, not_to_miss, telling_findings
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.safety.evaluation import is_asked
from ilium.verdict import reach_verdict


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def look(knowledge: Knowledge, answers: dict[str, Answer]) -> dict[str, NotToMiss]:
    case = Case(answers=answers)
    return {one.condition: one for one in not_to_miss(knowledge, case, reach_verdict(knowledge, case))}


def all_safe(knowledge: Knowledge) -> dict[str, Answer]:
    """Every safety question answered no, by somebody of 40."""
    told: dict[str, Answer] = {"age": 40.0, "sex": "male"}
    for question in knowledge.questions.values():
        if question.safety and is_asked(knowledge, question, Case(answers=told)):
            words = [choice.id for choice in question.choices]
            none = next((word for word in words if word.startswith(("no", "none"))), "unknown")
            told[question.id] = {"checklist": Ticked(frozenset()), "choice": none}.get(question.kind, "no")
    return told


def test_before_any_answer_every_serious_condition_is_open(knowledge: Knowledge) -> None:
    found = look(knowledge, {})
    assert set(found) == {id_ for id_, condition in knowledge.conditions.items() if condition.serious}
    assert all(one.is_open for one in found.values())


def test_all_safety_questions_answered_no_close_most_and_say_by_what(knowledge: Knowledge) -> None:
    found = look(knowledge, all_safe(knowledge))
    assert not any(one.unanswered or one.fired for one in found.values())
    assert not found["cauda_equina_syndrome"].is_open
    closing = {reason.question for reason in found["cauda_equina_syndrome"].closed_by}
    assert closing & {"saddle_feeling", "urine_trouble", "both_legs", "bowel_control"}


@pytest.mark.parametrize("missing", ["saddle_feeling", "urine_trouble", "both_legs"])
@pytest.mark.parametrize("way", ["unknown", None])
def test_one_safety_question_without_an_answer_keeps_cauda_equina_open(
    knowledge: Knowledge, missing: str, way: str | None
) -> None:
    told = all_safe(knowledge)
    del told[missing]
    if way:
        told[missing] = Missing(way)
    state = look(knowledge, told)["cauda_equina_syndrome"]
    assert (state.is_open, missing in state.unanswered) == (True, True)


def test_a_rule_that_fires_keeps_open_what_its_answer_speaks_for(knowledge: Knowledge) -> None:
    found = look(knowledge, {**all_safe(knowledge), "saddle_feeling": "new"})
    assert [reason.rule for reason in found["cauda_equina_syndrome"].fired] == ["a1_saddle_feeling"]
    assert found["femoral_neck_fracture"].fired == ()


def test_an_item_of_a_list_that_was_not_asked_keeps_open_what_it_speaks_for(knowledge: Knowledge) -> None:
    told = all_safe(knowledge)
    items = {choice.id: "no" for choice in knowledge.questions["health_history"].choices}
    assert "malignancy" not in [
        id_
        for id_, one in look(knowledge, {**told, "health_history": Itemised(items)}).items()
        if one.unanswered
    ]
    del items["cancer_ever"]
    found = look(knowledge, {**told, "health_history": Itemised(items)})
    assert "health_history" in found["malignancy"].unanswered


def test_what_is_likelier_than_a_visit_costs_is_open_although_no_rule_fires(knowledge: Knowledge) -> None:
    found = look(knowledge, {**all_safe(knowledge), "felt_pop": "yes", "how_started": "sudden_effort"})
    likely = [one for one in found.values() if one.is_likely]
    assert all(
        one.is_open and one.visit_pays_from and one.probability > one.visit_pays_from for one in likely
    )


def test_each_question_named_as_unanswered_speaks_of_the_condition(knowledge: Knowledge) -> None:
    for one in look(knowledge, {}).values():
        telling = telling_findings(knowledge, one.condition)
        for id_ in one.unanswered:
            assert telling.intersection(findings_of(knowledge, knowledge.questions[id_]))
