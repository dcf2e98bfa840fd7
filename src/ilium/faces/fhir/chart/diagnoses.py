"""What the diagnoses of a record say of the options of lists: that they are so, never that they are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ilium.answers.values import Kind
from ilium.faces.fhir.chart.held import Held, Plain, codes, codings, means
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge

OVER, NOT_SO = {"inactive", "resolved", "remission"}, {"refuted", "entered-in-error"}
SUSPECTED = {"unconfirmed", "provisional", "differential"}
HISTORY = "Z8"
"""ICD-10-CM's codes of what was once so begin with it; they count although it is over."""
Standing = Literal["so", "suspected", "over", "not_so"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis of a record, how it stands, and the codes in it that count."""

    held: Held
    standing: Standing
    codings: tuple[Plain, ...]

    def means_any(self, ours: tuple[Code, ...]) -> bool:
        """Whether it is one of some codes of ours."""
        return any(means(coding, one) for coding in self.codings for one in ours)


def diagnosis(held: Held) -> Diagnosis:
    """A Condition as it stands. Of one that is over, only the codes of a history count."""
    resource = held.resource
    verified, clinical = codes(resource.get("verificationStatus")), codes(resource.get("clinicalStatus"))
    every = tuple(codings(resource.get("code")))
    if verified & NOT_SO:
        return Diagnosis(held, "not_so", ())
    if verified & SUSPECTED:
        return Diagnosis(held, "suspected", every)
    if not clinical & OVER:
        return Diagnosis(held, "so", every)
    history = tuple(one for one in every if _is_history(one))
    return Diagnosis(held, "so" if history else "over", history)


def _is_history(coding: Plain) -> bool:
    return coding.get("system") == SYSTEMS["icd10cm"] and str(coding.get("code", "")).startswith(HISTORY)


def options_so(knowledge: Knowledge, one: Diagnosis) -> Iterator[tuple[str, str]]:
    """The options of lists that a diagnosis says are so: question and option."""
    for question in knowledge.questions.values():
        if question.kind is not Kind.CHECKLIST:
            continue
        for choice in question.choices:
            finding = knowledge.findings.get(choice.id)
            ours = (*choice.codes, *(finding.codes if finding is not None else ()))
            if one.means_any(ours):
                yield question.id, choice.id
