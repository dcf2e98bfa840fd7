"""What the public code systems are called in FHIR."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ilium.knowledge.codes import System

SYSTEMS: Final[Mapping[System, str]] = {
    "icd10cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "snomed_ct": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
}
