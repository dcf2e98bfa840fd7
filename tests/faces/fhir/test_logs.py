"""Nothing of a FHIR request reaches a log: no answer, no name, no key, not even when something breaks."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from tests.faces.api.conftest import Program
from tests.faces.fhir.client import FHIR, PATH, beginning
from tests.faces.fhir.people import ours

from ilium.faces.fhir.calls import PARTS

Plain = dict[str, Any]
SECRET = "zanzibar_5731"


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Everything that any logger says where somebody turned all logs up."""
    caplog.set_level(logging.DEBUG)

    def text() -> str:
        records = [one for one in caplog.records if not one.name.startswith(("asyncio", "httpx", "httpcore"))]
        return "\n".join(f"{one.getMessage()} {one.exc_text} {vars(one)}" for one in records)

    return text


def with_secrets(program: Program) -> list[Plain]:
    """Responses that are taken, and responses that are refused, with a secret wherever one can be."""
    first = beginning(program)
    named = {"identifier": {"value": SECRET}, "subject": {"display": SECRET}, "author": {"display": SECRET}}
    odd = {"linkId": SECRET, "text": SECRET, "answer": [{"valueString": SECRET}]}
    age = {"linkId": "age", "text": SECRET, "answer": [{"valueDecimal": 5731}]}
    fever = {"linkId": "fever", "text": SECRET, "answer": ours(SECRET)}
    fine = {"linkId": "fever", "text": SECRET, "answer": ours("no")}
    many = [{**first, **named, "item": [item]} for item in (odd, age, fever, fine)]
    return [*many, {**first, "questionnaire": SECRET}, {**first, SECRET: SECRET}, {"resourceType": SECRET}]


def test_no_call_logs_what_it_was_sent(program: Program, heard: Callable[[], str]) -> None:
    for sent in with_secrets(program):
        program.call("POST", PATH, json=sent, headers=FHIR)
    program.call("POST", PATH, content=SECRET, headers=FHIR)
    for part in PARTS:
        for route in part.router.routes:
            place = route.path.partition("{")[0] + (SECRET if "{" in route.path else "")
            for method in route.methods:
                content = json.dumps({"resourceType": "Patient", "id": SECRET})
                sent = {} if method == "GET" else {"content": content, "headers": FHIR}
                program.call(method, f"/fhir{place}", params={"_id": SECRET, SECRET: SECRET}, **sent)
    program.call("GET", "/fhir/metadata", headers={"Authorization": f"Bearer {SECRET}"})
    assert [line for line in heard().splitlines() if SECRET in line] == []


def test_what_breaks_in_an_interview_is_told_by_its_place_alone(
    program: Program, heard: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise RuntimeError(f"about {SECRET}")

    monkeypatch.setattr("ilium.faces.fhir.questionnaire_calls.next_page", fail)
    answer = program.call("POST", PATH, json=beginning(program), headers=FHIR)
    assert (answer.status_code, answer.json()["issue"][0]["code"]) == (500, "exception")
    assert SECRET not in answer.text
    assert "RuntimeError at fail" in heard()
    assert SECRET not in heard()
