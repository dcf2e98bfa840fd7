"""The ranked list of what to ask or examine next."""

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.interview.best_next import best_next, best_tests
from ilium.interview.pages import fixed_ids
from ilium.interview.worth import rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.verdict import reach_verdict

TOLD = {"age": 44.0, "sex": "male", "cough_sneeze": "yes"}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_a_clinician_is_told_several_in_the_order_of_their_worth(knowledge: Knowledge) -> None:
    case = Case(answers=TOLD, mode="clinician")
    found = best_next(knowledge, case, reach_verdict(knowledge, case), 6)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)
    assert len(found) == 6
    assert any(one.is_examination for one in found)


def test_the_list_is_the_head_of_the_ranking_and_holds_nothing_that_was_asked(knowledge: Knowledge) -> None:
    case = Case(answers=TOLD, mode="clinician")
    verdict = reach_verdict(knowledge, case)
    ids = [one.question.id for one in best_next(knowledge, case, verdict, 4)]
    assert ids == [worth.question for worth in rank_questions(knowledge, case, verdict)][:4]
    assert all(case.answer_to(id_) is Missing.NOT_ASKED for id_ in ids)
    assert not fixed_ids(knowledge).intersection(ids)


def test_a_person_is_asked_no_examination_test_but_a_summary_can_name_the_best(knowledge: Knowledge) -> None:
    case = Case(answers=TOLD)
    verdict = reach_verdict(knowledge, case)
    assert not any(one.is_examination for one in best_next(knowledge, case, verdict, 100))
    tests = best_tests(knowledge, case, verdict, 3)
    assert [one.is_examination for one in tests] == [True] * 3
