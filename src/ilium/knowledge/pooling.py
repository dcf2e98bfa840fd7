"""Where studies of the same thing disagree: one number from all of them, as wide as their disagreement.

Random effects after DerSimonian and Laird (Control Clin Trials 1986;7:177-188): each study has its own true
value, and these values spread around a mean. Ilium is one more place, so what it takes over is not the mean
with its error but the *prediction*: where the true value of one more study would lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

CORRECTION = 0.5
"""Added to both sides of every study's counts, so that none or all of the people can be had."""

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(41)
_NODE_WEIGHTS = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()


@dataclass(frozen=True, slots=True)
class RandomEffects:
    """The mean of the studies' true values, the variance of that mean, and the variance between studies."""

    mean: float
    variance: float
    between: float


@dataclass(frozen=True, slots=True)
class PooledShare:
    """A pooled share: its mean, and how many people's worth of evidence it is (a Beta's two parameters)."""

    mean: float
    weight: float


def pool_effects(effects: Sequence[float], variances: Sequence[float]) -> RandomEffects:
    """Pool the effects of studies with these sampling variances by DerSimonian and Laird's method of moments.

    Raises ValueError for fewer than two studies, or a variance that is not positive.
    """
    values, spread = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    if len(values) < 2 or len(values) != len(spread) or not (spread > 0).all():
        raise ValueError("pooling needs two studies or more, each with a positive variance")
    weights = 1 / spread
    fixed = float(weights @ values / weights.sum())
    excess = float(weights @ (values - fixed) ** 2) - (len(values) - 1)
    between = max(0.0, excess / float(weights.sum() - weights @ weights / weights.sum()))
    weights = 1 / (spread + between)
    return RandomEffects(float(weights @ values / weights.sum()), float(1 / weights.sum()), between)


@lru_cache(maxsize=4096)
def pool_counts(counts: tuple[tuple[int, int], ...]) -> PooledShare:
    """Pool shares given as (how many, of how many), on the scale of log odds.

    Mean and weight are those of the Beta distribution with the mean and the variance of the prediction.
    Raises ValueError for fewer than two studies.
    """
    hits = np.array([hit for hit, _ in counts]) + CORRECTION
    misses = np.array([people - hit for hit, people in counts]) + CORRECTION
    pooled = pool_effects(list(np.log(hits / misses)), list(1 / hits + 1 / misses))
    shares = _expit(pooled.mean + _NODES * np.sqrt(pooled.variance + pooled.between))
    mean = float(_NODE_WEIGHTS @ shares)
    variance = float(_NODE_WEIGHTS @ (shares - mean) ** 2)
    return PooledShare(mean, mean * (1 - mean) / variance - 1)


def _expit(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-log_odds)))
