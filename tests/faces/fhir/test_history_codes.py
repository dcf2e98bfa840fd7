"""What a record says by code of somebody's past is taken as told, wherever the codes stand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.faces.fhir.bundles import TODAY, about, diagnosis, patient, record, status

from ilium.answers.values import Itemised
from ilium.faces.fhir.importing import import_bundle
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
SAID = [
    ("Z85.3", "health_history", "cancer_ever"),
    ("C61", "health_history", "cancer_ever"),
    ("M81.0", "health_history", "weak_bones"),
    ("Z79.01", "health_history", "blood_thinner"),
    ("D84.821", "health_history", "weak_immunity"),
    ("Z99.2", "health_history", "implanted_line"),
    ("E10.9", "vascular_risk", "diabetes"),
    ("F17.210", "vascular_risk", "smoker"),
    ("K50.90", "back_and_joint_history", "psoriasis_ibd_or_eye_inflammation"),
    ("K50.90", "med_stomach", "bowel_inflammation"),
    ("I50.9", "med_heart", "heart_failure"),
    ("N18.30", "med_body", "kidney_trouble"),
    ("K25.4", "med_stomach", "ulcer_or_bleed"),
]


def told(knowledge: Knowledge, resource: Plain) -> set[tuple[str, str]]:
    """The items of lists that a record says are so."""
    case = import_bundle(knowledge, record(patient(), resource), TODAY).case
    return {
        (question, item)
        for question, answer in case.answers.items()
        if isinstance(answer, Itemised)
        for item, said in answer.items.items()
        if said == "yes"
    }


@pytest.mark.parametrize(("icd", "question", "item"), SAID)
def test_a_code_of_the_past_answers_its_item(
    knowledge: Knowledge, icd: str, question: str, item: str
) -> None:
    assert (question, item) in told(knowledge, diagnosis(icd))
    assert told(knowledge, diagnosis(icd, verificationStatus=status("refuted"))) == set()


def test_a_cancer_that_is_over_counts_by_its_code_of_history(knowledge: Knowledge) -> None:
    over = {"clinicalStatus": status("resolved")}
    assert ("health_history", "cancer_ever") in told(knowledge, diagnosis("Z85.3", **over))


@pytest.mark.parametrize("near", ["E16.2", "D68.51", "M85.80", "Z86.010", "C44.91", "I10", "Z79.52"])
def test_a_code_that_looks_alike_or_is_only_near_answers_nothing(knowledge: Knowledge, near: str) -> None:
    assert told(knowledge, diagnosis(near)) == set()


def test_a_code_of_snomed_ct_answers_too(knowledge: Knowledge) -> None:
    coded = {"coding": [{"system": SYSTEMS["snomed_ct"], "code": "73211009"}]}
    diabetes = about({"resourceType": "Condition", "id": "d", "code": coded})
    assert told(knowledge, diabetes) == {("vascular_risk", "diabetes")}
