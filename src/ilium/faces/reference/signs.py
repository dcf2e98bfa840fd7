"""The signs of a condition that are worth showing."""

from __future__ import annotations

from collections.abc import Iterable

from ilium.reasoning.ratios import Sign

SHOWN = 10
LEAST_RATIO = 1.1
"""A sign that changes the odds by less is not shown."""


def strongest_signs(signs: Iterable[Sign]) -> list[Sign]:
    """The first of the signs, each finding once, that say something."""
    first: dict[str, Sign] = {}
    for sign in signs:
        if max(sign.ratio, 1 / sign.ratio) >= LEAST_RATIO:
            first.setdefault(sign.finding, sign)
    return list(first.values())[:SHOWN]
