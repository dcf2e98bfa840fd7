"""Whatever is sent in the place of a response is answered with one, or refused with an outcome."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.faces.api.conftest import Program
from tests.faces.fhir.client import FHIR, PATH, ask, beginning, fill_in
from tests.faces.fhir.people import says

from ilium.answers.case import Case
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
Plain = dict[str, Any]
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)
SINGLE = st.sampled_from(
    [
        {"valueCoding": {}},
        {"valueCoding": None},
        {"valueQuantity": {}},
        {"valueDecimal": 1e300},
        {"valueString": "x", "item": [{"linkId": "fever"}]},
        {"_valueDecimal": {"extension": [{"url": "x"}]}},
        {"valueDate": "2026-02-30"},
        {},
    ]
)


@pytest.fixture(scope="module")
def sent() -> tuple[Program, Plain]:
    """A program, and a response with two pages of answers that it could send."""
    program = Program(create_api(KNOWLEDGE, Access()))
    page = ask(program, beginning(program))
    return program, fill_in(page, says(KNOWLEDGE, Case(answers={"sex": "male", "age": 40.0})))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    """Every place in plain values."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in places(one, (*path, key)))]


@given(st.data())
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_response_with_something_odd_in_it_is_answered_or_refused(
    sent: tuple[Program, Plain], data: st.DataObject
) -> None:
    program, response = sent
    odd: Plain = json.loads(json.dumps(response))
    for _ in range(data.draw(st.integers(1, 2))):
        *path, last = data.draw(st.sampled_from(places(odd)[1:]))
        holder = odd
        for key in path:
            holder = holder[key]
        match data.draw(st.sampled_from(["replace", "drop", "single"])):
            case "drop":
                del holder[last]
            case "single":
                holder[last] = data.draw(SINGLE)
            case _:
                holder[last] = data.draw(ODD)
    answer = program.call("POST", PATH, content=json.dumps(odd), headers=FHIR)
    assert answer.status_code in (200, 400, 409, 422), answer.text
    kind = "QuestionnaireResponse" if answer.status_code == 200 else "OperationOutcome"
    assert answer.json()["resourceType"] == kind


@pytest.mark.parametrize("value", [7, None, ["x"], {"x": 1}, True])
def test_an_address_that_is_no_text_is_a_fault_like_others(
    sent: tuple[Program, Plain], value: object
) -> None:
    program, response = sent
    odd: Plain = json.loads(json.dumps(response))
    odd["contained"][0]["extension"][0]["valueUrl"] = value
    assert program.call("POST", PATH, content=json.dumps(odd), headers=FHIR).status_code in (200, 422)
