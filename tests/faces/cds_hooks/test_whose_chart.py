"""For whom cards come: which diagnoses call for them, whose chart it is, and of what age."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.faces.api.conftest import TODAY, Program

from ilium.documents.problems import BadDocumentError
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.cds_hooks.examples import call_example
from ilium.faces.cds_hooks.prefetch import Chart, NotOurs, Read, read_call
from ilium.faces.cds_hooks.triggers import CATEGORIES
from ilium.knowledge.codes import fault_in
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

EXAMPLES = Path(__file__).parents[3] / "examples"
SERVICE = "/cds-services/ilium-upper-buttock"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
IN_CHARTS = (
    "M54.5", "M54.50", "M54.59", "M54.31", "M54.16", "M54.41", "M16.11", "M16", "M70.61", "G57.01",
    "S76.011A", "S76.012D", "M87.051", "I82.401", "M48.061", "M25.551", "M46.1", "M45.8", "M45.A6",
    "M51.360", "M51.362", "M51.26", "M84.351A", "S32.10XA", "K61.2", "N80.00",
)  # fmt: skip
ELSEWHERE = (
    "M54.2", "M54.6", "M54.12", "M16A", "M160", "M25.511", "M48.02", "M51.14", "M46.42", "M70.5", "S76.11",
    "I82.5", "J45.909", "N83.8",
)  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def system(knowledge: Knowledge) -> Program:
    """A hospital's system."""
    return Program(create_api(knowledge, Access(today=lambda: TODAY)))


@pytest.fixture
def call(knowledge: Knowledge) -> dict[str, Any]:
    return copy.deepcopy(call_example(knowledge))


def condition(code: str, subject: object = None, **more: object) -> dict[str, Any]:
    coded = {"coding": [{"system": ICD, "code": code}]}
    active = {"coding": [{"code": "active"}]}
    about = {} if subject is None else {"subject": {"reference": subject}}
    return {"resourceType": "Condition", "clinicalStatus": active, "code": coded, **about, **more}


def conditions(*found: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in found]}


def read(knowledge: Knowledge, whose: str = "p", **prefetch: object) -> Read | NotOurs | None:
    return read_call(knowledge, Chart(whose, prefetch, {}), TODAY)


@pytest.mark.parametrize("code", IN_CHARTS)
def test_a_diagnosis_as_charts_name_it_calls_for_cards(knowledge: Knowledge, code: str) -> None:
    assert isinstance(read(knowledge, conditions=conditions(condition(code))), Read)


@pytest.mark.parametrize("code", ELSEWHERE)
def test_a_diagnosis_of_elsewhere_calls_for_none(knowledge: Knowledge, code: str) -> None:
    assert read(knowledge, conditions=conditions(condition(code))) is None


def test_every_category_is_a_code_of_the_classification(knowledge: Knowledge) -> None:
    assert not [fault for code in CATEGORIES if (fault := fault_in("icd10cm", code))]
    assert list(CATEGORIES) == sorted(CATEGORIES)
    nested = [(one, top) for one in CATEGORIES for top in CATEGORIES if one != top and one.startswith(top)]
    assert not nested


@pytest.mark.parametrize("standing", ["unconfirmed", "provisional", "differential"])
def test_a_suspected_diagnosis_calls_too_and_a_past_one_does_not(knowledge: Knowledge, standing: str) -> None:
    status = {"coding": [{"code": standing}]}
    sent = condition("M54.31", verificationStatus=status)
    assert isinstance(read(knowledge, conditions=conditions(sent)), Read)
    past = condition("M54.31", clinicalStatus={"coding": [{"code": "resolved"}]})
    assert read(knowledge, conditions=conditions(past)) is None


@pytest.mark.parametrize(
    ("subject", "is_read"),
    [
        ("Patient/p", True),
        ("https://hospital.example/fhir/Patient/p", True),
        ("Patient/p/_history/3", True),
        (None, True),
        ("Patient/zz", False),
        ("Group/p", False),
        ("p", False),
        ("urn:uuid:5d4c1f0e-5a0b-4f0e-9d3c-2f6f3f0f7a10", False),
    ],
)
def test_only_diagnoses_of_the_open_chart_count(knowledge: Knowledge, subject: str, is_read: bool) -> None:
    sent = conditions(condition("M54.50", subject), condition("E11.9", "Patient/yy"))
    for patient in ("p", "Patient/p"):
        found = read(knowledge, patient, conditions=sent)
        assert isinstance(found, Read) == is_read
        assert not isinstance(found, Read) or "health_history" not in found.case.answers


def test_another_patient_than_the_one_whose_chart_is_open_is_refused(
    knowledge: Knowledge, system: Program, call: dict[str, Any]
) -> None:
    person = {"resourceType": "Patient", "id": "q", "birthDate": "1968"}
    with pytest.raises(BadDocumentError, match="whose chart is open"):
        read(knowledge, patient=person, conditions=conditions(condition("M54.50", "Patient/p")))
    call["prefetch"]["patient"]["id"] = "q"
    answer = system.call("POST", SERVICE, json=call)
    assert answer.status_code == 422 and "cards" not in answer.json()


@pytest.mark.parametrize(
    ("birth", "told"), [("2015", True), ("2009-03-02", True), ("1890", True), ("2008-11-22", False)]
)
def test_nobody_outside_the_ages_gets_advice_but_one_card_that_says_why(
    system: Program, call: dict[str, Any], birth: str, told: bool
) -> None:
    call["prefetch"]["patient"]["birthDate"] = birth
    for extension in ({}, {"ilium.case": {"answers": {"saddle_feeling": "new"}}}):
        cards = system.call("POST", SERVICE, json={**call, "extension": extension}).json()["cards"]
        assert ("not for a patient of this age" in cards[0]["summary"]) == told
        assert not told or (len(cards) == 1 and "%" not in cards[0]["detail"] and "18" in cards[0]["detail"])


def test_a_child_without_such_a_pain_gets_no_card(system: Program, call: dict[str, Any]) -> None:
    call["prefetch"]["patient"]["birthDate"] = "2015"
    call["prefetch"]["conditions"] = conditions(condition("J45.909", "Patient/example"))
    assert system.call("POST", SERVICE, json=call).json() == {"cards": []}


@pytest.mark.parametrize(
    ("before", "differs"),
    [
        ([], True),
        (["injected_drugs"], True),
        ({"cancer_ever": "no"}, True),
        ({"cancer_ever": "unknown"}, False),
        ({"injected_drugs": "no"}, False),
        ("unknown", False),
        (None, False),
        (["cancer_ever"], False),
    ],
)
def test_a_cancer_in_the_chart_counts_however_the_list_was_answered(
    system: Program, call: dict[str, Any], before: object, differs: bool
) -> None:
    case = yaml.safe_load((EXAMPLES / "strain.yaml").read_text("utf-8"))
    rest = {key: answer for key, answer in case["answers"].items() if key != "health_history"}
    case["answers"] = rest if before is None else rest | {"health_history": before}
    call["extension"] = {"ilium.case": case}
    call["prefetch"]["conditions"] = conditions(condition("C50.911", "Patient/example"))
    first, *others = system.call("POST", SERVICE, json=call).json()["cards"]
    assert "cancer" in first["detail"].lower() and first["indicator"] == "warning"
    assert any("answers differ" in card["summary"] for card in others) == differs
