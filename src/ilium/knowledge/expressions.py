"""What a rule may say about answers: a small language without negation."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from ilium.answers.values import Id
from ilium.knowledge.numbers import Entry, as_list

Word = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]


class Answered(Entry):
    """The answer to a question is one of these words; `item` names an option of a list.

    Words are `yes`, `no`, `new`, `same`, ids of choices, `unknown`, `declined`, `not_asked`.
    """

    question: Id
    item: Id | None = None
    is_: Annotated[tuple[Word, ...], BeforeValidator(as_list), Field(alias="is", min_length=1)]


class Measured(Entry):
    """A number lies in [at_least, below). An unanswered number lies nowhere."""

    question: Id
    at_least: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _has_a_bound(self) -> Self:
        if self.at_least is None and self.below is None:
            raise ValueError("give 'is', or 'at_least', or 'below'")
        return self


class All(Entry):
    """Every part holds."""

    all: Annotated[tuple[Expression, ...], Field(min_length=1)]


class Any(Entry):
    """At least one part holds."""

    any: Annotated[tuple[Expression, ...], Field(min_length=1)]


class AtLeast(Entry):
    """At least so many parts hold."""

    at_least: Annotated[int, Field(ge=1)]
    of: Annotated[tuple[Expression, ...], Field(min_length=1)]


class Fires(Entry):
    """Another rule's condition holds: it is read in place, so that a combination can name a row."""

    rule: Id


_KEYS = {
    "is": "answered",
    "question": "measured",
    "all": "all",
    "any": "any",
    "of": "at_least",
    "rule": "fires",
}


def _form_of(value: object) -> str:
    if isinstance(value, dict):
        return next((form for key, form in _KEYS.items() if key in value), "measured")
    return _FORM_OF_CLASS.get(type(value), "measured")


Expression = Annotated[
    Annotated[Answered, Tag("answered")]
    | Annotated[Measured, Tag("measured")]
    | Annotated[All, Tag("all")]
    | Annotated[Any, Tag("any")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Fires, Tag("fires")],
    Discriminator(_form_of),
]
"""One expression; which form it has is read off its keys."""

_FORM_OF_CLASS: dict[type, str] = {
    Answered: "answered",
    Measured: "measured",
    All: "all",
    Any: "any",
    AtLeast: "at_least",
    Fires: "fires",
}

for _form in (All, Any, AtLeast):
    _form.model_rebuild()
