"""From the evidence for a number to the point that the network uses."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.numbers import Probability, Ratio, Shares

JEFFREYS = 0.5
"""Added to each count: the Jeffreys prior of a binomial or multinomial proportion."""


def mean_probability(number: Probability) -> float:
    """The expected value: Jeffreys' mean of counts, the stated value, or the middle of the range."""
    if number.counts is not None:
        hits, people = number.counts
        return (hits + JEFFREYS) / (people + 2 * JEFFREYS)
    if number.value is not None:
        return number.value
    assert number.range is not None
    return sum(number.range) / 2


def mean_log_ratio(number: Ratio) -> float:
    """The expected logarithm: of the stated value, or the geometric middle of the range."""
    if number.value is not None:
        return math.log(number.value)
    assert number.range is not None
    return (math.log(number.range[0]) + math.log(number.range[1])) / 2


def mean_shares(number: Shares, values: tuple[str, ...]) -> NDArray[np.float64]:
    """The expected shares in the order of `values`; a value that is not named has none."""
    if number.counts is not None:
        counts = np.array([number.counts.get(value, 0) + JEFFREYS for value in values])
        return np.asarray(counts / counts.sum())
    assert number.shares is not None
    shares = np.array([number.shares.get(value, 0.0) for value in values])
    return np.asarray(shares / shares.sum())


def logit(probability: float) -> float:
    """Log odds of a probability; 0 and 1 are held a hair inside."""
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))
