"""The code systems, sets and maps over HTTP: found, read, and asked; every call is declared."""

from __future__ import annotations

from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from tests.faces.api.conftest import Program
from tests.faces.fhir.test_gate import FHIR, issue_of

from ilium.faces.fhir import names
from ilium.knowledge.library import Knowledge

TYPES = {"CodeSystem": 2, "ConceptMap": 4, "ValueSet": 11}
ASKED = {"system": names.CONCEPTS, "code": "hip_osteoarthritis"}


def fetch(program: Program, path: str, **query: str) -> dict[str, Any]:
    answer = program.call("GET", path, params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/fhir+json"
    found: dict[str, Any] = answer.json()
    get_fhir_model_class(found["resourceType"]).model_validate(found)
    return found


def parameters(**values: str) -> dict[str, Any]:
    given = [{"name": name, "valueString": value} for name, value in values.items()]
    return {"resourceType": "Parameters", "parameter": given}


@pytest.mark.parametrize("type_", TYPES)
def test_every_resource_that_is_found_can_be_read(program: Program, type_: str, knowledge: Knowledge) -> None:
    found = [one["resource"] for one in fetch(program, f"/fhir/{type_}")["entry"]]
    assert len(found) >= TYPES[type_]
    assert len({one["url"] for one in found}) == len(found)
    for one in found[:15]:
        assert one["version"] == knowledge.hash
        assert fetch(program, f"/fhir/{type_}/{one['id']}") == one
        [again] = fetch(program, f"/fhir/{type_}", url=one["url"])["entry"]
        assert again["resource"]["id"] == one["id"]
    assert fetch(program, f"/fhir/{type_}", url="urn:uuid:nothing")["total"] == 0


def test_every_operation_is_declared_and_answers(program: Program) -> None:
    rest = fetch(program, "/fhir/metadata")["rest"][0]["resource"]
    declared = {one["type"]: [op["name"] for op in one["operation"]] for one in rest if one["type"] in TYPES}
    assert declared == {"CodeSystem": ["lookup"], "ConceptMap": ["translate"], "ValueSet": ["expand"]}


def test_the_same_is_asked_in_the_address_and_in_a_body(program: Program) -> None:
    for path in ("/fhir/CodeSystem/$lookup", "/fhir/ConceptMap/$translate"):
        asked = fetch(program, path, **ASKED)
        assert program.call("POST", path, json=parameters(**ASKED), headers=FHIR).json() == asked
    url = next(one["resource"]["url"] for one in fetch(program, "/fhir/ValueSet", _id="levels")["entry"])
    expanded = fetch(program, "/fhir/ValueSet/$expand", url=url)
    sent = program.call("POST", "/fhir/ValueSet/$expand", json=parameters(url=url), headers=FHIR)
    assert sent.json() == expanded == fetch(program, "/fhir/ValueSet/levels/$expand")
    assert expanded["expansion"]["total"] == 5


def test_one_map_is_asked_by_its_id(program: Program) -> None:
    found = fetch(program, "/fhir/ConceptMap/to-snomed-ct/$translate", **ASKED)
    [match] = [one["part"] for one in found["parameter"] if one["name"] == "match"]
    assert match[1]["valueCoding"]["code"] == "239872002"


@pytest.mark.parametrize(
    ("path", "query", "status", "said"),
    [
        ("/fhir/CodeSystem/concept", {}, 404, "Did you mean 'concepts'?"),
        ("/fhir/ValueSet/answers-how-startd", {}, 404, "Did you mean 'answers-how-started'?"),
        ("/fhir/CodeSystem/$lookup", {}, 422, "'system' is missing"),
        ("/fhir/CodeSystem/$lookup", {**ASKED, "code": "toothache"}, 404, "There is no code 'toothache'"),
        ("/fhir/ValueSet/$expand", {"url": "urn:uuid:nothing"}, 404, "Nothing here has the address"),
        ("/fhir/ValueSet/levels/$expand", {"count": "few"}, 422, "is a whole number"),
        ("/fhir/ConceptMap/to-icd-9/$translate", ASKED, 404, "Did you mean 'to-icd-10-cm'?"),
    ],
)
def test_what_cannot_be_answered_is_told(
    program: Program, path: str, query: dict[str, str], status: int, said: str
) -> None:
    issue = issue_of(program.call("GET", path, params=query), status)
    assert said in issue["details"]["text"]


def test_a_body_that_is_no_parameters_is_told(program: Program) -> None:
    answer = program.call("POST", "/fhir/CodeSystem/$lookup", json={"resourceType": "Patient"}, headers=FHIR)
    assert "Send a Parameters" in issue_of(answer, 422)["diagnostics"]
