"""What the ranking would be after all the questions that are left, drawn rather than known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.model import Array
from ilium.reasoning.information import Probe, chances_by_world
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Weights
from ilium.reasoning.worlds import Indices

LEFT_OUT = 1e-4
"""The posterior mass of the least likely worlds, which foresight leaves out."""

DRAWS = 128
"""How many futures are drawn; the standard error of a chance near one in ten is then 2.7 %."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """The posterior at the end of each drawn future: P(family) and P(condition), one row a future."""

    families: Array
    conditions: Array


def foresee(network: Network, weights: Weights, probes: Sequence[Probe], seed: int) -> Foresight:
    """Draw a world and its answers to every question left, DRAWS times, and infer from each set of answers.

    The draws decide when to stop and are shown to nobody. The seed is fixed, so that the same case
    always gives the same answer.
    """
    kept = _likely_worlds(weights)
    random = np.random.default_rng(seed)
    start = weights.worlds[kept] / weights.worlds[kept].sum()
    drawn = random.choice(len(kept), size=DRAWS, p=start)
    scores = np.tile(np.log(start), (DRAWS, 1))
    for probe in probes:
        answered = random.random(DRAWS) < probe.answer_rate
        for part in probe.parts:
            _add_answers(
                scores, chances_by_world(network, part)[:, kept], drawn, random.random(DRAWS), answered
            )
    ends = np.exp(scores - scores.max(axis=1, keepdims=True))
    ends /= ends.sum(axis=1, keepdims=True)
    sets = network.worlds.set_of[kept]
    return Foresight(ends @ network.families[:, sets].T, ends @ network.worlds.members[sets])


def _likely_worlds(weights: Weights) -> Indices:
    order = np.argsort(-weights.worlds, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weights.worlds[order]), 1 - LEFT_OUT)) + 1
    return np.sort(order[:enough])


def _add_answers(
    scores: Array, chances: Array, drawn: Indices, luck: Array, answered: NDArray[np.bool_]
) -> None:
    """Draw each future's answer to one part and add its log likelihood in every kept world."""
    steps = np.cumsum(chances[:, drawn], axis=0)
    picked = np.minimum((luck * steps[-1] > steps).sum(axis=0), len(chances) - 1)
    scores += np.log(np.maximum(chances, 1e-12))[picked] * answered[:, np.newaxis]
