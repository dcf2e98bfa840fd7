"""What the network expects in a group of people: signs and clusters of signs, exactly.

Given a world the findings are independent. So each pattern of the findings a figure names gets its chance
in every world of the group's causes, and a figure is a sum over patterns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.studies import Figure, Item, People, Sign
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import BY_MECHANISMS, Network, Person

Bits = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chances:
    """P(each combination of items is seen) in a group; `seen[c, i]`: combination c has item i."""

    seen: Bits
    chance: Array


def group_chances(knowledge: Knowledge, people: People, signs: tuple[Item, ...]) -> Chances:
    """P(combination of items) among people with the group's causes who had what the group requires."""
    network = network_for(knowledge, Person(age=people.age, sex=people.sex))
    named = tuple(dict.fromkeys(sign for item in (*signs, *people.having) for sign in item))
    patterns = np.array(list(product((False, True), repeat=len(named))), dtype=bool).reshape(-1, len(named))
    chance = _pattern_chances(network, people, named, patterns)
    let_in = _items(patterns, named, people.having).all(axis=1)
    combinations, place = np.unique(_items(patterns, named, signs), axis=0, return_inverse=True)
    summed = np.bincount(place.ravel(), chance * let_in, minlength=len(combinations))
    return Chances(combinations, summed / summed.sum())


def _items(patterns: Bits, named: Sequence[Sign], items: tuple[Item, ...]) -> Bits:
    """Which items each pattern of signs has: one of an item's signs is enough."""
    columns = [patterns[:, [named.index(sign) for sign in item]].any(axis=1) for item in items]
    return np.stack(columns, axis=1) if columns else np.ones((len(patterns), 0), dtype=bool)


def _pattern_chances(network: Network, people: People, named: Sequence[Sign], patterns: Bits) -> Array:
    """P(pattern) in the mix: the worlds of each cause alone, weighted by the cause's share."""
    total = sum(people.conditions.values())
    chance = np.zeros(len(patterns))
    for condition, share in people.conditions.items():
        worlds, weights = _worlds_of(network, condition)
        for world, weight in zip(worlds, weights, strict=True):
            rates = np.array([_rate(network, sign, world) for sign in named])
            chance += share / total * weight * np.where(patterns, rates, 1 - rates).prod(axis=1)
    return chance


def _worlds_of(network: Network, condition: str) -> tuple[NDArray[np.int64], Array]:
    """The worlds in which this condition is the only one, with P(world | condition alone)."""
    worlds = network.worlds
    alone = np.zeros(worlds.members.shape[1])
    alone[network.model.conditions.index(condition)] = 1.0
    set_ = int(np.flatnonzero((worlds.members == alone).all(axis=1))[0])
    chosen = np.flatnonzero(worlds.set_of == set_)
    return chosen, worlds.chance[chosen]


def _rate(network: Network, sign: Sign, world: int) -> float:
    table = network.tables[sign.finding]
    columns = network.worlds.mechanisms_of if table.layer == BY_MECHANISMS else network.worlds.set_of
    values = sign.values or ("yes",)
    return float(sum(table.chances[table.values.index(v), columns[world]] for v in values))


def expected_figure(figure: Figure, among: Chances, against: Chances | None) -> float:
    """The figure that the network implies."""
    if figure.measure == "auc":
        assert against is not None
        return area(among.chance, against.chance)
    hit = _positive(among, figure.at_least)
    if against is None:
        return 1 - hit if figure.measure == "specificity" else hit
    other = _positive(against, figure.at_least)
    if figure.measure == "lr_positive":
        return hit / other
    if figure.measure == "lr_negative":
        return (1 - hit) / (1 - other)
    return hit / (1 - hit) / (other / (1 - other))


def _positive(chances: Chances, at_least: int) -> float:
    return float(chances.chance[chances.seen.sum(axis=1) >= at_least].sum())


def area(among: Array, against: Array) -> float:
    """The area under the curve when combinations are ranked by their likelihood ratio; ties count half."""
    order = np.argsort(-among / np.maximum(against, 1e-300), kind="stable")
    reached = np.concatenate([[0.0], np.cumsum(among[order])])
    steps = against[order]
    return float(np.sum(steps * (reached[:-1] + reached[1:]) / 2))
