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

ROWS_AT_ONCE = 32
"""Rows multiplied before their peak is brought back to one: chances down to 1e-9 stay within a double."""


class ImpossibleAnswersError(ValueError):
    """The answers have probability zero in every world of the knowledge."""


@dataclass(frozen=True, slots=True, eq=False)
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
    by_mechanisms, by_sets = likelihoods(network, evidence)
    raw = worlds.chance * by_mechanisms[worlds.mechanisms_of] * (by_sets * network.prior)[worlds.set_of]
    total = raw.sum()
    if not total > 0:
        raise ImpossibleAnswersError(
            "these answers cannot occur together in any explanation the knowledge holds"
        )
    raw /= total
    return Weights(raw, np.add.reduceat(raw, worlds.first))


def likelihoods(network: Network, evidence: Evidence) -> tuple[Array, Array]:
    """P(evidence | mechanism set) and P(evidence | condition set), each up to a constant factor."""
    rows: dict[str, list[Array]] = {BY_MECHANISMS: [], BY_SETS: []}
    for id_, seen in evidence.items():
        table = network.tables[id_]
        rows[table.layer].append(table.seeing(seen))
    width = len(network.worlds.mechanism_sets)
    return _multiply(rows[BY_MECHANISMS], width), _multiply(rows[BY_SETS], len(network.worlds.members))


def _multiply(rows: list[Array], width: int) -> Array:
    """The product of rows, with its peak brought back to one now and then, so that it cannot fade to zero."""
    product = np.ones(width)
    for number, row in enumerate(rows, start=1):
        product *= row
        if number % ROWS_AT_ONCE == 0 and (peak := product.max()) > 0:
            product /= peak
    return product


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
