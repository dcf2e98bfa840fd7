"""How far a mean over a few cases may be off: the cases drawn again and again from themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 2000, 20261122
MIDDLE = (0.025, 0.975)


def bootstrap(
    cases: int, figure: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> tuple[float, float]:
    """The middle 95 % of a figure over DRAWS resamples of so many cases (Efron, Ann Stat 1979;7:1-26).

    `figure` takes how often each case was drawn, shape (draws, cases), and gives the figure of each draw.
    """
    times = np.random.default_rng(SEED).multinomial(cases, np.full(cases, 1 / cases), size=DRAWS)
    low, high = np.quantile(figure(times.astype(float)), MIDDLE)
    return float(low), float(high)
