"""The calibration error, beside the one that probabilities would show if they were right.

The error is a mean of gaps without their signs. Chance opens gaps whichever way, so even right probabilities
have an error, and drawing the cases again from themselves only adds to it. So the question is turned round:
the outcomes are drawn again and again from the probabilities, and the error of each draw is taken. This is
consistency resampling (Bröcker and Smith, Weather Forecast 2007;22:651-661, doi:10.1175/WAF993.1), with the
probabilities held as they are: they draw those again too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.knowledge.model import Array
from ilium.study.figures import Calibration, Nobody

BINS: Final = 10
DRAWS, SEED = 2000, 20070601
LAST: Final = 0.95
PLACES: Final = 6

Told = Sequence[tuple[float, bool]]
"""The probabilities told of one case, each with whether it came true."""


def calibration(cases: Sequence[Told]) -> Calibration | Nobody:
    """The mean gap between probability and frequency, over ten bins of equal width, weighted by size."""
    random, count = np.random.default_rng(SEED), sum(len(case) for case in cases)
    if not count:
        return Nobody()
    excess, by_chance = np.zeros(BINS), np.zeros((DRAWS, BINS))
    for case in cases:
        chances, true = np.array([chance for chance, _ in case]), np.array([true for _, true in case])
        bins = _bins(chances)
        excess += (chances - true) @ bins
        by_chance += (chances - draw_outcomes(chances, random.random(DRAWS))) @ bins
    errors = np.abs(by_chance).sum(axis=1) / count
    return Calibration(
        value=round(float(np.abs(excess).sum() / count), PLACES),
        n=len(cases),
        by_chance=round(float(errors.mean()), PLACES),
        by_chance_up_to=round(float(np.quantile(errors, LAST)), PLACES),
    )


def draw_outcomes(chances: Array, uniform: Array) -> Array:
    """Which causes one person has, in as many draws as there are `uniform` numbers: (draws, causes).

    Each comes true as often as its probability says, and together as few as that allows: at most one where
    the probabilities sum to one or less, as of causes that shut each other out; one or two where to 1.3.
    They lie end to end on a line, and are hit by points one apart (systematic sampling).
    """
    ends = np.floor(np.cumsum(chances) - uniform[:, None])
    return np.diff(ends, axis=1, prepend=np.floor(-uniform)[:, None])


def _bins(chances: Array) -> Array:
    """Which bin each probability is in: (causes, bins), of zeros and ones."""
    places = np.minimum((chances * BINS).astype(int), BINS - 1)
    held: Array = np.eye(BINS)[places]
    return held
