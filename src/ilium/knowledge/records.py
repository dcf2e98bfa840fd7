"""What in somebody's medical record says that an option of a question is so. Its silence says nothing."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from ilium.knowledge.codes import Code
from ilium.knowledge.numbers import Evidence

CATEGORY = r"[A-Z][0-9][0-9AB]"
_DIAGNOSES = re.compile(rf"{CATEGORY}(\.[0-9A-Z]{{1,4}}|-{CATEGORY})?")
_NAME = re.compile(r"\*?[a-z]+(-[a-z]+)*")


def _is_diagnoses(text: str) -> str:
    if not _DIAGNOSES.fullmatch(text) or ("-" in text and text[:3] >= text[4:]):
        raise ValueError(f"'{text[:40]}' is no code of ICD-10-CM: write I50, Z94.0, or K25-K28 for a range")
    return text


def _is_name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError(f"'{text[:40]}' is no name of an ingredient: write warfarin, or *sartan for its end")
    return text


Diagnoses = Annotated[str, AfterValidator(_is_diagnoses)]
"""A code of ICD-10-CM with all below it, such as `I50` or `Z94.0`, or all from one category to another."""
Name = Annotated[str, AfterValidator(_is_name)]
"""The name of an ingredient, or its last letters behind a star: `*sartan`."""
LEAST_STEM = 2
"""The letters before a common end: two in losartan. April, with one, is a month."""
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Observed(Evidence):
    """An observation that says so, with the values that do, for as long as it holds."""

    code: Code
    values: Annotated[tuple[str, ...], Field(min_length=1)]
    """`system|code` of the values, as FHIR writes them."""
    within_days: Annotated[int, Field(gt=0)]


class Record(Evidence):
    """Diagnoses, medicines and observations that say that an option is so, beside its own codes."""

    icd10cm: tuple[Diagnoses, ...] = ()
    """Where these are given, they count instead of the codes of ICD-10-CM that stand beside the option."""
    ever: bool = False
    """Whether a diagnosis counts although it is over."""
    medicines: tuple[Name, ...] = ()
    by_mouth: bool = False
    """Whether the medicine counts only where the record says that it is swallowed."""
    for_days: Annotated[int, Field(gt=0)] | None = None
    """For how long it must have been taken, where that matters."""
    observed: Observed | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.icd10cm or self.ever or self.medicines or self.observed):
            raise ValueError("give at least one of 'icd10cm', 'ever', 'medicines' and 'observed'")
        return self

    def diagnosed_by(self, code: str) -> bool:
        """Whether a code of ICD-10-CM says so."""
        return any(_covers(one, code) for one in self.icd10cm)

    def named_among(self, words: frozenset[str]) -> bool:
        """Whether one of some words names one of the medicines."""
        return any(_names(one, word) for one in self.medicines for word in words)


def words_in(text: str) -> frozenset[str]:
    """The words of a text that may be names of ingredients."""
    return frozenset(WORD.findall(text.lower()))


def _covers(one: str, code: str) -> bool:
    low, to, high = one.partition("-")
    if to:
        return len(code) >= len(low) and low <= code[: len(low)] <= high
    return code == one or code.startswith(one if "." in one else one + ".")


def _names(one: str, word: str) -> bool:
    if not one.startswith("*"):
        return word == one
    return word.endswith(one[1:]) and len(word) - len(one[1:]) >= LEAST_STEM
