"""The form of a result: what an assessment holds, under the names that other programs rely on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from ilium.care.plan import Plan
from ilium.explanation.intervals import Interval
from ilium.explanation.reasons import AnswerReason
from ilium.knowledge.citations import CitationShown
from ilium.knowledge.levels import Level


@dataclass(frozen=True, slots=True)
class KnowledgeMark:
    """Which knowledge gave the result."""

    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One reason for the urgency, the most urgent first."""

    rule: str
    level: Level
    within_hours: int
    who: str
    text: str
    citations: tuple[CitationShown, ...]
    check: str = ""
    """What the person can do to find out, where they were not sure; empty otherwise."""


@dataclass(frozen=True, slots=True)
class UrgencyShown:
    """How soon somebody should be seen, by whom, and why. `within_hours` 0 means now."""

    level: Level
    name: str
    do: str
    within_hours: int
    who: str
    reach: str
    emergency_number: str
    emergency_signs: tuple[str, ...]
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A condition, the probability that it is present with its range, and what speaks for and against it.

    The reasons are listed for the first REASONED conditions and whatever is at least WORTH_REASONS probable.
    """

    id: str
    family: str
    name: str
    clinical_name: str
    serious: bool
    probability: float
    interval: Interval
    for_: Annotated[tuple[AnswerReason, ...], Field(serialization_alias="for")]
    against: tuple[AnswerReason, ...]


@dataclass(frozen=True, slots=True)
class FamilyShown:
    """A family and the probability that any of its members is present, with its range."""

    id: str
    name: str
    clinical_name: str
    probability: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class MechanismShown:
    """A mechanism and the probability that it is at work."""

    id: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class StructureShown:
    """A part of the body, the probability that a condition naming it is present, and what the part does.

    `conditions` holds the ids of the conditions that name it, the likeliest first.
    """

    id: str
    name: str
    probability: float
    text: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """One option of a question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question to ask next, the fixed page it stands on if any, and what asking it is worth."""

    id: str
    kind: str
    text: str
    why: str
    choices: tuple[ChoiceShown, ...]
    page: str | None
    bits: float | None
    bits_exact: bool | None


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    """One answer that would change the result: as a case would hold it, and in words."""

    question: str
    answer: str | int | float | list[str] | dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class WouldChange:
    """The fewest answers that lead to a higher urgency, to another first family, or to both.

    `becomes` names what would change and its new id; `chance` is that of the answers, given the others.
    """

    answers: tuple[AnswerChanged, ...]
    becomes: dict[Literal["urgency", "family"], str]
    chance: float
    text: str


@dataclass(frozen=True, slots=True)
class CannotSeparate:
    """Two conditions or families that no question left tells apart, and by which means they can be."""

    conditions: tuple[str, str]
    text: str
    by: tuple[str, ...]
    separate_with: str
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything Ilium says about a case. The same knowledge and case give the same bytes."""

    knowledge: KnowledgeMark
    urgency: UrgencyShown
    conditions: tuple[ConditionShown, ...]
    families: tuple[FamilyShown, ...]
    unlisted: float
    unlisted_interval: Interval
    mechanisms: tuple[MechanismShown, ...]
    structures: tuple[StructureShown, ...]
    cannot_separate: tuple[CannotSeparate, ...]
    would_change: tuple[WouldChange, ...]
    plan: Plan
    next_question: NextQuestion | None
    stopped: str | None


@cache
def assessment_form() -> TypeAdapter[Assessment]:
    """The form of an assessment as plain values, and its JSON Schema."""
    return TypeAdapter(Assessment)


def as_plain(assessment: Assessment) -> dict[str, Any]:
    """An assessment as plain values, ready for JSON, under the names that other programs rely on."""
    plain: dict[str, Any] = assessment_form().dump_python(assessment, mode="json", by_alias=True)
    return plain
