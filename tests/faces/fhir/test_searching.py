"""What a search finds: codes with their systems, alternatives, and no modifier that is passed over."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.faces.api.conftest import Program

TYPES = ("Questionnaire", "CodeSystem", "ValueSet", "ConceptMap")
STATUS = "http://hl7.org/fhir/publication-status"


def total(program: Program, type_: str, params: Mapping[str, str]) -> int:
    answer = program.call("GET", f"/fhir/{type_}", params=params)
    assert answer.status_code == 200, answer.text
    found: int = answer.json()["total"]
    return found


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize(
    "value", ["active", f"{STATUS}|active", f"{STATUS}|", "draft,active", f"draft,{STATUS}|active"]
)
def test_a_code_is_found_with_its_system_and_without(program: Program, type_: str, value: str) -> None:
    assert total(program, type_, {"status": value}) == total(program, type_, {}) > 0


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("value", ["draft", "|active", "http://example.org|active", f"{STATUS}|draft", "|"])
def test_another_code_or_another_system_finds_nothing(program: Program, type_: str, value: str) -> None:
    assert total(program, type_, {"status": value}) == 0


@pytest.mark.parametrize("type_", TYPES)
def test_an_id_has_no_system(program: Program, type_: str) -> None:
    first = program.call("GET", f"/fhir/{type_}").json()["entry"][0]["resource"]["id"]
    assert total(program, type_, {"_id": f"|{first}"}) == total(program, type_, {"_id": first}) == 1
    assert total(program, type_, {"_id": f"{STATUS}|{first}"}) == 0


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize(
    "key", ["url:not", "title:exact", "status:not", "name:contains", "_id:missing", "url:"]
)
def test_a_modifier_is_refused_and_not_passed_over(program: Program, type_: str, key: str) -> None:
    answer = program.call("GET", f"/fhir/{type_}", params={key: "x"})
    (issue,) = answer.json()["issue"]
    assert answer.status_code == 422 and issue["severity"] == "error"
    assert key in issue["details"]["text"]
