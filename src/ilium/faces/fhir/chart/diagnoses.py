"""What the diagnoses of a record say of the options of questions: that they are so, never that not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ilium.answers.values import Kind
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.held import Held, Plain, called, codes, codings, means
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Said
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge
from ilium.knowledge.records import Record
from ilium.knowledge.schema import Choice, Question

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

    def says(self, option: Option) -> bool:
        """Whether it says that an option is so. One that is over counts where it may, or as history."""
        if self.standing not in ("so", "over"):
            return False
        counting = (one for one in self.codings if self.standing == "so" or option.ever or _is_history(one))
        return any(option.is_told_by(coding) for coding in counting)


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a list, and what in a diagnosis tells that it is so."""

    question: str
    id: str
    codes: tuple[Code, ...]
    record: Record | None

    @property
    def ever(self) -> bool:
        """Whether a diagnosis tells it although it is over."""
        return self.record is not None and self.record.ever

    def is_told_by(self, coding: Plain) -> bool:
        """Whether a code means the option, or less: what is wider or only near does not tell."""
        record = self.record
        if record is not None and record.icd10cm and coding.get("system") == SYSTEMS["icd10cm"]:
            return record.diagnosed_by(str(coding.get("code", "")))
        return any(means(coding, one) for one in self.codes)


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
    for question, option in so:
        yield Said(question, option, origin, item=knowledge.questions[question].kind is Kind.CHECKLIST)
    if not so:
        yield NotRead(origin, WHY[one.standing])


def options_so(knowledge: Knowledge, one: Diagnosis) -> Iterator[tuple[str, str]]:
    """The options that a diagnosis says are so: question and option."""
    yield from ((option.question, option.id) for option in _options(knowledge) if one.says(option))


@lru_cache(maxsize=8)
def _options(knowledge: Knowledge) -> tuple[Option, ...]:
    """The options that a diagnosis can say are so."""
    options = (
        Option(question.id, choice.id, _telling(knowledge, choice), choice.record)
        for question in knowledge.questions.values()
        for choice in question.choices
        if _can_be_told(question, choice)
    )
    return tuple(one for one in options if one.codes or (one.record is not None and one.record.icd10cm))


def _can_be_told(question: Question, choice: Choice) -> bool:
    """Whether a diagnosis may answer with an option: of a choice, never with one that says no."""
    return question.kind is Kind.CHECKLIST or (question.kind is Kind.CHOICE and True in choice.sets.values())


def _telling(knowledge: Knowledge, choice: Choice) -> tuple[Code, ...]:
    """The codes of an option, or of the finding that it stands for, that mean no more than it."""
    finding = knowledge.findings.get(choice.id)
    ours = (*choice.codes, *(finding.codes if finding is not None else ()))
    return tuple(one for one in ours if one.match in TELLING)


def _is_history(coding: Plain) -> bool:
    return coding.get("system") == SYSTEMS["icd10cm"] and str(coding.get("code", "")).startswith(HISTORY)
