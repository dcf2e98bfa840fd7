"""How work is timed."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import perf_counter


def best_of(work: Callable[[], object], rounds: int, times: int = 1) -> float:
    """The shortest mean time of `times` calls, over some rounds."""
    best = math.inf
    for _ in range(rounds):
        start = perf_counter()
        for _ in range(times):
            work()
        best = min(best, (perf_counter() - start) / times)
    return best
