"""What a figure over cases may be: with a range, with too few cases for one, beside chance, or of nobody."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure may lie: 95 % of the resamples do."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TooFew:
    """No interval, because so few cases drawn again from themselves would look surer than they are."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """No figure, because there is no case to take it from."""

    value: None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean or median over n cases, and where it may lie."""

    value: float
    n: int
    interval: Interval | TooFew


@dataclass(frozen=True, slots=True)
class Calibration:
    """A calibration error over n cases, beside the error of probabilities that are right.

    Chance alone makes an error, the larger the fewer cases there are. `by_chance` is the mean error of right
    probabilities over as many cases; 95 in 100 times theirs is at most `by_chance_up_to`.
    """

    value: float
    n: int
    by_chance: float
    by_chance_up_to: float


def plain(figure: Mean | Calibration | Nobody) -> dict[str, Any]:
    """A figure as plain values; an interval that is not there is two nulls beside the number of cases."""
    match figure:
        case Mean(value, n, Interval(low, high)):
            return {"value": value, "n": n, "low": low, "high": high}
        case Mean(value, n, TooFew()):
            return {"value": value, "n": n, "low": None, "high": None}
    return asdict(figure)
