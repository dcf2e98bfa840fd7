"""From a question to the form of its answers."""

from __future__ import annotations

from ilium.answers.forms import AnswerForm
from ilium.answers.values import Kind
from ilium.knowledge.schema import Question

_FIXED_WORDS = {Kind.YES_NO: ("yes", "no"), Kind.SAFETY: ("no", "new", "same")}


def place_items(question: Question) -> dict[str, str | None]:
    """Every region-and-side id of a body map, with the finding it stands for."""
    return {f"{place.id}_{side}": place.finding for place in question.places for side in place.sides}


def form_of(question: Question) -> AnswerForm:
    """The form of the answers to a question."""
    if question.kind is Kind.BODY_MAP:
        words = tuple(place_items(question))
    else:
        words = _FIXED_WORDS.get(question.kind) or tuple(choice.id for choice in question.choices)
    return AnswerForm(question.id, question.kind, words, question.min, question.max, question.unit)
