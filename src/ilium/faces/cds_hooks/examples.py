"""A call and feedback to begin with, taken from the knowledge."""

from __future__ import annotations

from typing import Any

from ilium.faces.cds_hooks import words
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.library import Knowledge

INSTANCE = "5d4c1f0e-5a0b-4f0e-9d3c-2f6f3f0f7a10"
CARD = "0b9e0f5e-6d1c-5f86-8a4d-3a1a4b1f8b55"


def call_example(knowledge: Knowledge) -> dict[str, Any]:
    """The chart of somebody with the first coded condition of the knowledge."""
    coded = [code for condition in knowledge.conditions.values() for code in condition.codes]
    code = next((one.code for one in coded if one.system == "icd10cm"), "M54.50")
    diagnosis = {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "code": {"coding": [{"system": SYSTEMS["icd10cm"], "code": code}]},
        "subject": {"reference": "Patient/example"},
    }
    return {
        "hook": "patient-view",
        "hookInstance": INSTANCE,
        "context": {"userId": "Practitioner/example", "patientId": "example"},
        "prefetch": {
            "patient": {
                "resourceType": "Patient",
                "id": "example",
                "gender": "female",
                "birthDate": "1968-04",
            },
            "conditions": {
                "resourceType": "Bundle",
                "type": "searchset",
                "entry": [{"resource": diagnosis}],
            },
        },
    }


def feedback_example() -> dict[str, Any]:
    """A card that was put aside."""
    code, display = next(iter(words.OVERRIDES.items()))
    reason = {"code": code, "system": "https://example.org/cds-services/override-reasons", "display": display}
    return {
        "feedback": [
            {
                "card": CARD,
                "outcome": "overridden",
                "overrideReason": {"reason": reason},
                "outcomeTimestamp": "2026-03-01T09:30:00Z",
            }
        ]
    }
