"""Whatever is sent, large or odd, is refused in a moment and in words: work grows no faster than the body."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.faces.api.conftest import Program
from tests.faces.fhir.client import FHIR, PATH, beginning

from ilium.faces.fhir import reading_responses

Plain = dict[str, Any]
MANY = 10_000


def send(program: Program, body: str, path: str = PATH) -> tuple[int, str]:
    answer = program.call("POST", path, content=body, headers=FHIR)
    assert answer.json()["resourceType"] == "OperationOutcome"
    return answer.status_code, answer.text


def test_a_key_that_stands_twice_among_many_is_found(program: Program) -> None:
    body = "{" + ",".join(f'"{number}":0' for number in (*range(MANY * 2), MANY)) + "}"
    status, told = send(program, body)
    assert (status, f"the key '{MANY}' stands twice" in told) == (400, True)


def test_many_nulls_are_told_as_one_kind_of_fault(program: Program) -> None:
    status, told = send(
        program, json.dumps({"resourceType": "Bundle", "x": [None] * MANY * 3}), "/fhir/$assess"
    )
    assert (status, "null says nothing" in told) == (422, True)


@pytest.mark.parametrize("group", [False, True], ids=["loose", "in a list"])
def test_after_the_faults_that_are_told_no_other_is_looked_for(
    program: Program, group: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def suggest(word: str, *_: object) -> str:
        looked.append(word)
        return ""

    monkeypatch.setattr(reading_responses, "suggest", suggest)
    items: list[Plain] = [{"linkId": f"x{n}", "answer": [{"valueDecimal": 1}]} for n in range(MANY)]
    inside = [{"linkId": "health_history.each", "item": items}] if group else items
    status, told = send(program, json.dumps({**beginning(program), "item": inside}))
    assert (status, len(looked), "and at least 1 more" in told) == (422, 11, True)


def test_a_number_with_thousands_of_digits_is_no_number(program: Program) -> None:
    item = {"linkId": "age", "answer": [{"valueDecimal": 0.5}]}
    body = json.dumps({**beginning(program), "item": [item]}).replace("0.5", "9" * 4000)
    status, told = send(program, body)
    assert (status, "'age' asks for a number" in told) == (422, True)


def test_a_response_without_a_status_cannot_be_gone_on_with(program: Program) -> None:
    sent = {key: value for key, value in beginning(program).items() if key != "status"}
    why = {"extension": [{"url": "urn:x", "valueString": "lost"}]}
    status, told = send(program, json.dumps({**sent, "_status": why}))
    assert (status, "QuestionnaireResponse.status" in told) == (422, True)
