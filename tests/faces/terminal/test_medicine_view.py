"""Medicines in the terminal: told only to whoever asked, with the dose, the limit, the days, the reasons."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.console import Console
from tests.care.label_table import CALM
from tests.care.people import person

from ilium.answers.case import Case
from ilium.answers.case_writer import write_case
from ilium.answers.values import Answer, Ticked
from ilium.assessment import assess
from ilium.faces.terminal.console import print_parts
from ilium.faces.terminal.main import main
from ilium.faces.terminal.medicine_offer import offer_medicines
from ilium.faces.terminal.medicine_view import medicine_parts
from ilium.knowledge.reading import load_knowledge

READY = {**CALM, "how_started": "sudden_effort"}


def _told(case: Case, *, everything: bool = False) -> str:
    stream = StringIO()
    plan = assess(load_knowledge(), case).plan
    print_parts(Console(file=stream, width=80, no_color=True), medicine_parts(plan, everything=everything))
    return " ".join(stream.getvalue().split())


def _somebody(country: str, **answers: Answer) -> Case:
    return replace(person(**{**READY, **answers}), country=country)


def test_a_medicine_is_told_with_dose_limit_days_and_stop_signs() -> None:
    told = _told(_somebody("US"))
    assert "6 tablets (1200 mg) in 24 hours" in told or "3 tablets (660 mg) in 24 hours" in told
    assert "for 10 days" in told
    assert "black or bloody stools" in told
    assert "say nothing about the cause" in told


def test_a_dose_says_in_whole_sentences_how_long_to_wait_and_how_much_at_once() -> None:
    tablets = _told(_somebody("US"))
    assert "Take 1 tablet every 4 to 6 hours." in tablets or "Take 1 tablet every 8 to 12 hours." in tablets
    assert "Leave at least 4 hours between. Never more than 2 tablets at once." in tablets
    gel = _told(_somebody("GB"))
    assert "Leave at least 4 hours between." in gel
    assert "times at once" not in gel


def test_whoever_is_short_of_water_is_given_no_anti_inflammatory_and_told_when_to_ask_again() -> None:
    told = _told(_somebody("GB", med_body=Ticked(frozenset({"short_of_water"}))), everything=True)
    assert (
        "Ibuprofen tablets. Not for you: while your body is short of water it can harm the kidneys." in told
    )
    assert "eaten and drunk as usual for two days" in told
    assert "Ibuprofen gel. Ask a pharmacist or doctor first" in told


def test_what_is_held_back_says_why() -> None:
    told = _told(_somebody("GB", med_body=Ticked(frozenset({"kidney_trouble"}))))
    assert "None. Ask a pharmacist or doctor." in told
    assert "it can harm kidneys that are weak" in told


def test_without_questions_about_medicines_one_line_says_how_to_get_advice() -> None:
    told = _told(replace(person(), country="GB"))
    assert told.startswith("Advice on painkillers needs 12 more answers")
    assert "mg" not in told
    assert "Not answered:" in _told(replace(person(), country="GB"), everything=True)


def test_a_case_file_may_hold_the_answers(tmp_path: pytest.TempPathFactory) -> None:
    file = tmp_path / "case.yaml"  # type: ignore[operator]
    file.write_text(write_case(_somebody("GB")), encoding="utf-8")
    result = CliRunner().invoke(main, ["assess", str(file), "--json"])
    plan = json.loads(result.output)["plan"]
    assert {"id", "name", "dose", "max_per_day", "days", "how", "why", "stop_signs", "citations"} <= set(
        plan["medicines"][0]
    )
    assert {one["id"] for one in plan["medicines_held_back"]} >= {"aspirin_tablets", "codeine_tablets"}


def test_the_offer_is_made_only_where_something_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge, asked = load_knowledge(), []
    monkeypatch.setattr("click.confirm", lambda text, **_: asked.append(text))
    for case in (_somebody("GB"), replace(person(), country="FR"), person(saddle_feeling="new")):
        assert offer_medicines(knowledge, case, assess(knowledge, case)) is None
    assert asked == []
    case = replace(person(), country="GB")
    assert offer_medicines(knowledge, case, assess(knowledge, case)) is None
    assert len(asked) == 1 and "12 short questions" in asked[0]


def test_the_decision_table_is_shown_and_given_whole_as_json() -> None:
    shown = CliRunner(env={"COLUMNS": "100"}).invoke(main, ["knowledge", "medicines"])
    assert shown.exit_code == 0
    assert "warfarin" in shown.output and "4 a day, 3 days" in shown.output
    table = json.loads(CliRunner().invoke(main, ["knowledge", "medicines", "--json"]).output)
    knowledge = load_knowledge()
    assert [one["id"] for one in table["cautions"]] == list(knowledge.cautions)
    assert [one["id"] for one in table["medicines"]] == list(knowledge.medicines)
