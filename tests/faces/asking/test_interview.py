"""The interview as a value: screens, follow-ups, going back, and where we are."""

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Missing, Ticked
from ilium.faces.asking import interview as interviewing
from ilium.faces.asking.interview import Interview
from ilium.interview.pages import fixed_ids
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.schema import Question
from ilium.reasoning.posterior import ImpossibleAnswersError


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def healthy(question: Question) -> Answer:
    """The answer of somebody whom nothing else ails."""
    if question.kind is Kind.NUMBER:
        return {"age": 33.0, "how_long": 5.0}.get(question.id, 4.0)
    if question.kind is Kind.BODY_MAP:
        return Ticked(frozenset({"upper_buttock_left"}))
    if question.kind is Kind.CHECKLIST:
        return Ticked(frozenset())
    if question.kind is Kind.CHOICE:
        return {"sex": "male"}.get(question.id, question.choices[0].id)
    return "no"


def fill(interview: Interview) -> Interview:
    """Answer everything on the screen."""
    while interview.open:
        question = interview.open[0]
        interview = interview.answer(question.id, healthy(question))
    return interview


def test_it_begins_with_the_first_page(knowledge: Knowledge) -> None:
    interview = Interview.begin(knowledge, Case())
    assert interview.page == knowledge.region.pages[0]
    assert str(interview.progress) == "Part 1 of 3: about you"


def test_a_page_is_left_only_when_all_of_it_is_answered(knowledge: Knowledge) -> None:
    interview = Interview.begin(knowledge, Case()).answer("age", 33.0)
    assert interview.forward().at == interview.at
    assert fill(interview).forward().page == knowledge.region.pages[1]


def test_a_whole_interview_ends_and_asks_nothing_twice(knowledge: Knowledge) -> None:
    interview = Interview.begin(knowledge, Case())
    seen = []
    while interview.next_screen is not None:
        seen.append(interview.at)
        interview = fill(interview)
        if interview.next_screen is None:
            break
        interview = interview.forward()
    assert len(seen) == len(set(seen))
    assert len(seen) < 40
    assert not interview.is_emergency


def test_progress_counts_pages_and_never_runs_backwards(knowledge: Knowledge) -> None:
    interview, told = Interview.begin(knowledge, Case()), []
    while interview.page is not None:
        told.append(interview.progress)
        interview = fill(interview).forward()
    assert [(p.part, p.page) for p in told] == sorted((p.part, p.page) for p in told)
    assert all(p.page is not None and p.pages is not None and p.page <= p.pages for p in told)
    assert str(interview.progress).endswith("you can stop any time")


def test_a_follow_up_appears_and_is_dropped_when_its_answer_changes(knowledge: Knowledge) -> None:
    interview = fill(Interview.begin(knowledge, Case())).forward().answer("urine_trouble", "new")
    assert "urine_kind" in [question.id for question in interview.questions]
    interview = interview.answer("urine_kind", "stinging_only").answer("urine_trouble", "no")
    assert "urine_kind" not in interview.case.answers
    assert "urine_kind" not in [question.id for question in interview.questions]


def test_going_back_keeps_every_answer(knowledge: Knowledge) -> None:
    first = fill(Interview.begin(knowledge, Case()))
    second = first.forward()
    assert second.back().at == first.at
    assert second.back().case == first.case
    assert second.back().forward().at == second.at
    assert first.back() == first


def test_a_screen_that_lost_its_questions_is_skipped_on_the_way_back(knowledge: Knowledge) -> None:
    interview = Interview.begin(knowledge, Case(answers={"age": 30.0}))
    interview = Interview(knowledge, interview.case, at="age", trail=("about_you", "urine_kind"))
    assert interview.back().at == "about_you"


def test_an_emergency_ends_it_and_going_on_asks_the_rest(knowledge: Knowledge) -> None:
    interview = fill(Interview.begin(knowledge, Case())).forward().answer("saddle_feeling", "new")
    assert interview.is_emergency
    onward = interview.go_on()
    assert not onward.is_emergency
    assert onward.open[0].id == "urine_trouble"


def test_any_answered_question_can_be_visited(knowledge: Knowledge) -> None:
    interview = fill(Interview.begin(knowledge, Case())).forward()
    assert interview.visit("sex").at == "about_you"
    alone = next(id_ for id_ in knowledge.questions if id_ not in fixed_ids(knowledge))
    assert interview.visit(alone).at == alone
    assert interview.visit("sex").trail == (*interview.trail, interview.at)


def test_a_contradiction_names_the_other_answer(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clash(_knowledge: Knowledge, case: Case) -> list[tuple[str, str]]:
        return [("x", "no")] if {"fever", "age"} <= set(case.answers) else []

    monkeypatch.setattr(interviewing, "contradictions", clash)
    interview = Interview(knowledge, Case(answers={"sex": "male", "age": 30.0}), at="safety_c")
    assert interview.clash("fever", "no") == "age"
    assert interview.clash("cold_leg", "no") is None


def test_impossible_answers_stop_nothing_and_say_so(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise ImpossibleAnswersError("none")

    monkeypatch.setattr(interviewing, "next_step", refuse)
    interview = Interview(knowledge, Case(), at="about_you")
    assert interview.step is None
    assert interview.next_screen == "about_you"
    assert not interview.is_emergency


def test_the_same_answers_give_the_same_screens(knowledge: Knowledge) -> None:
    case = Case(answers={"age": Missing.UNKNOWN, "sex": Missing.DECLINED, "pregnancy": Missing.UNKNOWN})
    assert Interview.begin(knowledge, case).at == Interview.begin(knowledge, case).at == "safety_a"
