"""FHIR calls stand behind the one gate, and every refusal is an OperationOutcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.operationoutcome import OperationOutcome
from tests.faces.api.conftest import Program

from ilium.faces.api.problems import KINDS, Refused
from ilium.faces.fhir import calls, names, outcome
from ilium.knowledge.library import Knowledge

FHIR = {"Content-Type": "application/fhir+json"}


def issue_of(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/fhir+json"
    OperationOutcome.model_validate(answer.json())
    first: dict[str, Any] = answer.json()["issue"][0]
    return first


def test_our_names_are_what_their_words_give() -> None:
    given = {
        "questionnaire/adaptive": names.ADAPTIVE,
        "questionnaire/whole": names.WHOLE,
        "code-system/concepts": names.CONCEPTS,
        "code-system/answers": names.ANSWERS,
        "naming-system/cases": names.CASES,
        "capability-statement": names.CAPABILITY,
    }
    assert {name: names.urn(name) for name in given} == given


def test_the_statement_says_which_fhir_and_which_knowledge(program: Program, knowledge: Knowledge) -> None:
    answer = program.call("GET", "/fhir/metadata")
    assert answer.headers["content-type"] == "application/fhir+json"
    CapabilityStatement.model_validate(answer.json())
    said = answer.json()
    assert said["fhirVersion"] == "4.0.1"
    assert said["version"] == knowledge.hash
    assert said["implementation"]["url"] == "http://127.0.0.1/fhir"


def test_the_statement_is_open_and_nothing_else_is(make: Callable[..., Program]) -> None:
    program = make(key_needed=True)
    assert program.call("GET", "/fhir/metadata").status_code == 200
    answer = program.call("GET", "/fhir/Questionnaire")
    assert issue_of(answer, 401)["code"] == "login"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_what_is_not_there_is_told_as_an_outcome(program: Program) -> None:
    assert issue_of(program.call("GET", "/fhir/Nothing"), 404)["code"] == "not-found"
    assert issue_of(program.call("GET", "/fhir"), 404)["code"] == "not-found"


def test_a_wrong_method_is_told_with_the_right_ones(program: Program) -> None:
    answer = program.call("DELETE", "/fhir/metadata")
    assert issue_of(answer, 405)["code"] == "not-supported"
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": "Bearer wrong"}, 401, "login"),
        ({"Accept": "application/fhir+xml"}, 406, "not-supported"),
        ({"Origin": "https://somewhere.example"}, 403, "forbidden"),
        ({"Content-Type": "application/fhir+xml"}, 415, "not-supported"),
        ({"Content-Length": "2000000"}, 413, "too-long"),
    ],
)
def test_the_gate_speaks_fhir_to_fhir(
    program: Program, headers: dict[str, str], status: int, code: str
) -> None:
    answer = program.call("POST", "/fhir/metadata", content=b"{}", headers={**FHIR, **headers})
    assert issue_of(answer, status)["code"] == code


def test_too_many_calls_are_counted_over_both_interfaces(make: Callable[..., Program]) -> None:
    program = make(rate="1/minute")
    assert program.get("/knowledge/version").status_code == 200
    assert issue_of(program.call("GET", "/fhir/metadata"), 429)["code"] == "throttled"


def test_every_kind_of_refusal_has_a_code_of_fhir() -> None:
    assert outcome.ISSUES.keys() == KINDS.keys()
    for kind in KINDS:
        OperationOutcome.model_validate(outcome.outcome(Refused(kind, "detail")))


def test_what_breaks_is_told_without_what_broke(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("about zanzibar")

    monkeypatch.setattr("ilium.faces.fhir.calls.capability", fail)
    answer = program.call("GET", "/fhir/metadata")
    assert issue_of(answer, 500)["code"] == "exception"
    assert "zanzibar" not in answer.text


def offered(statement: dict[str, Any]) -> set[tuple[str, str]]:
    """The calls that a statement offers: method and path, ids as {id}; operations as if all were posted."""
    rest = statement["rest"][0]
    found = {("GET", "/metadata")} | {("POST", f"/${one['name']}") for one in rest.get("operation", [])}
    for one in rest["resource"]:
        place = f"/{one['type']}"
        found |= {("GET", f"{place}/{{id}}") for i in one["interaction"] if i["code"] == "read"}
        found |= {("GET", place) for i in one["interaction"] if i["code"] == "search-type"}
        found |= {("POST", f"{place}/${operation['name']}") for operation in one.get("operation", [])}
    return found


def test_the_statement_offers_what_the_calls_do_and_nothing_else(program: Program) -> None:
    routers = [calls.about, *(part.router for part in calls.PARTS)]
    there = {
        (
            "POST" if "$" in route.path else method,
            re.sub(r"\{[a-z_]+\}", "{id}", route.path).replace("/{id}/$", "/$"),
        )
        for router in routers
        for route in router.routes
        for method in route.methods
    }
    assert offered(program.call("GET", "/fhir/metadata").json()) == there
