"""How often what was given a probability turned out true: the points of a reliability diagram."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ilium.study.consistency import BINS
from ilium.study.judging import Judged
from ilium.study.rates import wilson


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities between two tenths: their mean, how often true (and its 95 % interval), how many."""

    chance: float
    true: float
    low: float
    high: float
    n: int


def reliability(
    cases: Sequence[Judged], told: Callable[[Judged], list[tuple[float, bool]]]
) -> tuple[Bin, ...]:
    """Ten bins of equal width, without the empty ones. `told` gives a case's (probability, came true)."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for case in cases:
        for chance, true in told(case) if case.possible and case.expected.family else ():
            bins[min(int(chance * BINS), BINS - 1)].append((chance, true))
    return tuple(_bin(one) for one in bins if one)


def _bin(pairs: Sequence[tuple[float, bool]]) -> Bin:
    n, share = len(pairs), sum(true for _, true in pairs) / len(pairs)
    low, high = wilson(share, n)
    return Bin(
        round(sum(chance for chance, _ in pairs) / n, 6), round(share, 6), round(low, 6), round(high, 6), n
    )
