"""One question of an episode as a field of a form, with what was sent for it."""

from __future__ import annotations

from dataclasses import replace

from ilium.answers.values import Answer
from ilium.faces.web.fields import Field, Sent, draw, show_field
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question


def field_of(knowledge: Knowledge, question: Question, answer: Answer, sent: Sent, clash: str) -> Field:
    """The field; `clash` is the question whose answer what was sent contradicts, if it contradicts one."""
    other = knowledge.questions[clash] if clash else None
    field = show_field(question, answer, sent.fault, (other.topic or other.text) if other else "")
    if sent.typed:
        field = replace(field, typed=sent.typed, unit=sent.unit)
    return draw(field, knowledge)
