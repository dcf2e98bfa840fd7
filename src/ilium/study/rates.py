"""A share of simulated people, with how sure the simulation is of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A weighted share, its 95 % interval, and how many people it rests on.

    `n` people were simulated; unequal weights make them worth `effective` people of equal weight.
    """

    share: float
    low: float
    high: float
    n: int
    effective: float


def rate_of(weighed: Iterable[tuple[float, bool]]) -> Rate:
    """The share of people for whom something holds, from each one's weight and whether it holds.

    The interval is Wilson's (J Am Stat Assoc 1927;22:209-212), with Kish's effective size for n:
    the square of the sum of the weights over the sum of their squares.
    """
    pairs = tuple(weighed)
    total = sum(weight for weight, _ in pairs)
    if not total > 0:
        raise ValueError("a rate needs at least one person")
    share = sum(weight for weight, holds in pairs if holds) / total
    effective = total**2 / sum(weight**2 for weight, _ in pairs)
    low, high = wilson(share, effective)
    return Rate(_tidy(share), _tidy(low), _tidy(high), len(pairs), round(effective, 1))


def wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share that was seen among n people."""
    centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def _tidy(value: float) -> float:
    return round(value, 6)
