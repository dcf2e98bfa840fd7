"""Questions as every face shows them: the form that other programs rely on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilium.answers.values import Kind
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.result import ChoiceShown


@dataclass(frozen=True, slots=True)
class QuestionShown:
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
    choices: tuple[ChoiceShown, ...]
    findings: tuple[str, ...]


def show_questions(knowledge: Knowledge) -> list[QuestionShown]:
    """All questions, in the order of their ids."""
    return [show_question(knowledge, question) for question in knowledge.questions.values()]


def show_question(knowledge: Knowledge, question: Question) -> QuestionShown:
    """One question."""
    return QuestionShown(
        id=question.id,
        kind=question.kind,
        text=question.text,
        why=question.why,
        mode=question.mode,
        safety=question.safety,
        unit=question.unit or None,
        min=question.min,
        max=question.max,
        choices=tuple(_choices(question)),
        findings=tuple(dict.fromkeys(_findings(knowledge, question))),
    )


def _choices(question: Question) -> Iterator[ChoiceShown]:
    for choice in question.choices:
        yield ChoiceShown(choice.id, choice.text)
    for place in question.places:
        for side in place.sides:
            yield ChoiceShown(f"{place.id}_{side}", f"{place.text} ({side})")


def _findings(knowledge: Knowledge, question: Question) -> Iterator[str]:
    if question.finding is not None:
        yield question.finding
    for choice in question.choices:
        yield from choice.sets
        if question.kind is Kind.CHECKLIST and choice.id in knowledge.findings:
            yield choice.id
    yield from (finding for finding in place_items(question).values() if finding is not None)
    if question.side_finding is not None:
        yield question.side_finding
