"""The forms of answers that are not a whole assessment."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.care.plan import Plan
from ilium.result import KnowledgeMark, NextQuestion, UrgencyShown


@dataclass(frozen=True, slots=True)
class NextStepShown:
    """What to ask next: a question, or why there is none."""

    knowledge: KnowledgeMark
    next_question: NextQuestion | None
    stopped: str | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    """What to do now. The urgency comes first: a plan is never to be shown without it."""

    knowledge: KnowledgeMark
    urgency: UrgencyShown
    plan: Plan


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of knowledge, and how many concepts there are of it."""

    kind: str
    concepts: int


@dataclass(frozen=True, slots=True)
class KnowledgeShown:
    """Which knowledge this is, and what kinds of concepts it has."""

    knowledge: KnowledgeMark
    region: str
    kinds: tuple[KindShown, ...]
