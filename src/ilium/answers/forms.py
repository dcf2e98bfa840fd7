"""The form that the answer to a question takes: what is valid, and what each item is called."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.values import Kind


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What a valid answer to one question is."""

    id: str
    kind: Kind
    words: tuple[str, ...] = ()
    """The words (or, for a list, the items) that may be given."""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
