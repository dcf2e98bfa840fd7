"""A check-in asks about medicines anew: an answer counts for its day, and nobody is asked in an emergency."""

from dataclasses import replace
from datetime import date

import click
import pytest
from tests.care.label_table import CALM
from tests.care.people import person

from ilium.answers.case import Case
from ilium.answers.values import Answer
from ilium.assessment import assess
from ilium.care.cautions import takes_painkillers
from ilium.episode.asking import UnderWay, answered_between
from ilium.episode.episode import Episode
from ilium.faces.terminal.episode.checking_in import _ask_medicines
from ilium.knowledge.reading import load_knowledge

DAY = date(2026, 3, 5)


def checked_in(**said: Answer) -> Case:
    """A check-in on the fourth day of somebody whom every gate let through on the first."""
    knowledge = load_knowledge()
    case = replace(person(**{**CALM, "how_started": "sudden_effort"}), country="GB")
    begun = UnderWay(Episode("e" * 8, date(2026, 3, 2), case), DAY).case(knowledge)
    for question, answer in said.items():
        begun = begun.answer(question, answer)
    return begun


def asked(monkeypatch: pytest.MonkeyPatch, case: Case) -> list[tuple[str, bool]]:
    """What is offered, and whether going on is the answer of whoever presses Enter; the offer is refused."""
    offers: list[tuple[str, bool]] = []

    def refuse(text: str, *, default: bool) -> bool:
        offers.append((text, default))
        return False

    monkeypatch.setattr(click, "confirm", refuse)
    assert _ask_medicines(load_knowledge(), case) is case
    return offers


def test_whoever_takes_tablets_is_proposed_to_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    [(text, default)] = asked(monkeypatch, checked_in(tablets_taken="most_days"))
    assert "ask again whether they suit you" in text
    assert default


def test_whoever_takes_none_is_offered_advice_and_enter_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    [(text, default)] = asked(monkeypatch, checked_in(tablets_taken="no_tablets"))
    assert "Do you want advice on painkillers?" in text
    assert not default


def test_in_an_emergency_a_check_in_asks_nothing_about_medicines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, checked_in(tablets_taken="most_days", saddle_feeling="new")) == []


def test_the_answers_of_the_first_day_are_open_again_and_advise_nothing() -> None:
    case = checked_in(tablets_taken="some_days")
    plan = assess(load_knowledge(), case).plan
    assert (plan.medicines, plan.medicines_asked) == ((), False)
    assert len(plan.medicine_questions) >= 9
    assert takes_painkillers(load_knowledge(), case)


def test_the_same_answer_as_on_the_first_day_is_kept_for_this_day() -> None:
    begun = checked_in()
    ended = begun.answer("med_alcohol", CALM["med_alcohol"])
    assert answered_between(load_knowledge(), begun, ended) == {"med_alcohol": "no"}
