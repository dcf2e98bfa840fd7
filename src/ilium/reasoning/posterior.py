"""The exact posterior over worlds, and the marginals that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import BY_MECHANISMS, BY_SETS, Network

Evidence = Mapping[str, tuple[float, ...]]
"""For each observed finding, the chance of what was observed given each of its values.

A plain yes is (1, 0), a plain no (0, 1); a ticked option is (tick rate if present, tick rate if absent).
"""


class ImpossibleAnswersError(ValueError):
    """The answers have probability zero in every world of the knowledge."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Posterior weights: of every world, and summed over the mechanisms of each condition set."""

    worlds: Array
    sets: Array


@dataclass(frozen=True, slots=True)
class Posterior:
    """Marginal probabilities of conditions, families, mechanisms, and of no listed condition."""

    conditions: Array
    families: Array
    mechanisms: Array
    unlisted: float


def weigh_worlds(network: Network, evidence: Evidence) -> Weights:
    """P(world | evidence), exactly: every world is scored and the scores are normalised.

    Raises ImpossibleAnswersError when no world allows the evidence.
    """
    worlds = network.worlds
    by_mechanisms = likelihood(network, evidence, BY_MECHANISMS, len(worlds.mechanism_sets))
    by_sets = likelihood(network, evidence, BY_SETS, len(worlds.members)) * network.prior
    raw = worlds.chance * by_mechanisms[worlds.mechanisms_of] * by_sets[worlds.set_of]
    total = raw.sum()
    if not total > 0:
        raise ImpossibleAnswersError(
            "these answers cannot occur together in any explanation the knowledge holds"
        )
    raw /= total
    return Weights(raw, np.add.reduceat(raw, worlds.first))


def likelihood(network: Network, evidence: Evidence, layer: str, width: int) -> Array:
    """P(evidence of one layer | column), up to a constant factor, for every column of the layer."""
    rows = [
        _seen(network.tables[id_].chances, seen)
        for id_, seen in evidence.items()
        if network.tables[id_].layer == layer
    ]
    product = np.ones(width)
    for start in range(0, len(rows), 16):
        product = product * np.multiply.reduce(rows[start : start + 16])
        peak = product.max()
        if peak > 0:
            product = product / peak
    return product


def _seen(chances: Array, seen: tuple[float, ...]) -> Array:
    """P(what was seen | column): the values' chances mixed by how likely each makes the observation."""
    if 1.0 in seen and sum(seen) == 1.0:
        return np.asarray(chances[seen.index(1.0)])
    return np.asarray(np.array(seen) @ chances)


def summarise(network: Network, weights: Weights) -> Posterior:
    """The marginals that people read."""
    worlds = network.worlds
    by_mechanisms = np.bincount(worlds.mechanisms_of, weights.worlds, minlength=len(worlds.mechanism_sets))
    return Posterior(
        conditions=weights.sets @ worlds.members,
        families=network.families @ weights.sets,
        mechanisms=by_mechanisms @ worlds.mechanism_sets,
        unlisted=float(weights.sets[0]),
    )


def infer(network: Network, evidence: Evidence) -> Posterior:
    """The exact posterior of every condition, family and mechanism given the evidence."""
    return summarise(network, weigh_worlds(network, evidence))
