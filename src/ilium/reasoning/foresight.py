"""What the ranking would be after all the questions that are left, drawn rather than known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.model import Array
from ilium.reasoning.information import Probe, chances_by_world
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Weights
from ilium.reasoning.worlds import Indices

LEAST_LIKELY = 1e-6
"""Foresight leaves out worlds less likely than this."""

DRAWS = 128
"""How many futures are drawn; the standard error of a chance near one in ten is then 2.7 %."""

TURNS = (slice(0, 40), slice(40, 80), slice(80, DRAWS))
"""Futures are looked at in turns, so that one who looks for a change can stop at the first."""

SMALLEST = 1e-12
"""Stands in for a chance of zero, of which no logarithm can be taken."""

WORLD_LUCK = (np.arange(DRAWS) * 77 % DRAWS + 0.5) / DRAWS
"""What picks the world of each future: even steps in a mixed order, so that every part is looked at."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """The posterior at the end of each drawn future: P(family) and P(condition), one row a future."""

    families: Array
    conditions: Array


@dataclass(frozen=True, slots=True, eq=False)
class Prospect:
    """The likely worlds, and what each drawn future answers there: all that is needed to look ahead.

    `said[d, r]` is one where future d gives answer r, `logs[r, w]` its log chance in world w; `totals` sums
    worlds to families, then conditions.
    """

    start: Array
    logs: Array
    said: Array
    totals: Array
    families: int

    def futures(self, some: slice) -> Foresight:
        """The posterior at the end of some of the futures."""
        scores = self.start + self.said[some] @ self.logs
        ends = np.exp(scores - scores.max(axis=1, keepdims=True))
        ends /= ends.sum(axis=1, keepdims=True)
        told = ends @ self.totals
        return Foresight(told[:, : self.families], told[:, self.families :])

    def in_turns(self) -> Iterator[Foresight]:
        """The futures a few at a time."""
        return (self.futures(turn) for turn in TURNS)


def foresee(network: Network, weights: Weights, probes: Sequence[Probe], seed: int) -> Foresight:
    """Draw a world and its answers to every question left, DRAWS times, and infer from each set of answers.

    The draws decide when to stop and are shown to nobody. The seed is fixed, so that the same case
    always gives the same answer.
    """
    return look_ahead(network, weights, probes, seed).futures(slice(None))


def look_ahead(network: Network, weights: Weights, probes: Sequence[Probe], seed: int) -> Prospect:
    """Draw a world and its answers to every question left."""
    kept = likely_worlds(weights.worlds)
    start = weights.worlds[kept] / weights.worlds[kept].sum()
    drawn = draw_worlds(start)
    rows: list[Array] = [np.ones((0, len(kept)))]
    said: list[Array] = [np.zeros((DRAWS, 0))]
    for probe in sorted(probes, key=lambda probe: probe.question):
        luck = question_luck(probe.question, seed, len(probe.parts))
        for part, fate in zip(probe.parts, luck[1:], strict=True):
            chances = chances_by_world(network, part)[:, kept]
            rows.append(chances)
            picked = pick_answers(steps_to(chances)[:, drawn], fate) & (luck[0] < probe.answer_rate)
            said.append(picked.T.astype(float))
    logs = np.log(np.maximum(np.concatenate(rows), SMALLEST))
    totals = totals_of(network)[kept]
    return Prospect(np.log(start), logs, np.concatenate(said, axis=1), totals, len(network.families))


def likely_worlds(worlds: Array) -> Indices:
    """The worlds that foresight looks at."""
    return np.flatnonzero(worlds >= LEAST_LIKELY)


def draw_worlds(start: Array) -> Indices:
    """The world of each future."""
    return np.minimum(np.searchsorted(np.cumsum(start), WORLD_LUCK, side="right"), len(start) - 1)


def totals_of(network: Network) -> Array:
    """What sums worlds to families, then conditions: [worlds, families and conditions]."""
    sets = network.worlds.set_of
    return np.concatenate([network.families[:, sets].T, network.worlds.members[sets]], axis=1)


def steps_to(chances: Array) -> Array:
    """The chances of one part's answers summed up, as shares of the whole: [answers, worlds]."""
    steps = np.cumsum(chances, axis=0)
    return np.asarray(steps / np.maximum(steps[-1], SMALLEST))


def pick_answers(steps: Array, luck: Array) -> NDArray[np.bool_]:
    """Which answer each future gives to one part: the first step that its luck does not pass, or the last."""
    passed = luck > steps
    passed[-1] = False
    before = np.concatenate([np.ones((1, len(luck)), dtype=bool), passed[:-1]])
    return before & ~passed


@lru_cache(maxsize=512)
def question_luck(question: str, seed: int, parts: int) -> Array:
    """Whether a question gets an answer in each future, then what picks the answer to each of its parts.

    It hangs on nothing but the name of the question, so that no other question moves it.
    """
    return np.random.default_rng([seed, crc32(question.encode())]).random((1 + parts, DRAWS))
