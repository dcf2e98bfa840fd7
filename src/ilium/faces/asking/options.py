"""What a question offers: its answers, their words and their order, the same on every face."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.faces.asking import words
from ilium.knowledge.schema import Question

SIDES = ("left", "midline", "right")
SIDE_WORDS = {"left": words.LEFT, "midline": words.MIDLINE, "right": words.RIGHT}
FIXED = {
    Kind.SAFETY: (("new", words.NEW), ("same", words.SAME), ("no", words.NO)),
    Kind.YES_NO: (("yes", words.YES), ("no", words.NO)),
}
"""Yes stands before no everywhere, so that nobody answers by habit."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen, or one item that can be marked."""

    answer: str
    label: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a body map, with what can be marked of it."""

    label: str
    items: tuple[str | None, ...]
    """The item of each side in SIDES; None where the place has no such side."""


def options(question: Question) -> tuple[Option, ...]:
    """The answers to choose from, or the items of a tick-list."""
    if question.kind in FIXED:
        return tuple(Option(word, label) for word, label in FIXED[question.kind])
    return tuple(Option(choice.id, choice.text) for choice in question.choices)


def place_rows(question: Question) -> tuple[PlaceRow, ...]:
    """The places of a body map."""
    return tuple(
        PlaceRow(place.text, tuple(f"{place.id}_{side}" if side in place.sides else None for side in SIDES))
        for place in question.places
    )


def none_label(question: Question) -> str:
    """What to choose in a list when nothing of it fits."""
    return question.none_text or (words.NOWHERE if question.kind is Kind.BODY_MAP else words.NONE_OF_THESE)


def bounds(question: Question) -> str:
    """What numbers a question takes, in words."""
    if question.min is None or question.max is None:
        return words.ANY_NUMBER
    return words.FROM_TO.format(low=f"{question.min:g}", high=f"{question.max:g}")


def say_answer(question: Question, answer: Answer) -> str:
    """An answer in the words that were chosen."""
    if isinstance(answer, Missing):
        said = {Missing.UNKNOWN: words.NOT_SURE, Missing.DECLINED: words.RATHER_NOT}
        return said.get(answer, words.NOT_ANSWERED)
    if isinstance(answer, float):
        return f"{answer:g} {question.unit}".rstrip()
    if isinstance(answer, Ticked) and question.kind in LISTS:
        marked = [option.label for option in _items(question) if option.answer in answer.items]
        return ", ".join(marked) or none_label(question)
    if isinstance(answer, Itemised):
        return _say_items(question, answer)
    return next((option.label for option in options(question) if option.answer == answer), words.NOT_ANSWERED)


def _say_items(question: Question, answer: Itemised) -> str:
    """A list that was answered item by item: what is so, and what is not."""
    labels = {option.answer: option.label for option in _items(question)}
    told = [(labels[item], said) for item, said in answer.items.items() if item in labels]
    says = {"yes": "{item}", "no": words.ITEM_ABSENT, "unknown": words.ITEM_UNKNOWN}
    return ", ".join(says[said].format(item=label) for label, said in told if said in says)


def _items(question: Question) -> tuple[Option, ...]:
    if question.kind is not Kind.BODY_MAP:
        return options(question)
    return tuple(
        Option(item, f"{row.label} ({SIDE_WORDS[side]})")
        for row in place_rows(question)
        for side, item in zip(SIDES, row.items, strict=True)
        if item is not None
    )
