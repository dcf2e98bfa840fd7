"""Answers in words: what was asked and what was said."""

import pytest

from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.explanation.wording import say_answer
from ilium.knowledge.reading import load_knowledge
from ilium.study.people import ask_everything, draw_person


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("cough_sneeze", "yes", "Coughing or sneezing brings the pain on"),
        ("cough_sneeze", "no", "Coughing or sneezing brings the pain on: no"),
        ("leg_weakness", "new", "A leg or foot has become weak"),
        ("leg_weakness", "same", "A leg or foot has become weak: the same as before this pain"),
        ("leg_weakness", Missing.UNKNOWN, "A leg or foot has become weak: unknown"),
        ("trend", "better", "Which way the pain is going: It is getting better"),
        ("age", 43.0, "How old are you? 43 years"),
        ("where_it_hurts", Ticked(frozenset({"groin_left"})), "Where does it hurt? Groin (left)"),
        ("where_it_hurts", Ticked(frozenset()), "Where does it hurt? none of these"),
        (
            "where_it_hurts",
            Itemised({"groin_left": "yes", "calf_left": "no"}),
            "Where does it hurt? Groin (left); not Calf (left)",
        ),
    ],
)
def test_an_answer_is_told_in_the_words_of_the_knowledge(question: str, answer: Answer, told: str) -> None:
    assert say_answer(load_knowledge(), question, answer) == told


def test_what_was_left_unticked_is_named_where_asked() -> None:
    ticked = Ticked(frozenset({"groin_left"}))
    told = say_answer(load_knowledge(), "where_it_hurts", ticked, ("calf_left",))
    assert told == "Where does it hurt? Groin (left); not Calf (left)"


def test_everything_that_people_answer_can_be_told() -> None:
    knowledge = load_knowledge()
    for seed in range(20):
        case = ask_everything(knowledge, draw_person(knowledge, seed))
        assert all(say_answer(knowledge, id_, answer) for id_, answer in case.answers.items())
