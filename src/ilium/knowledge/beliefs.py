"""From the evidence for a number to the point that the network uses, and to how far it may be off.

A probability is a Beta distribution, a ratio log-normal, shares a Dirichlet distribution. The mean of each
(of the logarithm, for a ratio) is the point, so that the network at the means is the Bayesian average.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.numbers import Probability, Ratio, Shares
from ilium.knowledge.pooling import PooledShare, pool_counts

JEFFREYS = 0.5
"""Added to each count: the Jeffreys prior of a binomial or multinomial proportion."""

SDS_IN_90, SDS_IN_95 = 3.29, 3.92
"""How many standard deviations wide the middle 90 % and 95 % of a normal distribution are."""

LEAST_OWN = 0.01
"""What a cause adds is never taken for less, however much the other ways explain of what was counted."""

LEAST_WEIGHT = 2.0
"""A probability is never taken for less certain than two people's worth: wider, a Beta has two humps."""


def mean_probability(number: Probability) -> float:
    """The expected value: Jeffreys' mean of counts, the pooled or stated value, or the range's middle.

    Where `besides` of the people would have it anyway, what is left of the others: (seen - b) / (1 - b).
    """
    seen = _mean_seen(number)
    if number.besides is None:
        return seen
    return max((seen - number.besides) / (1 - number.besides), LEAST_OWN)


def _mean_seen(number: Probability) -> float:
    if number.counts is not None:
        hits, people = number.counts
        return (hits + JEFFREYS) / (people + 2 * JEFFREYS)
    if number.pool is not None:
        return _pooled(number.pool).mean
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


def weigh_probability(number: Probability, study_weight: float) -> float:
    """How many people's worth of evidence a probability rests on: the sum of its Beta's two parameters.

    What studies published (counts, pooled or not, a value with its sample size or 95 % interval) counts for
    `study_weight` people at most, because studies come from other clinics. A 90 % range is a judgement
    about this very use and stands as it is: its width gives the standard deviation. Taking out `besides`
    stretches the standard deviation of what was seen by 1 / (1 - b).
    """
    weight = _weigh_seen(number, study_weight)
    if number.besides is not None:
        seen, own = _mean_seen(number), mean_probability(number)
        variance = seen * (1 - seen) / (weight + 1) / (1 - number.besides) ** 2
        weight = own * (1 - own) / variance - 1
    return max(weight, LEAST_WEIGHT)


def _weigh_seen(number: Probability, study_weight: float) -> float:
    mean = _mean_seen(number)
    if number.range is not None:
        weight = _matched_weight(mean, number.range, SDS_IN_90)
    elif number.counts is not None:
        weight = min(number.counts[1] + 2 * JEFFREYS, study_weight)
    elif number.pool is not None:
        weight = min(_pooled(number.pool).weight, study_weight)
    elif number.ci is not None:
        weight = min(_matched_weight(mean, number.ci, SDS_IN_95), study_weight)
    else:
        assert number.n is not None
        weight = min(number.n, study_weight)
    return weight


def _pooled(pool: Mapping[str, tuple[int, int]]) -> PooledShare:
    return pool_counts(tuple(pool[source] for source in sorted(pool)))


def _matched_weight(mean: float, span: tuple[float, float], sds: float) -> float:
    """The weight a + b of the Beta(a, b) with this mean whose standard deviation fits the span."""
    deviation = (span[1] - span[0]) / sds
    return mean * (1 - mean) / deviation**2 - 1 if deviation > 0 else math.inf


def log_ratio_deviation(number: Ratio, study_weight: float) -> float:
    """The standard deviation of a ratio's logarithm.

    A published 95 % interval is never taken for narrower than a proportion of one half in `study_weight`
    people allows on the same scale, 2 / sqrt(n). A 90 % range stands as it is.
    """
    if number.range is not None:
        return (math.log(number.range[1]) - math.log(number.range[0])) / SDS_IN_90
    assert number.ci is not None
    published = (math.log(number.ci[1]) - math.log(number.ci[0])) / SDS_IN_95
    return max(published, 2 / math.sqrt(study_weight))


def weigh_shares(number: Shares, values: tuple[str, ...], study_weight: float) -> float:
    """How many people's worth of evidence shares rest on: the sum of their Dirichlet's parameters."""
    if number.counts is not None:
        return min(sum(number.counts.values()) + JEFFREYS * len(values), study_weight)
    return min(number.n, study_weight)


def logit(probability: float) -> float:
    """Log odds of a probability; 0 and 1 are held a hair inside."""
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))
