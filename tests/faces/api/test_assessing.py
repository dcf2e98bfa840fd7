"""A case goes in, and what the other faces say comes out; whatever is wrong is told at its place."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.faces.api.conftest import JSON, Program

from ilium.assessment import assess
from ilium.explanation.explaining import explain
from ilium.faces.schemas import schema_of
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.result import as_plain

BAD_BODIES = {
    "empty": (b"", 400),
    "no text": (b"\xff\xfe", 400),
    "yaml": (b"answers: {}", 400),
    "half": (b'{"answers": {', 400),
    "not a number": (b'{"age": NaN}', 400),
    "nested": (b"[" * 4000 + b"]" * 4000, 400),
    "nested in text": (b'{"a":' * 40 + b"1" + b"}" * 40, 400),
    "twice": (b'{"age": 4, "age": 5}', 422),
    "list": (b"[]", 422),
    "number": (b"3", 422),
    "null": (b"null", 422),
    "unknown key": (b'{"anwsers": {}}', 422),
    "lone surrogate": (b'{"note": "\\ud800"}', 422),
    "too much": (b'{"age": 1e999}', 422),
    "no date": (b'{"today": "2026-02-31"}', 422),
}


def test_the_assessment_is_the_one_of_the_engine(
    program: Program, knowledge: Knowledge, case: dict[str, Any]
) -> None:
    answer = program.post("/assess", json=case)
    assert answer.status_code == 200
    assert answer.json() == as_plain(assess(knowledge, read_case(knowledge, json.dumps(case))))
    Draft202012Validator(schema_of("assessment")).validate(answer.json())


def test_the_plan_never_comes_without_the_urgency(program: Program, case: dict[str, Any]) -> None:
    whole = program.post("/assess", json=case).json()
    plan = program.post("/plan", json=case).json()
    assert plan == {key: whole[key] for key in ("knowledge", "urgency", "plan")}


def test_the_next_question_is_the_one_of_the_assessment(program: Program, case: dict[str, Any]) -> None:
    short = {**case, "answers": {}}
    whole = program.post("/assess", json=short).json()
    assert whole["next_question"] is not None
    asked = program.post("/next-question", json=short).json()
    assert asked == {key: whole[key] for key in ("knowledge", "next_question", "stopped")}


def test_an_explanation_has_the_names_of_the_command(
    program: Program, knowledge: Knowledge, case: dict[str, Any]
) -> None:
    told = program.post("/explain", params={"cause": "gluteal_tendinopathy"}, json=case).json()
    found = explain(knowledge, read_case(knowledge, json.dumps(case)), "gluteal_tendinopathy")
    assert told["probability"] == found.probability
    assert len(told["for"]) == len(found.in_favour) and "in_favour" not in told


def test_an_unknown_cause_is_told_with_the_nearest(program: Program, case: dict[str, Any]) -> None:
    answer = program.post("/explain", params={"cause": "gluteal_tendinopaty"}, json=case)
    assert answer.status_code == 422
    assert "gluteal_tendinopathy" in answer.json()["detail"]


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_bad_body_is_refused_as_a_problem(program: Program, name: str) -> None:
    sent, status = BAD_BODIES[name]
    for path in ("/assess", "/next-question", "/plan", "/explain?cause=malignancy"):
        answer = program.post(path, content=sent, headers=JSON)
        told = answer.json()
        assert (answer.status_code, told["status"]) == (status, status)
        assert answer.headers["content-type"] == "application/problem+json"
        assert told["title"] and told["detail"] and told["faults"][0]["what"]


def test_a_wrong_answer_is_told_at_its_place_with_the_nearest(program: Program) -> None:
    answer = program.post("/assess", content=b'{\n "answers": {\n  "fevr": "no"}}', headers=JSON)
    fault = answer.json()["faults"][0]
    assert (answer.status_code, fault["line"]) == (422, 3)
    assert "'fever'" in fault["remedy"]


def test_letters_beyond_the_first_plane_are_read_as_json_writes_them(
    program: Program, case: dict[str, Any]
) -> None:
    sent = json.dumps({**case, "note": 'a \\ud83d "\U0001f600"'})
    assert "\\ud83d\\ude00" in sent
    assert program.post("/assess", content=sent, headers=JSON).status_code == 200


def test_only_json_goes_in_and_out(program: Program) -> None:
    answer = program.post("/assess", content=b"answers: {}", headers={"Content-Type": "application/yaml"})
    assert answer.status_code == 415
    answer = program.get("/questions", headers={"Accept": "text/html"})
    assert answer.status_code == 406
    assert program.get("/questions", headers={"Accept": "text/html, */*;q=0.1"}).status_code == 200


def test_what_is_not_there_and_what_cannot_be_done_is_said(program: Program) -> None:
    assert program.get("/nothing").status_code == 404
    wrong = program.get("/assess")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


def test_a_large_body_is_refused_whether_or_not_its_length_is_told(make: Callable[..., Program]) -> None:
    program = make(most_bytes=1000)
    sent = json.dumps({"note": "x" * 2000}).encode()

    async def drip() -> AsyncIterator[bytes]:
        for start in range(0, len(sent), 100):
            yield sent[start : start + 100]

    assert program.post("/assess", content=sent, headers=JSON).status_code == 413
    assert program.post("/assess", content=drip(), headers=JSON).status_code == 413
