"""A record in a file: what is taken from it, what is asked all the same, and what is refused."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from tests.faces.fhir.bundles import TODAY, diagnosis, medicine, patient, record

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Ticked
from ilium.faces.asking.interview import Interview
from ilium.faces.fhir.assessed.bundle import assess_to_bundle
from ilium.faces.terminal import assess as assess_module
from ilium.faces.terminal import interview_app, interviewing
from ilium.faces.terminal.interview_app import InterviewApp
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.main import main
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge

RECORD = record(patient(), diagnosis("E11.9"), medicine("warfarin tablets"), diagnosis("J06.9"))


def kept(folder: Path, plain: Any, name: str = "record.json") -> str:  # noqa: ANN401
    file = folder / name
    file.write_text(json.dumps(plain), "utf-8")
    return str(file)


def run(*args: str, text: str = "") -> Result:
    return CliRunner().invoke(main, ["assess", *args], input=text)


def test_without_anybody_to_ask_the_record_alone_is_assessed(tmp_path: Path) -> None:
    done = run("--import", kept(tmp_path, RECORD))
    assert done.exit_code == 0, done.output
    assert "How old are you? 36 years\n    from Patient/p: date of birth 1990-04-02" in done.output
    assert "Blood thinners: Warfarin\n    from MedicationStatement/m" in done.output
    assert "Not read, and never taken as a no:" in done.output
    assert "(Condition/c-J06.9): none of its codes" in " ".join(done.output.split())
    assert max(len(line) for line in done.output.splitlines()) <= 80
    assert "Not answered yet" in done.output


def test_for_programs_what_was_taken_goes_to_standard_error(tmp_path: Path) -> None:
    file = kept(tmp_path, RECORD)
    for option in ("--json", "--fhir"):
        done = run("--import", file, option)
        assert json.loads(done.stdout)
        assert "Patient/p" in done.stderr


def test_a_case_comes_before_the_record(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("age: 50\ntoday: 2026-11-22\nanswers: {vascular_risk: []}", "utf-8")
    done = run(str(case), "--import", kept(tmp_path, RECORD), "--fhir")
    response = next(
        one["resource"]
        for one in json.loads(done.stdout)["entry"]
        if one["resource"]["resourceType"] == "QuestionnaireResponse"
    )
    said = json.dumps(response)
    assert '"valueDecimal": 50' in said and "takes_warfarin" in said and "sex.female" in said
    assert "vascular_risk.diabetes" in said
    assert "left unticked" in " ".join(done.stderr.split())
    assert "answered otherwise, and that answer stands" in " ".join(done.stderr.split())


def test_an_interview_of_ilium_in_the_record_is_taken_whole(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    case = read_case(knowledge, "today: 2026-11-22\nage: 40\nanswers: {saddle_feeling: new}")
    done = run("--import", kept(tmp_path, assess_to_bundle(knowledge, case, TODAY)))
    assert "an interview of Ilium with 2 answers" in " ".join(done.output.split())
    assert "Emergency: get help now" in done.output


def test_a_record_commands_no_terminal(tmp_path: Path) -> None:
    evil = "\x1b[31mred\x07"
    odd = [medicine(evil), diagnosis("J06.9", code={"text": evil}), medicine("warfarin", status=evil)]
    done = run("--import", kept(tmp_path, record(patient(), *odd)))
    assert "\x1b" not in done.output + done.stderr and "\x07" not in done.output + done.stderr


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        (patient(), "record.json: resourceType: Patient is not what is wanted here. Send a Bundle."),
        (
            record(patient(), patient(id="q")),
            "record.json: Bundle.entry[1].resource: this bundle holds 2",
        ),
        (record(patient(birthDate=[])), "record.json: Bundle.entry[0].resource.birthDate:"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_at_its_place(tmp_path: Path, plain: Any, told: str) -> None:  # noqa: ANN401
    done = run("--import", kept(tmp_path, plain))
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_what_is_no_json_too_deep_or_no_file_is_refused(tmp_path: Path) -> None:
    for text, told in (
        ("{", "not valid JSON"),
        ("[" * 100 + "]" * 100, "levels deep"),
        ('{"a":1,"a":2}', "twice"),
    ):
        done = run("--import", "-", text=text)
        assert done.exit_code == 2 and told in done.stderr
    assert "there is no such file" in run("--import", str(tmp_path / "none.json")).stderr


def test_a_record_and_an_interview_to_go_on_with_exclude_each_other(tmp_path: Path) -> None:
    done = run("x.yaml", "--continue", "--import", kept(tmp_path, RECORD))
    assert done.exit_code == 2 and "Give one of them" in done.stderr


def asked(monkeypatch: pytest.MonkeyPatch, *keys: str) -> list[Session]:
    """A terminal in which somebody presses these keys; the sessions as they began."""
    begun: list[Session] = []

    def hold(session: Session) -> Interview:
        begun.append(session)

        async def go() -> Interview:
            app = InterviewApp(session)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
            return app.return_value or app.session.interview

        return asyncio.run(go())

    screen = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(interviewing, "sys", SimpleNamespace(stdin=screen, stdout=screen))
    monkeypatch.setattr(assess_module, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "pause", lambda *_args, **_options: None)
    monkeypatch.setattr(interview_app, "_hold", hold)
    return begun


def test_what_the_record_says_is_not_asked_and_its_lists_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asked(monkeypatch, "enter", "q")
    save = tmp_path / "mine.yaml"
    options = ["--country", "GB", "--save", str(save)]
    done = run("--import", kept(tmp_path, RECORD), *options, text="n\n")
    assert done.exit_code == 0, done.output
    (session,) = begun
    assert session.interview.case.answers == {"age": 36.0, "sex": "female"}
    assert session.offered["vascular_risk"] == Itemised({"diabetes": "yes"})
    case = read_case(load_knowledge(), save.read_text("utf-8"))
    assert case.answers["vascular_risk"] == Itemised({"diabetes": "yes"})
    assert not [id_ for id_ in case.answers if id_.startswith("med_")]


def test_a_marked_list_is_done_when_somebody_has_looked_at_it() -> None:
    knowledge = load_knowledge()
    offered = {"vascular_risk": Itemised({"diabetes": "yes"})}
    begun = Session.begin(knowledge, Case(), offered=offered)
    session = replace(begun, view=View.ASKING)._focus("vascular_risk")
    assert "Marked from the record" in session.note
    assert session.entry is not None
    rows = session.entry.rows
    done = next(number for number, row in enumerate(rows) if row.form == "done")
    for _ in range(done):
        session = session.press("down")
    session = session.press("enter")
    assert session.interview.case.answers["vascular_risk"] == Ticked(frozenset({"diabetes"}))
