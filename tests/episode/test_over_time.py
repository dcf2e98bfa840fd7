"""An episode over time: what newer knowledge moves, what a check-in asks, and the dates for a calendar."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.episode.conftest import DAY

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.values import Missing, Ticked
from ilium.assessment import assess
from ilium.episode.asking import UnderWay
from ilium.episode.calendar import Due, DueDay, Entry, due_days, write_calendar
from ilium.episode.episode import Chance, Episode, begin_episode, with_check_in
from ilium.episode.fitting import fit
from ilium.episode.moving import state, what_moved
from ilium.episode.showing import show_episode
from ilium.faces.asking.interview import Interview
from ilium.faces.terminal.interview_session import Session, View
from ilium.interview.next_question import next_step
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()


@pytest.fixture(scope="module")
def episode() -> Episode:
    text = Path("examples/strain.yaml").read_text("utf-8")
    return begin_episode("e", read_case(KNOWLEDGE, text), DAY)


def newer(**changes: object) -> Knowledge:
    """The knowledge as if it had been changed."""
    region = KNOWLEDGE.region.model_copy(update={"version": "9.9"})
    return replace(KNOWLEDGE, region=region, **changes)  # type: ignore[arg-type]


def said(episode: Episode, knowledge: Knowledge = KNOWLEDGE) -> Episode:
    day = episode.last_day
    statement = state(assess(knowledge, episode.on(day)), day, len(episode.case.check_ins))
    return replace(episode, statements=(*episode.statements, statement))


def test_under_the_same_knowledge_nothing_is_said_to_have_moved(episode: Episode) -> None:
    assert what_moved(KNOWLEDGE, episode) is None
    assert what_moved(KNOWLEDGE, said(episode)) is None


def test_newer_knowledge_that_says_the_same_moves_nothing(episode: Episode) -> None:
    moved = what_moved(newer(), said(episode))
    assert moved is not None
    assert moved.nothing


def test_what_is_told_is_what_the_knowledge_moved_and_not_what_time_did(episode: Episode) -> None:
    before = said(episode)
    (statement,) = before.statements
    other = replace(
        statement,
        knowledge_hash="0" * 64,
        urgency="routine",
        chances=(Chance("si_joint_dysfunction", 0.7), *statement.chances[1:]),
    )
    later = with_check_in(
        replace(before, statements=(other,)), CheckIn(DAY + datetime.timedelta(20), {"saddle_feeling": "new"})
    )
    moved = what_moved(KNOWLEDGE, later)
    assert moved is not None
    assert moved.urgency
    assert moved.first
    assert moved.now.urgency == statement.urgency
    assert moved.now.chances == statement.chances
    assert [one.family for one in moved.shifts] == ["si_joint_dysfunction"]


def test_an_emergency_is_kept_without_causes(episode: Episode) -> None:
    urgent = replace(episode, case=episode.case.answer("saddle_feeling", "new"))
    assert said(urgent).statements[0].chances == ()


def test_answers_that_newer_knowledge_does_not_take_are_told_and_count_as_not_asked() -> None:
    case = Case(
        answers={
            "fever": "no",
            "a_question_of_old": "yes",
            "how_bad": "very",
            "where_it_hurts": Ticked(frozenset({"a_place_of_old_left"})),
        },
        check_ins=(CheckIn(DAY, {"saddle_feeling": "perhaps", "leg_pain": 3.0}),),
        cleared=(Cleared("a_rule_of_old", DAY, "MRI"),),
    )
    fitted = fit(KNOWLEDGE, case)
    assert dict(fitted.case.answers) == {"fever": "no"}
    assert dict(fitted.case.check_ins[0].answers) == {"leg_pain": 3.0}
    assert fitted.case.cleared == ()
    assert fitted.left_out == (
        "a_question_of_old",
        "a_rule_of_old",
        "how_bad",
        "saddle_feeling",
        "where_it_hurts",
    )


def test_a_renamed_question_is_followed() -> None:
    old = {"fever_of_old": "fever"}
    question = KNOWLEDGE.questions["fever"].model_copy(update={"aliases": tuple(old)})
    knowledge = newer(questions={**KNOWLEDGE.questions, "fever": question})
    fitted = fit(knowledge, Case(answers={"fever_of_old": "no"}))
    assert dict(fitted.case.answers) == {"fever": "no"}
    assert fitted.left_out == ()


def test_a_check_in_asks_the_safety_questions_anew_before_all_else(episode: Episode) -> None:
    begun = UnderWay(episode, DAY + datetime.timedelta(5))
    step = next_step(KNOWLEDGE, begun.case(KNOWLEDGE))
    assert step.page is not None
    assert step.page.id == KNOWLEDGE.region.check_in_pages[0].id


def interviewed(episode: Episode, **given: str | float) -> CheckIn:
    """The check-in of somebody who answers what is asked: no, 3 points, or what is given."""
    day = DAY + datetime.timedelta(5)
    session = Session.resume(Interview.of_check_in(KNOWLEDGE, UnderWay(episode, day)))
    assert session.view is View.ASKING
    interview: Interview = session.interview
    pages = {page.id for page in KNOWLEDGE.region.check_in_pages}
    while interview.at in pages and (interview.open or interview.forward() is not interview):
        for question in interview.open[:1]:
            words = KNOWLEDGE.forms[question.id].words
            usual = 3.0 if question.kind == "number" else "no" if "no" in words else Missing.UNKNOWN
            interview = interview.answer(question.id, given.get(question.id, usual))
        if not interview.open:
            onward = interview.forward()
            if onward is interview:
                break
            interview = onward
    assert interview.under_way is not None
    return interview.under_way.check_in


def test_what_is_answered_in_a_check_in_interview_becomes_the_check_in(episode: Episode) -> None:
    one = interviewed(episode, buttock_pain=2.0)
    assert one.answers["buttock_pain"] == 2.0
    assert one.answers["saddle_feeling"] == "no"
    assert "how_long" not in one.answers
    assert not {id_ for id_ in one.answers if KNOWLEDGE.questions[id_].derived}


def test_pain_that_rises_in_a_check_in_is_asked_for_how_long_and_after_what(
    episode: Episode,
) -> None:
    assert not {"worse_two_days", "flare_load"} & interviewed(episode).answers.keys()
    one = interviewed(episode, buttock_pain=9.0, worse_two_days="yes")
    assert (one.answers["worse_two_days"], one.answers["flare_load"]) == ("yes", Missing.UNKNOWN)
    urgency = show_episode(KNOWLEDGE, with_check_in(episode, one), one.date).assessment.urgency
    assert "course_worse_two_days" in {reason.rule for reason in urgency.reasons}


def test_a_rise_that_was_a_slip_of_the_key_takes_its_questions_with_it(episode: Episode) -> None:
    under_way = UnderWay(episode, DAY + datetime.timedelta(5))
    interview = Interview.of_check_in(KNOWLEDGE, under_way, "check_in_pain").answer("buttock_pain", 9.0)
    assert "worse_two_days" in [question.id for question in interview.questions]
    mended = interview.answer("worse_two_days", "yes").answer("buttock_pain", 3.0)
    assert "worse_two_days" not in [question.id for question in mended.questions]
    assert [question.id for question in mended.answered][-1] == "buttock_pain"
    assert mended.under_way is not None
    assert dict(mended.under_way.answers) == {"buttock_pain": 3.0}


def test_a_new_sign_in_a_check_in_is_an_emergency(episode: Episode) -> None:
    one = interviewed(episode, saddle_feeling="new")
    shown = show_episode(KNOWLEDGE, with_check_in(episode, one), one.date)
    assert shown.assessment.urgency.level.value == "emergency_now"
    assert [due.due for due in shown.due] == [Due.CHECK_IN] * len(shown.due)


def test_the_pain_that_was_told_stands_with_its_days(episode: Episode) -> None:
    shown = show_episode(KNOWLEDGE, with_check_in(episode, interviewed(episode)), DAY)
    assert shown.pain == ((0, episode.case.answers["how_bad"]), (5, 3.0))
    assert shown.day == 0


def test_the_band_begins_at_the_first_pain_and_falls(episode: Episode) -> None:
    shown = show_episode(KNOWLEDGE, with_check_in(episode, interviewed(episode)), DAY)
    first = shown.pain[0][1]
    assert shown.band[0] == (first, first)
    last = shown.band[max(shown.band)]
    assert last[0] < last[1] <= 10
    assert last[0] < first
    assert shown.progress is not None
    assert shown.progress.day == 5


def test_without_a_first_pain_there_is_no_band(episode: Episode) -> None:
    silent = replace(episode, case=episode.case.forget("how_bad"))
    shown = show_episode(KNOWLEDGE, silent, DAY)
    assert shown.band == {}
    assert shown.progress is None


def test_the_dates_are_those_still_to_come(episode: Episode) -> None:
    urgency = assess(KNOWLEDGE, episode.on(DAY)).urgency
    later = with_check_in(episode, CheckIn(DAY + datetime.timedelta(5)))
    days = due_days(later, urgency, (2, 5, 14), later.last_day)
    net = DAY + datetime.timedelta(5) + datetime.timedelta(hours=urgency.within_hours)
    assert days == (DueDay(Due.CHECK_IN, DAY + datetime.timedelta(14)), DueDay(Due.SAFETY_NET, net))
    late = DAY + datetime.timedelta(60)
    assert due_days(later, urgency, (2, 5, 14), late)[-1].day == late


def test_the_calendar_file_is_read_by_a_calendar_and_always_the_same(episode: Episode) -> None:
    entries = [
        Entry(DueDay(Due.CHECK_IN, DAY + datetime.timedelta(n)), f"Look, {n}; again", "é\n\\ and more " * 20)
        for n in (2, 5)
    ]
    data = write_calendar(episode, entries)
    assert data == write_calendar(episode, entries)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert [event["summary"] for event in events] == [entry.title for entry in entries]
    assert [event["dtstart"].dt for event in events] == [entry.on.day for entry in entries]
    assert events[0]["description"] == entries[0].text
    assert len({str(event["uid"]) for event in events}) == 2
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
