"""Codes of public classifications, for whoever exchanges results with other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, Self

from pydantic import model_validator

from ilium.knowledge.check_digits import ends_by_luhn, ends_by_verhoeff
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
ENDS: Mapping[System, Callable[[str], bool]] = {"snomed_ct": ends_by_verhoeff, "loinc": ends_by_luhn}
"""Where the last digit of a code checks the others, and how."""
LOOKED_UP: tuple[System, ...] = ("snomed_ct", "loinc")
"""Systems with terms of use, of which only codes may stand here that their list says where they were read."""
INTERNATIONAL = "00"
"""The two digits before the last one of a SNOMED CT concept that every country has."""
Match = Literal["equal", "wider", "narrower", "near"]
"""What the code means beside our concept: the same, more, less, or something close to it."""


class Code(Entry):
    """A code that stands for a concept, and what the system itself calls it."""

    system: System
    code: str
    display: str
    match: Match = "near"
    note: str = ""

    @model_validator(mode="after")
    def _is_a_code_of_its_system(self) -> Self:
        wrong = fault_in(self.system, self.code)
        if wrong:
            raise ValueError(wrong)
        return self


def fault_in(system: System, code: str) -> str:
    """What makes this no code of a system; empty where it has the form and the check digit of one."""
    name = SYSTEMS[system]
    if not FORMS[system].fullmatch(code):
        return f"'{code[:40]}' is not a code of {name}: write it like {LIKE[system]}"
    if not ENDS.get(system, bool)(code):
        return f"'{code}' is not a code of {name}: its last digit does not fit the others. Look it up again"
    if system == "snomed_ct" and code[-3:-1] != INTERNATIONAL:
        return f"'{code}' is a code of one country, and in no free set of {name}. Take an international one"
    return ""
