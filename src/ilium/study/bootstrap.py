"""How far a mean over a few cases may be off: the cases drawn again and again from themselves.

It serves figures that are right on average, as means are. A calibration error is not one: see `consistency`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from ilium.knowledge.model import Array
from ilium.study.figures import Interval, TooFew

DRAWS, SEED = 2000, 20261122
MIDDLE = (0.025, 0.975)
PLACES: Final = 6
ENOUGH: Final = 5
"""With fewer cases no interval is told. One case drawn again is itself, which would look like certainty."""


def bootstrap(cases: int, figure: Callable[[Array], Array]) -> Interval | TooFew:
    """The middle 95 % of a figure over DRAWS resamples of so many cases (Efron, Ann Stat 1979;7:1-26).

    `figure` takes how often each case was drawn, shape (draws, cases), and gives the figure of each draw.
    """
    if cases < ENOUGH:
        return TooFew()
    times = np.random.default_rng(SEED).multinomial(cases, np.full(cases, 1 / cases), size=DRAWS)
    low, high = np.quantile(figure(times.astype(float)), MIDDLE)
    return Interval(round(float(low), PLACES), round(float(high), PLACES))
