"""Where somebody is decides about the number that they are told, whoever asks; only real countries count."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from tests.faces.api.conftest import TODAY, Program
from tests.faces.fhir.client import FHIR, ask, beginning

from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.fhir import layout, names
from ilium.faces.terminal.country import find_country
from ilium.faces.terminal.main import main
from ilium.faces.terminal.refusal import Refusal
from ilium.knowledge.reading import load_knowledge

Plain = dict[str, Any]
EMERGENCY: Plain = {"age": 44, "sex": "male", "answers": {"saddle_feeling": "new"}}


@pytest.fixture(scope="module", params=["GB", "US"])
def there(request: pytest.FixtureRequest) -> tuple[Program, str]:
    """A program before a server in a country, and the emergency number there."""
    knowledge = load_knowledge()
    access = Access(country=request.param, today=lambda: TODAY)
    return Program(create_api(knowledge, access)), knowledge.urgency.emergency_numbers[request.param]


def response(country: str = "") -> Plain:
    """The same answers as a response."""
    coding = {"system": names.COUNTRIES, "code": country}
    where = {"linkId": layout.COUNTRY, "answer": [{"valueCoding": coding}]}
    told = {"linkId": "saddle_feeling", "answer": [{"valueCoding": {"system": names.ANSWERS, "code": "new"}}]}
    group = [{"linkId": layout.ABOUT, "item": [where]}] if country else []
    form = {"resourceType": "QuestionnaireResponse", "questionnaire": names.WHOLE, "status": "completed"}
    return {**form, "item": [*group, told]}


def test_a_case_without_a_country_is_in_the_one_of_the_server(there: tuple[Program, str]) -> None:
    program, number = there
    assert program.post("/assess", json=EMERGENCY).json()["urgency"]["emergency_number"] == number
    assert program.post("/plan", json=EMERGENCY).json()["urgency"]["emergency_number"] == number
    told = program.call("POST", "/fhir/$assess", json=response(), headers=FHIR)
    assert f'{number}"' in told.text or f" {number}" in told.text


def test_the_country_of_a_case_counts_before_the_one_of_the_server(there: tuple[Program, str]) -> None:
    program, _ = there
    for country, number in (("AU", "000"), ("default", "112")):
        told = program.post("/assess", json={**EMERGENCY, "country": country}).json()
        assert told["urgency"]["emergency_number"] == number


def test_an_adaptive_form_begins_in_the_country_of_the_server(there: tuple[Program, str]) -> None:
    program, number = there
    page = ask(program, {**beginning(program), "item": response()["item"]})
    [about] = [item for item in page["item"] if item["linkId"] == layout.ABOUT]
    [where] = [item for item in about["item"] if item["linkId"] == layout.COUNTRY]
    code = where["answer"][0]["valueCoding"]["code"]
    assert load_knowledge().urgency.emergency_numbers[code] == number


@pytest.mark.parametrize(("given", "meant"), [("UK", "GB"), ("EL", "GR"), ("ZZ", "GB")])
def test_a_code_that_is_no_country_is_refused_with_the_right_one(given: str, meant: str) -> None:
    program = Program(create_api(load_knowledge(), Access()))
    by_rest = program.post("/assess", json={**EMERGENCY, "country": given})
    by_fhir = program.call("POST", "/fhir/$assess", json=response(given), headers=FHIR)
    for answer in (by_rest, by_fhir):
        assert answer.status_code == 422
        assert f"'{given}' is no country code" in answer.text
        assert meant in answer.text


@pytest.mark.parametrize(("given", "meant"), [("UK", "GB"), ("gbr", "GB"), ("France", "FR")])
def test_the_terminal_asks_whether_the_right_country_was_meant(given: str, meant: str) -> None:
    told = f"'{given}' is no country code. Did you mean {meant}?"
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--country", given])
    assert (result.exit_code, told in result.output) == (2, True)
    with pytest.raises(Refusal) as refused:
        find_country(given, {})
    assert told in refused.value.message
