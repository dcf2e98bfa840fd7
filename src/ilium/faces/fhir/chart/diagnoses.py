"""What the diagnoses of a record say of the options of lists: that they are so, never that they are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ilium.answers.values import Kind
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.held import Held, Plain, called, codes, codings, means
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Said
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Choice

OVER, NOT_SO = {"inactive", "resolved", "remission"}, {"refuted", "entered-in-error"}
SUSPECTED = {"unconfirmed", "provisional", "differential"}
HISTORY = "Z8"
"""ICD-10-CM's codes of what was once so begin with it; they count although it is over."""
TELLING = ("equal", "narrower")
Standing = Literal["so", "suspected", "over", "not_so"]
WHY = {"suspected": words.SUSPECTED, "over": words.OVER, "not_so": words.NOT_SO, "so": words.NO_MATCH}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis of a record, how it stands, and the codes in it."""

    held: Held
    standing: Standing
    codings: tuple[Plain, ...]

    def means_any(self, ours: tuple[Code, ...]) -> bool:
        """Whether it is one of some codes of ours."""
        return any(means(coding, one) for coding in self.codings for one in ours)

    def says(self, knowledge: Knowledge, choice: Choice) -> bool:
        """Whether it says that an option is so. One that is over counts where it may, or as history."""
        if self.standing not in ("so", "over"):
            return False
        ever = choice.record is not None and choice.record.ever
        counting = [one for one in self.codings if self.standing == "so" or ever or _is_history(one)]
        return any(_tells(knowledge, choice, coding) for coding in counting)


def _tells(knowledge: Knowledge, choice: Choice, coding: Plain) -> bool:
    """Whether a code means the option, or less: what is wider or only near does not tell."""
    if choice.record is not None and choice.record.icd10cm and coding.get("system") == SYSTEMS["icd10cm"]:
        return choice.record.diagnosed_by(str(coding.get("code", "")))
    finding = knowledge.findings.get(choice.id)
    ours = (*choice.codes, *(finding.codes if finding is not None else ()))
    return any(one.match in TELLING and means(coding, one) for one in ours)


def diagnosis(held: Held) -> Diagnosis:
    """A Condition as it stands. One that was never so has no codes that count."""
    resource = held.resource
    verified, clinical = codes(resource.get("verificationStatus")), codes(resource.get("clinicalStatus"))
    every = tuple(codings(resource.get("code")))
    if verified & NOT_SO:
        return Diagnosis(held, "not_so", ())
    if verified & SUSPECTED:
        return Diagnosis(held, "suspected", every)
    return Diagnosis(held, "over" if clinical & OVER else "so", every)


def read_diagnosis(knowledge: Knowledge, held: Held) -> Iterator[Found]:
    """What a Condition says, or why it says nothing."""
    one = diagnosis(held)
    origin = Origin(held.place, words.DIAGNOSIS.format(name=called(held.resource.get("code"))))
    so = list(options_so(knowledge, one))
    yield from (Said(question, item, origin, item=True) for question, item in so)
    if not so:
        yield NotRead(origin, WHY[one.standing])


def options_so(knowledge: Knowledge, one: Diagnosis) -> Iterator[tuple[str, str]]:
    """The options of lists that a diagnosis says are so: question and option."""
    for question in knowledge.questions.values():
        if question.kind is Kind.CHECKLIST:
            yield from (
                (question.id, choice.id) for choice in question.choices if one.says(knowledge, choice)
            )


def _is_history(coding: Plain) -> bool:
    return coding.get("system") == SYSTEMS["icd10cm"] and str(coding.get("code", "")).startswith(HISTORY)
