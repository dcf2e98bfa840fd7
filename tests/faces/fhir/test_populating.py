"""`$populate`: what a record says is filled in and says from where; the rest stays open."""

from __future__ import annotations

from typing import Any

import pytest
from tests.faces.api.conftest import JSON, Program
from tests.faces.fhir.bundles import TODAY, diagnosis, medicine, patient, pregnancy, record

from ilium.answers.values import Itemised
from ilium.faces.fhir import names
from ilium.faces.fhir.importing import import_bundle
from ilium.faces.fhir.reading_responses import from_response
from ilium.faces.fhir.taken_from import ORIGIN, TAKEN_FROM
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
WHOLE = "/fhir/Questionnaire/upper-buttock-whole/$populate"
RECORD = (patient(), diagnosis("E11.9"), medicine("warfarin tablets"), pregnancy(), diagnosis("J06.9"))


def populated(program: Program, sent: Plain, path: str = WHOLE) -> dict[str, Plain]:
    """What the operation gives back, by the name of the parameter."""
    answer = program.call("POST", path, json=sent, headers=JSON)
    assert answer.status_code == 200, answer.text
    return {one["name"]: one["resource"] for one in answer.json()["parameter"]}


def parameters(*resources: Plain) -> Plain:
    """The same record as the guide sends it: a context with its content."""
    content = [{"name": "content", "resource": one} for one in resources]
    context = {"name": "context", "part": [{"name": "name", "valueString": "patient"}, *content]}
    subject = {"name": "subject", "valueReference": {"reference": "Patient/p"}}
    return {"resourceType": "Parameters", "parameter": [subject, context]}


def every_answer(items: list[Plain]) -> list[tuple[str, Plain]]:
    """Every answer with the name of its item, at any depth."""
    found = []
    for item in items:
        found += [(item["linkId"], answer) for answer in item.get("answer", ())]
        found += every_answer(item.get("item", []))
    return found


@pytest.mark.parametrize("sent", [record(*RECORD), parameters(*RECORD), parameters(record(*RECORD))])
def test_the_response_reads_back_to_what_the_record_says(
    program: Program, knowledge: Knowledge, sent: Plain
) -> None:
    response = populated(program, sent)["response"]
    assert response["status"] == "in-progress"
    assert response["questionnaire"] == names.versioned(names.WHOLE, knowledge)
    assert response["subject"] == {"reference": "Patient/p"}
    case = from_response(knowledge, response)
    assert case == import_bundle(knowledge, record(*RECORD), TODAY).case
    assert case.answers["vascular_risk"] == Itemised({"diabetes": "yes"})


def test_every_answer_says_that_a_program_filled_it_in_and_from_where(program: Program) -> None:
    response = populated(program, record(*RECORD))["response"]
    told = {}
    for link_id, answer in every_answer(response["item"]):
        origin, *places = answer["extension"]
        assert origin == {"url": ORIGIN, "extension": [{"url": "source", "valueCode": "auto-server"}]}
        assert {one["url"] for one in places} == {TAKEN_FROM}
        told[link_id] = [one["valueReference"]["reference"] for one in places]
    assert told == {
        "age": ["Patient/p"],
        "sex": ["Patient/p"],
        "pregnancy": ["Observation/o"],
        "vascular_risk.diabetes": ["Condition/c-E11.9"],
        "health_history.blood_thinner": ["MedicationStatement/m"],
        "med_thinners.takes_warfarin": ["MedicationStatement/m"],
    }


def test_what_was_not_read_is_told_with_the_reason(program: Program) -> None:
    issues = populated(program, record(*RECORD))["issues"]["issue"]
    assert [one["severity"] for one in issues] == ["information"]
    assert issues[0]["diagnostics"] == "Condition/c-J06.9"
    assert "none of its codes" in issues[0]["details"]["text"]


def test_nothing_is_fetched_for_what_is_only_referred_to(program: Program) -> None:
    content = {"name": "content", "valueReference": {"reference": "Condition/far"}}
    sent = {"resourceType": "Parameters", "parameter": [content]}
    found = populated(program, sent)
    assert "item" not in found["response"]
    assert "fetches nothing" in found["issues"]["issue"][0]["details"]["text"]


def test_the_adaptive_form_goes_on_from_there(program: Program, knowledge: Knowledge) -> None:
    path = "/fhir/Questionnaire/upper-buttock/$populate"
    response = populated(program, record(patient()), path)["response"]
    answer = program.call("POST", "/fhir/Questionnaire/$next-question", json=response, headers=JSON)
    assert answer.status_code == 200, answer.text
    case = from_response(knowledge, answer.json())
    assert (case.age, case.sex) == (36.0, "female")


def test_another_form_and_a_record_of_two_people_are_refused(program: Program) -> None:
    other = program.call("POST", "/fhir/Questionnaire/other/$populate", json=record(), headers=JSON)
    assert (other.status_code, other.json()["resourceType"]) == (404, "OperationOutcome")
    two = program.call("POST", WHOLE, json=record(patient(), patient(id="q")), headers=JSON)
    assert two.status_code == 422
    assert two.json()["issue"][0]["expression"] == ["Bundle.entry[1].resource"]


def test_what_is_too_deep_is_refused_before_it_is_read(program: Program) -> None:
    deep: Any = {}
    for _ in range(60):
        deep = {"extension": [deep]}
    for path in (WHOLE, "/fhir/$assess"):
        answer = program.call("POST", path, json={"resourceType": "Bundle", **deep}, headers=JSON)
        assert answer.status_code == 400
        assert answer.json()["resourceType"] == "OperationOutcome"
