"""Bundles to check: the assessment of every example, and records of other systems."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ilium.faces.fhir.assessed.bundle import assess_to_bundle
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
TODAY = date(2026, 11, 22)
ICD, LOINC, SNOMED = "http://hl7.org/fhir/sid/icd-10-cm", "http://loinc.org", "http://snomed.info/sct"
Plain = dict[str, Any]


def bundles_of_examples(knowledge: Knowledge) -> dict[str, Plain]:
    """The bundle of every file in examples/, by its name."""
    cases = {file.name: read_case(knowledge, file.read_text("utf-8"), file.name) for file in EXAMPLES}
    return {name: assess_to_bundle(knowledge, case, TODAY) for name, case in cases.items()}


def record(*resources: Plain) -> Plain:
    """A record of another system."""
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}


def patient(**parts: object) -> Plain:
    """Somebody of another system."""
    plain: Plain = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1990-04-02"}
    return {key: part for key, part in (plain | parts).items() if part is not None}


def about(resource: Plain) -> Plain:
    """The same, about that person."""
    return {"subject": {"reference": "Patient/p"}} | resource


def diagnosis(icd: str, **parts: object) -> Plain:
    """A diagnosis of that person, by its code of ICD-10-CM."""
    coded = {"coding": [{"system": ICD, "code": icd}], "text": f"as coded by {icd}"}
    return about({"resourceType": "Condition", "id": f"c-{icd}", "code": coded} | parts)


def status(code: str) -> Plain:
    """A status of a diagnosis."""
    return {"coding": [{"code": code}]}


def medicine(name: str, **parts: object) -> Plain:
    """A medicine of that person."""
    plain = {"resourceType": "MedicationStatement", "id": "m", "status": "active"}
    return about({**plain, "medicationCodeableConcept": {"text": name}} | parts)


def pregnancy(day: str | None = "2026-11-10", code: str = "LA15173-0", **parts: object) -> Plain:
    """The pregnancy status of that person, as the International Patient Summary writes it."""
    plain: Plain = {
        "resourceType": "Observation",
        "id": "o",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "82810-3"}]},
        "valueCodeableConcept": {"coding": [{"system": LOINC, "code": code}]},
    }
    return about(plain | ({"effectiveDateTime": day} if day else {}) | parts)
