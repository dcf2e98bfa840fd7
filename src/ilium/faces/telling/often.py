"""Probabilities in words, as people count."""

from __future__ import annotations

from ilium.faces.telling import words

FEW = 0.075
"""From this probability on people are counted by tens; one in twenty would be too few to say."""


def how_often(probability: float) -> str:
    """A probability as people count: about 4 in 10."""
    if probability >= 0.95:
        return words.MORE_THAN_NINE
    if probability >= FEW:
        return words.ABOUT_IN_TEN.format(n=max(1, min(9, round(probability * 10))))
    if probability >= 0.01:
        return words.ABOUT_ONE_IN.format(
            n=next(n for n in (100, 50, 20) if probability <= 1.5 / n or n == 20)
        )
    return words.UNDER_ONE_IN_HUNDRED


def how_far(probability: float, interval: tuple[float, float]) -> str:
    """The range as people count: between 2 and 6 in 10; for what is rare, in 100. Empty if it adds none."""
    base = 10 if probability >= FEW else 100
    low, high = (round(end * base) for end in interval)
    if low <= 0 and high >= base:
        return words.ANYTHING
    if low <= 0:
        return words.AT_MOST.format(n=high, base=base) if high > 0 else ""
    if high >= base:
        return words.AT_LEAST.format(n=low, base=base) if low < base else ""
    return words.BETWEEN.format(low=low, high=high, base=base) if low < high else ""
