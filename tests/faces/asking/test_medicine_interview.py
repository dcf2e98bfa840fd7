"""The questions before medicines: only those that decide in this country, page by page, and nothing else."""

from dataclasses import replace

import pytest
from tests.care.label_table import CALM
from tests.care.people import person

from ilium.answers.values import Missing
from ilium.faces.asking.medicine_interview import MedicineInterview
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.interview_view import heading, lines
from ilium.interview.next_question import next_step
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def _asked(interview: MedicineInterview) -> list[str]:
    asked = []
    while interview.step.question is not None:
        asked.append(interview.step.question.id)
        interview = interview.answer(asked[-1], Missing.UNKNOWN)  # type: ignore[assignment]
    return asked


@pytest.mark.parametrize(
    ("country", "sex", "count"), [("GB", "female", 12), ("US", "female", 11), ("GB", "male", 10)]
)
def test_at_most_twelve_questions_are_asked_each_once(
    knowledge: Knowledge, country: str, sex: str, count: int
) -> None:
    case = replace(person(sex=sex), country=country)
    asked = _asked(MedicineInterview.begin(knowledge, case))
    assert len(asked) == len(set(asked)) == count
    assert set(asked) <= CALM.keys()


def test_where_no_label_is_known_nothing_is_asked(knowledge: Knowledge) -> None:
    assert _asked(MedicineInterview.begin(knowledge, replace(person(), country="FR"))) == []


def test_the_interview_about_the_pain_asks_nothing_about_medicines(knowledge: Knowledge) -> None:
    case = person()
    for _ in range(60):
        step = next_step(knowledge, case)
        if step.question is None:
            break
        assert step.question.mode != "medicine"
        case = case.answer(step.question.id, Missing.UNKNOWN)
    else:
        raise AssertionError("the interview never ended")


def test_keys_lead_through_both_pages_to_the_end(knowledge: Knowledge) -> None:
    session = Session.ask(MedicineInterview.begin(knowledge, replace(person(), country="GB")))
    assert "painkillers" in heading(session)
    for _ in range(40):
        if session.view is View.OVER:
            break
        assert any(line.text for line in lines(session, 80))
        before = session.focus
        session = session.press("u") if before else session.press("enter")
        if before and session.focus == before:
            session = session.press("enter")
    assert session.view is View.OVER
    said = session.interview.case.answers
    assert {id_: said[id_] for id_ in CALM} == dict.fromkeys(CALM, Missing.UNKNOWN)
