"""The forms of what can be asked and what is known."""

from __future__ import annotations

from typing import Literal, TypedDict

from ilium.client.assessment_forms import ChoiceShown
from ilium.client.plan_forms import KnowledgeMark

Kind = Literal["yes_no", "safety", "choice", "checklist", "body_map", "number"]
"""The kinds of question; each has its own form of answer."""


class KindShown(TypedDict):
    """A kind of knowledge, and how many concepts there are of it."""

    kind: str
    concepts: int


class KnowledgeShown(TypedDict):
    """Which knowledge this is, and what kinds of concepts it has."""

    knowledge: KnowledgeMark
    region: str
    kinds: list[KindShown]


class QuestionShown(TypedDict):
    """A question: what is asked and why, the answers it takes, and the findings it covers."""

    id: str
    kind: Kind
    text: str
    why: str
    mode: str
    safety: bool
    unit: str | None
    min: float | None
    max: float | None
    choices: list[ChoiceShown]
    findings: list[str]
