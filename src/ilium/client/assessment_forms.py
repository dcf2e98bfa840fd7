"""The forms of an assessment: what the pain may come from, why, and what to ask next."""

from __future__ import annotations

from typing import Literal, TypedDict

from ilium.client.plan_forms import CitationShown, KnowledgeMark, Plan, UrgencyShown

Answered = str | int | float | list[str] | dict[str, str]
"""An answer, as a case would hold it."""


class AnswerReason(TypedDict):
    """One answer's part of the way from prior to posterior; above zero it speaks for the condition."""

    question: str
    answer: Answered
    log_odds: float
    text: str
    citations: list[CitationShown]


_For = TypedDict("_For", {"for": list[AnswerReason]})  # no class can have a field of that name


class ConditionShown(_For):
    """A condition, the probability that it is present with its range, and what speaks for and against it.

    The reasons are listed for the first conditions and for every other one that is probable enough.
    """

    id: str
    family: str
    name: str
    clinical_name: str
    serious: bool
    probability: float
    interval: list[float]
    against: list[AnswerReason]


class FamilyShown(TypedDict):
    """A family and the probability that any of its members is present, with its range."""

    id: str
    name: str
    clinical_name: str
    probability: float
    interval: list[float]


class MechanismShown(TypedDict):
    """A mechanism and the probability that it is at work."""

    id: str
    name: str
    probability: float


class StructureShown(TypedDict):
    """A part of the body, the probability that a condition naming it is present, and what the part does.

    `conditions` holds the ids of the conditions that name it, the likeliest first.
    """

    id: str
    name: str
    probability: float
    text: str
    conditions: list[str]


class ChoiceShown(TypedDict):
    """One option of a question."""

    id: str
    text: str


class NextQuestion(TypedDict):
    """The question to ask next, the fixed page it stands on if any, and what asking it is worth."""

    id: str
    kind: str
    text: str
    why: str
    choices: list[ChoiceShown]
    page: str | None
    bits: float | None
    bits_exact: bool | None


class AnswerChanged(TypedDict):
    """One answer that would change the result: as a case would hold it, and in words."""

    question: str
    answer: Answered
    text: str


class WouldChange(TypedDict):
    """The fewest answers that lead to a higher urgency, to another first family, or to both.

    `becomes` names what would change and its new id; `chance` is that of the answers, given the others.
    """

    answers: list[AnswerChanged]
    becomes: dict[Literal["urgency", "family"], str]
    chance: float
    text: str


class CannotSeparate(TypedDict):
    """Two conditions or families that no question left tells apart, and by which means they can be."""

    conditions: list[str]
    text: str
    by: list[str]
    separate_with: str
    citations: list[CitationShown]


class NumberShown(TypedDict):
    """A number of the knowledge, what it is of, and what it rests on."""

    finding: str
    role: str
    of: str
    value: float
    basis: Literal["study", "guideline", "expert"]
    citations: list[CitationShown]


class StepShown(TypedDict):
    """An answer: P(answer | the cause, answers before), P(answer | not the cause, ...), and the result.

    For age and sex the two are relative to everybody with this complaint.
    """

    question: str
    answer: Answered
    text: str
    given: float
    otherwise: float
    probability: float
    numbers: list[NumberShown]


class Explanation(_For):
    """One condition or family, explained. `prior`, then the steps, multiply to `probability`."""

    id: str
    name: str
    members: list[str]
    probability: float
    interval: list[float]
    prior: float
    prior_numbers: list[NumberShown]
    steps: list[StepShown]
    against: list[AnswerReason]


class Assessment(TypedDict):
    """Everything Ilium says about a case. The same knowledge and case give the same bytes."""

    knowledge: KnowledgeMark
    urgency: UrgencyShown
    conditions: list[ConditionShown]
    families: list[FamilyShown]
    unlisted: float
    unlisted_interval: list[float]
    mechanisms: list[MechanismShown]
    structures: list[StructureShown]
    cannot_separate: list[CannotSeparate]
    would_change: list[WouldChange]
    plan: Plan
    next_question: NextQuestion | None
    stopped: str | None


class NextStepShown(TypedDict):
    """What to ask next: a question, or why there is none."""

    knowledge: KnowledgeMark
    next_question: NextQuestion | None
    stopped: str | None
