"""The numbers behind a result, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilium.faces.telling import explain_words as words

if TYPE_CHECKING:
    from ilium.explanation.explaining import NumberShown
    from ilium.knowledge.library import Knowledge


def say_role(knowledge: Knowledge, one: NumberShown) -> str:
    """What a number is the number of."""
    named = knowledge.conditions.get(one.of) or knowledge.mechanisms.get(one.of)
    finding = knowledge.findings[one.finding].name if one.finding else ""
    return words.ROLES[one.role].format(of=named.name if named else one.of, finding=finding)


def number(value: float) -> str:
    """A number with two digits that matter."""
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"


def percent(probability: float) -> str:
    """A probability in percent: two digits, and never a round 0 or 100."""
    if probability > 0.995:
        return f"{min(probability * 100, 99.99):.2f} %"
    return f"{probability * 100:.2g} %" if probability * 100 < 10 else f"{probability * 100:.0f} %"
