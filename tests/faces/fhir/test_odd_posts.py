"""Whatever is sent to any call of FHIR: what the call promises, or an outcome that says why not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.faces.api.conftest import TODAY, Program
from tests.faces.fhir.bundles import EXAMPLES, ICD, about, patient, record
from tests.faces.fhir.client import FHIR, PATH
from tests.faces.fhir.test_odd_requests import ODD, SINGLE, places

from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.fhir import names
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
Plain = dict[str, Any]
POPULATE = "/fhir/Questionnaire/upper-buttock/$populate"
DIAGNOSIS = about({"resourceType": "Condition", "code": {"coding": [{"system": ICD, "code": "M81.0"}]}})
MEDICINE = about(
    {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": {"text": "Warfarin 5 mg tablet"},
        "effectivePeriod": {"start": "2026-01-01"},
    }
)
SEEN = about(
    {
        "resourceType": "Observation",
        "status": "final",
        "effectiveDateTime": "2026-11-20",
        "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
        "valueQuantity": {"value": 6, "unit": "points"},
    }
)
CHART = record(patient(), DIAGNOSIS, MEDICINE, SEEN)
TOLD = to_response(KNOWLEDGE, read_case(KNOWLEDGE, EXAMPLES[0].read_text("utf-8"), "case"), TODAY)


def parameters(**held: object) -> Plain:
    """Parameters with one of each."""
    return {"resourceType": "Parameters", "parameter": [{"name": k, **v} for k, v in held.items()]}  # type: ignore[dict-item]


PROMISED: dict[str, tuple[str, ...]] = {
    PATH: ("QuestionnaireResponse", "Parameters"),
    "/fhir/$assess": ("Bundle",),
    POPULATE: ("Parameters",),
    "/fhir/CodeSystem/$lookup": ("Parameters",),
    "/fhir/ValueSet/$expand": ("ValueSet",),
    "/fhir/ConceptMap/$translate": ("Parameters",),
}
"""What each call that takes a body gives back."""
ABOUT = {"valueReference": {"reference": "Patient/p"}}
CODE = {"system": names.CONCEPTS, "code": "si_joint_pain"}
SENT: list[tuple[str, Plain]] = [
    ("/fhir/$assess", TOLD),
    ("/fhir/$assess", CHART),
    ("/fhir/$assess", record(patient(), TOLD, DIAGNOSIS)),
    ("/fhir/$assess", parameters(input={"resource": TOLD})),
    (POPULATE, CHART),
    (
        POPULATE,
        parameters(subject=ABOUT, content={"resource": CHART}),
    ),
    ("/fhir/CodeSystem/$lookup", parameters(coding={"valueCoding": CODE})),
    (
        "/fhir/CodeSystem/$lookup",
        parameters(system={"valueUri": names.CONCEPTS}, code={"valueCode": "x"}),
    ),
    ("/fhir/ValueSet/$expand", parameters(url={"valueUri": names.CONCEPTS}, count={"valueInteger": 3})),
    ("/fhir/ConceptMap/$translate", parameters(coding={"valueCoding": CODE})),
    (PATH, parameters(**{"questionnaire-response": {"resource": TOLD}})),
]


@pytest.fixture(scope="module")
def here() -> Program:
    """A program on the same machine."""
    return Program(create_api(KNOWLEDGE, Access(today=lambda: TODAY)))


def test_every_call_that_takes_a_body_is_tried(here: Program) -> None:
    tried = {path for path, _ in SENT}
    assert tried == set(PROMISED)
    told = here.call("GET", "/fhir/metadata").json()["rest"][0]
    shared = [one["name"] for kind in (told, *told["resource"]) for one in kind.get("operation", ())]
    assert sorted(shared) == sorted(path.rpartition("$")[2] for path in tried)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_call_promises_or_an_outcome(here: Program, data: st.DataObject) -> None:
    path, plain = data.draw(st.sampled_from(SENT))
    odd: Plain = json.loads(json.dumps(plain))
    for _ in range(data.draw(st.integers(1, 2))):
        *outer, last = data.draw(st.sampled_from(places(odd)[1:]))
        holder: Any = odd
        for key in outer:
            holder = holder[key]
        match data.draw(st.sampled_from(["replace", "drop", "single", "hide", "many"])):
            case "drop":
                del holder[last]
            case "single":
                holder[last] = json.loads(json.dumps(data.draw(SINGLE)))
            case "hide" if isinstance(last, str):
                del holder[last]
                holder[f"_{last}"] = {"extension": [{"url": "urn:x", "valueString": "lost"}]}
            case "many":
                holder[last] = [holder[last], holder[last]]
            case _:
                holder[last] = data.draw(ODD | st.just(10**400))
        odd = json.loads(json.dumps(odd))
    _hold(here, path, json.dumps(odd))


@given(st.sampled_from(sorted(PROMISED)), ODD)
@settings(max_examples=40, deadline=None)
def test_any_json_at_all_is_answered(here: Program, path: str, value: object) -> None:
    _hold(here, path, json.dumps(value))
    _hold(here, path, json.dumps({"resourceType": "Parameters", "parameter": value}))
    _hold(here, path, json.dumps({"resourceType": "Bundle", "type": "collection", "entry": value}))


def _hold(program: Program, path: str, body: str) -> None:
    answer = program.call("POST", path, content=body, headers=FHIR)
    told = answer.json()
    wanted = PROMISED[path] if answer.status_code == 200 else ("OperationOutcome",)
    assert answer.status_code < 500, body
    assert told["resourceType"] in wanted, answer.text
    assert answer.headers["content-type"].startswith("application/fhir+json")
    if answer.status_code != 200:
        assert all(issue["details"]["text"] for issue in told["issue"])
