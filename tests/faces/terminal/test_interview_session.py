"""What each key does, and what the screen shows for it."""

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing, Ticked
from ilium.faces.asking import words as asking_words
from ilium.faces.asking.interview import Interview
from ilium.faces.terminal import words
from ilium.faces.terminal.interview_session import GO_ON, Session, View
from ilium.faces.terminal.interview_view import heading, keys, lines, warning
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

WIDTH = 76
ABOUT_YOU = ["enter", "3", "3", "enter", "2", "enter"]
"""Begin, 33 years, male, go on."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def after(knowledge: Knowledge, *pressed: str) -> Session:
    session = Session.begin(knowledge, Case(country="GB"))
    for key in pressed:
        session = session.press(key)
    return session


def shown(session: Session) -> str:
    text = "\n".join(line.text for line in lines(session, WIDTH))
    assert max(map(len, text.splitlines())) <= WIDTH
    return text


def said(session: Session, question: str) -> object:
    return session.interview.case.answer_to(question)


def test_it_begins_with_a_welcome_that_says_what_it_is_not(knowledge: Knowledge) -> None:
    session = after(knowledge)
    assert "not a medical device" in shown(session)
    assert "999" in shown(session)
    assert keys(session) == words.KEYS_WELCOME
    assert session.press("q").view is View.OVER
    assert session.press("x") == session


def test_numbers_are_typed_and_mended(knowledge: Knowledge) -> None:
    session = after(knowledge, "enter", "9", "9", "9", "enter")
    assert "from 18 to 110" in session.note
    session = session.press("backspace").press("backspace").press("enter")
    assert "from 18 to 110" in session.note
    session = session.press("backspace").press("4").press("4").press("enter")
    assert said(session, "age") == 44.0
    assert session.focus == "sex"


def test_a_digit_typed_beside_the_number_goes_into_it(knowledge: Knowledge) -> None:
    session = after(knowledge, "enter", "down", "5", "0", "enter")
    assert said(session, "age") == 50.0


def test_an_empty_number_is_no_answer(knowledge: Knowledge) -> None:
    assert "Please give a number" in after(knowledge, "enter", "enter").note


def test_a_word_typed_for_a_number_answers_nothing(knowledge: Knowledge) -> None:
    session = after(knowledge, "enter", "f", "o")
    assert session.note == words.TYPE_DIGITS
    assert words.TYPE_DIGITS in shown(session)
    session = session.press("u").press("r")
    assert (session.focus, said(session, "age")) == ("age", Missing.NOT_ASKED)
    assert said(session.press("enter"), "age") is Missing.DECLINED
    assert said(session.press("4").press("4").press("enter"), "age") == 44.0


def test_the_safety_page_wants_each_answer(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU)
    assert session.interview.at == "safety_a"
    assert shown(session).count(asking_words.NOT_ANSWERED) == 3
    session = session.press("n").press("tab").press("n")
    assert session.focus == "urine_trouble"
    assert session.press("n").press("n").focus == GO_ON


def test_letters_arrows_and_enter_choose_alike(knowledge: Knowledge) -> None:
    start = after(knowledge, *ABOUT_YOU)
    by_letter = start.press("s")
    by_arrows = start.press("down").press("down").press("enter")
    assert said(by_letter, "saddle_feeling") == said(by_arrows, "saddle_feeling") == "same"


def test_an_enter_too_many_answers_nothing(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, *["enter"] * 4, *["space"] * 4)
    assert session.note == words.POINT_FIRST
    assert words.POINT_FIRST in shown(session).replace("\n  ", " ")
    assert set(session.interview.case.answers) == {"age", "sex"}
    assert said(session.press("down").press("enter"), "saddle_feeling") == "new"


def test_enter_on_an_answer_that_was_given_keeps_it(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "n", "b", "enter")
    assert said(session, "saddle_feeling") == "no"
    assert session.focus == "urine_trouble"


def test_not_sure_offers_a_way_to_find_out_first(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "u")
    assert said(session, "saddle_feeling") is Missing.NOT_ASKED
    assert words.A_WAY_TO_FIND_OUT in shown(session)
    assert said(session.press("enter"), "saddle_feeling") is Missing.UNKNOWN
    assert said(session.press("n"), "saddle_feeling") == "no"


def test_rather_not_say_is_an_answer(knowledge: Knowledge) -> None:
    assert said(after(knowledge, *ABOUT_YOU, "r"), "saddle_feeling") is Missing.DECLINED


def test_why_is_shown_and_hidden(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "w")
    assert words.WHY_ASKED in shown(session)
    assert words.WHY_ASKED not in shown(session.press("w"))


def test_an_emergency_ends_the_questions_at_once(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "y")
    assert session.view is View.EMERGENCY
    assert words.CALL.format(number="999") in shown(session)
    assert (heading(session), keys(session)) == ("", words.KEYS_EMERGENCY)
    assert len(shown(session).splitlines()) <= 21
    assert session.press("enter").view is View.OVER
    assert session.press("x") == session


def test_after_an_emergency_one_can_go_on_or_back(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "y")
    onward = session.press("g")
    assert (onward.view, onward.focus) == (View.ASKING, "urine_trouble")
    assert onward.press("n").view is View.ASKING
    back = session.press("b")
    assert (back.view, back.focus) == (View.ASKING, "saddle_feeling")
    assert said(back.press("n"), "saddle_feeling") == "no"


def test_going_on_after_an_emergency_keeps_the_number_on_every_screen(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "y")
    assert warning(session) == ""
    session = session.press("g")
    for key in ("y", "2", "n", "c"):
        assert "call 999" in warning(session)
        session = session.press(key)
    assert session.interview.after_emergency
    assert (session.view, "call 999" in warning(session)) == (View.CHANGING, True)


def test_the_warning_goes_when_the_answer_was_a_mistake(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "y", "g", "b", "n")
    assert said(session, "saddle_feeling") == "no"
    assert warning(session) == ""


def test_a_follow_up_comes_before_the_emergency_it_may_spare(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "n", "y")
    assert (session.view, session.focus) == (View.ASKING, "urine_kind")
    assert session.press("1").view is View.EMERGENCY


def test_a_certain_emergency_waits_for_no_follow_up(knowledge: Knowledge) -> None:
    answers = {"age": 40.0, "sex": "male", "urine_trouble": Missing.UNKNOWN, "trend": "worse"}
    answers |= {"saddle_feeling": "no"}
    interview = Interview(knowledge, Case(answers=answers), at="safety_a")
    session = Session(interview)._focus("bowel_control").press("y")
    assert session.view is View.EMERGENCY


def test_back_returns_to_the_screen_before(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "b")
    assert session.interview.at == "about_you"
    assert said(session, "age") == 33.0


def test_back_goes_one_question_at_a_time(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "n", "n", "b")
    assert (session.interview.at, session.focus) == ("safety_a", "urine_trouble")
    session = session.press("b").press("b")
    assert (session.interview.at, session.focus) == ("about_you", "sex")
    session = session.press("b").press("b")
    assert (session.focus, said(session, "age")) == ("age", 33.0)


def test_an_earlier_answer_is_changed_from_a_list(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "n", "c")
    assert session.view is View.CHANGING
    assert "Feeling has changed between your legs: no" in shown(session)
    session = session.press("up").press("up").press("up").press("enter")
    assert session.focus == "age"
    session = session.press("backspace").press("5").press("enter")
    assert said(session, "age") == 35.0
    assert after(knowledge, *ABOUT_YOU, "c", "b").view is View.ASKING


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("no", "You cannot take four steps: no"),
        ("new", "You cannot take four steps: yes, new or changed"),
        (Missing.UNKNOWN, "Taking four steps: Not sure"),
    ],
)
def test_a_safety_answer_stands_beside_what_it_denies(
    knowledge: Knowledge, answer: Answer, told: str
) -> None:
    interview = Interview(knowledge, Case(answers={"age": 33.0, "four_steps": answer}))
    assert told in shown(Session(interview, view=View.CHANGING))


def test_with_no_answers_there_is_nothing_to_change(knowledge: Knowledge) -> None:
    assert after(knowledge, "enter", "c").note == words.NO_ANSWERS


def on(knowledge: Knowledge, question: str) -> Session:
    interview = Interview(knowledge, Case(answers={"age": 33.0, "sex": "male"})).visit(question)
    return Session(interview)._arrive()


def test_a_list_is_marked_and_done(knowledge: Knowledge) -> None:
    session = (
        on(knowledge, "health_history").press("1").press("down").press("space").press("space").press("3")
    )
    session = session.press("enter")
    expected = Ticked(frozenset({"cancer_ever", "weak_immunity"}))
    assert said(session, "health_history") == expected


def test_an_unmarked_list_needs_none_of_these(knowledge: Knowledge) -> None:
    session = on(knowledge, "health_history").press("enter")
    assert "None of these fits me" in session.note
    assert said(session, "health_history") is Missing.NOT_ASKED
    assert said(session.press("n"), "health_history") == Ticked(frozenset())


def test_the_body_map_has_two_sides(knowledge: Knowledge) -> None:
    session = on(knowledge, "where_it_hurts")
    for key in ("down", "space", "right", "space", "down", "left", "space"):
        session = session.press(key)
    assert "[x]" in shown(session)
    session = session.press("d")
    expected = {"sacroiliac_dimple_left", "sacroiliac_dimple_right", "upper_buttock_left"}
    assert said(session, "where_it_hurts") == Ticked(frozenset(expected))


def test_a_contradiction_is_told_and_not_taken(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    session = after(knowledge, *ABOUT_YOU)
    monkeypatch.setattr(Interview, "clash", lambda *_: "fever")
    session = session.press("n")
    assert "fever or shivers" in session.note
    assert session.note in shown(session).replace("\n  ", " ")
    assert said(session, "saddle_feeling") is Missing.NOT_ASKED


def test_stopping_keeps_the_answers(knowledge: Knowledge) -> None:
    session = after(knowledge, *ABOUT_YOU, "n", "q")
    assert session.view is View.OVER
    assert said(session, "saddle_feeling") == "no"
    assert session.press("n") == session


def test_every_question_fits_the_screen_and_can_be_left(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilium.faces.asking.interview.is_asked", lambda *_: True)
    for id_ in knowledge.questions:
        session = Session(Interview(knowledge, Case(mode="clinician"), at=id_))._focus(id_)
        assert shown(session), id_
        assert session.entry is not None
        declined = session.entry.press("r")
        confirmed = declined.press("enter") if session.entry.question.kind == "number" else declined
        assert confirmed.decided is Missing.DECLINED, id_
        if session.entry.question.kind in ("yes_no", "safety", "number", "choice"):
            assert len(lines(session, WIDTH)) <= 24, id_
