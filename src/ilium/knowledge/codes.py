"""Codes of public classifications, for whoever exchanges results with other programs."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import model_validator

from ilium.knowledge.numbers import Entry

System = Literal["icd10cm", "snomed_ct", "loinc"]

SYSTEMS: dict[System, str] = {"icd10cm": "ICD-10-CM", "snomed_ct": "SNOMED CT", "loinc": "LOINC"}
"""What each system is called."""

FORMS: dict[System, re.Pattern[str]] = {
    "icd10cm": re.compile(r"[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?"),
    "snomed_ct": re.compile(r"[1-9][0-9]{5,17}"),
    "loinc": re.compile(r"[1-9][0-9]{0,6}-[0-9]"),
}
LIKE: dict[System, str] = {"icd10cm": "M54.50", "snomed_ct": "23056005", "loinc": "72514-3"}


class Code(Entry):
    """A code that stands for a concept, and what the system itself calls it."""

    system: System
    code: str
    display: str
    note: str = ""

    @model_validator(mode="after")
    def _is_a_code_of_its_system(self) -> Self:
        if not FORMS[self.system].fullmatch(self.code):
            name, like = SYSTEMS[self.system], LIKE[self.system]
            raise ValueError(f"'{self.code[:40]}' is not a code of {name}: write it like {like}")
        return self
