"""`$assess` of a record: what was read and what was not, whose it is, and which answers are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.faces.api.conftest import Program
from tests.faces.fhir.bundles import TODAY, diagnosis, patient, record
from tests.faces.fhir.client import FHIR

from ilium.answers.case import Case
from ilium.answers.values import Itemised
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.fhir import names
from ilium.faces.fhir.responses import to_response
from ilium.faces.fhir.taken_from import TAKEN_FROM
from ilium.knowledge.reading import load_knowledge

Plain = dict[str, Any]
KNOWLEDGE = load_knowledge()


@pytest.fixture(scope="module")
def program() -> Program:
    """A program that answers on a fixed day."""
    return Program(create_api(KNOWLEDGE, Access(today=lambda: TODAY)))


def assessed(program: Program, sent: Plain) -> list[Plain]:
    """The resources of the answer."""
    answer = program.call("POST", "/fhir/$assess", json=sent, headers=FHIR)
    assert answer.status_code == 200, answer.text
    return [one["resource"] for one in answer.json()["entry"]]


def of_kind(resources: list[Plain], kind: str) -> list[Plain]:
    return [one for one in resources if one["resourceType"] == kind]


def response(**parts: object) -> Plain:
    """The answers of somebody."""
    return to_response(KNOWLEDGE, Case({"age": 40.0, "sex": "male", "how_bad": 3.0}), TODAY) | parts


def test_what_was_not_read_in_a_record_stands_in_the_bundle(program: Program) -> None:
    [outcome] = of_kind(assessed(program, record(patient(), diagnosis("J06.9"))), "OperationOutcome")
    assert outcome["issue"][0]["diagnostics"] == "Condition/c-J06.9"
    assert "none of its codes" in outcome["issue"][0]["details"]["text"]
    assert not of_kind(assessed(program, record(patient())), "OperationOutcome")


def test_a_record_that_differs_from_the_answers_is_told_as_a_warning(program: Program) -> None:
    denied = to_response(KNOWLEDGE, Case({"health_history": Itemised({"cancer_ever": "no"})}), TODAY)
    sent = record(patient(), diagnosis("C50.911"), denied)
    [outcome] = of_kind(assessed(program, sent), "OperationOutcome")
    assert {one["severity"] for one in outcome["issue"]} == {"warning"}
    assert "was no" in outcome["issue"][0]["details"]["text"]


def test_what_a_record_said_is_not_told_as_said_by_the_person(program: Program) -> None:
    made = assessed(program, record(patient(), diagnosis("C50.911")))
    [cancer] = [one for one in of_kind(made, "Observation") if "Condition/c-C50.911" in json.dumps(one)]
    [device] = of_kind(made, "Device")
    assert cancer["performer"] == [{"reference": f"urn:uuid:{device['id']}", "type": "Device"}]
    assert "category" not in cancer
    assert [one["url"] for one in cancer["extension"]] == [TAKEN_FROM]
    [answers] = of_kind(made, "QuestionnaireResponse")
    assert '"valueReference": {"reference": "Condition/c-C50.911"' in json.dumps(answers)
    [origin] = of_kind(made, "Provenance")
    assert "Condition/c-C50.911" in [one["what"].get("reference") for one in origin["entity"]]


def test_the_result_is_about_the_person_that_the_caller_named(program: Program) -> None:
    named = {"subject": {"reference": "Patient/123"}}
    for sent in (record(patient(id="123")), response(**named), record(response(**named))):
        made = assessed(program, sent)
        about = {one["subject"]["reference"] for one in made if "subject" in one}
        assert about == {"Patient/123"}
        assert not of_kind(made, "Patient")


def test_two_people_with_the_same_answers_share_no_name(program: Program) -> None:
    one, two = (assessed(program, record(patient(id=id_))) for id_ in ("p", "q"))
    assert not {each["id"] for each in one} & {each["id"] for each in two}
    assert one == assessed(program, record(patient(id="p")))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (response(questionnaire="https://other.example/form"), 422),
        (response(questionnaire=f"{names.WHOLE}|{'0' * 64}"), 409),
        (response(status="entered-in-error"), 422),
        (response(modifierExtension=[{"url": "urn:x", "valueBoolean": True}]), 422),
        (response(item=[{"linkId": "other", "answer": [{"valueBoolean": True}]}]), 422),
        (record(patient(birthDate="2015-01-01"), diagnosis("M54.50")), 422),
        (record(patient(), response(subject={"reference": "Patient/q"})), 422),
    ],
)
def test_answers_that_are_not_to_our_questions_or_do_not_count_are_refused(
    program: Program, sent: Plain, status: int
) -> None:
    answer = program.call("POST", "/fhir/$assess", json=sent, headers=FHIR)
    assert (answer.status_code, answer.json()["resourceType"]) == (status, "OperationOutcome")


def test_answers_that_name_no_form_are_read_where_every_question_is_ours(program: Program) -> None:
    sent = response()
    del sent["questionnaire"]
    assert of_kind(assessed(program, sent), "Flag")
    sent["item"].append({"linkId": "other", "answer": [{"valueBoolean": True}]})
    assert program.call("POST", "/fhir/$assess", json=sent, headers=FHIR).status_code == 422
