"""Every explanation the network allows: sets of conditions, and the mechanisms each may set off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.model import Array, Model, SettingModel

Indices = NDArray[np.int64]


class TooManySetsError(ValueError):
    """The knowledge allows more mechanism sets than its own limit."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """All worlds, sorted by their set of conditions.

    `members[s, k]`: condition k belongs to set s; set 0 is *no listed condition*.
    `mechanism_sets[u, j]`: mechanism j is at work in mechanism set u; set 0 belongs to condition set 0 alone.
    World w has condition set `set_of[w]` and mechanism set `mechanisms_of[w]`; the worlds of set s
    begin at `first[s]`. `chance[w]` = P(mechanism set | condition set).
    """

    members: Array
    mechanism_sets: Array
    set_of: Indices
    mechanisms_of: Indices
    first: Indices
    chance: Array


def enumerate_worlds(model: Model) -> Worlds:
    """All worlds of a model with at most `model.conditions_per_world` conditions at once.

    Two conditions of one family are never in the same world: a family's probability is that of any member.
    Raises TooManySetsError beyond `model.most_mechanism_sets`.
    """
    sets = _condition_sets(model)
    index: dict[tuple[int, ...], int] = {(-1,): 0}
    rows: list[tuple[int, int, float]] = [(0, 0, 1.0)]
    for number, members in enumerate(sets[1:], start=1):
        for mechanisms, chance in _mechanism_sets(model.activation[list(members)]):
            rows.append((number, index.setdefault(mechanisms, len(index)), chance))
    if len(index) > model.most_mechanism_sets:
        raise TooManySetsError(
            f"the knowledge allows {len(index):,} mechanism sets; its limit is {model.most_mechanism_sets:,}"
        )
    set_of = np.array([row[0] for row in rows], dtype=np.int64)
    return Worlds(
        members=_indicator(sets, len(model.conditions)),
        mechanism_sets=_indicator([() if key == (-1,) else key for key in index], len(model.mechanisms)),
        set_of=set_of,
        mechanisms_of=np.array([row[1] for row in rows], dtype=np.int64),
        first=np.searchsorted(set_of, np.arange(len(sets))),
        chance=np.array([row[2] for row in rows]),
    )


def _condition_sets(model: Model) -> list[tuple[int, ...]]:
    count = range(len(model.conditions))
    sizes = range(model.conditions_per_world + 1)
    return [
        members
        for size in sizes
        for members in combinations(count, size)
        if len({int(model.family_of[k]) for k in members}) == size
    ]


def _mechanism_sets(activation: Array) -> list[tuple[tuple[int, ...], float]]:
    """The mechanism sets that conditions may set off: P(j) = 1 - prod(1 - a), each j by itself."""
    rates = 1 - np.prod(1 - activation, axis=0)
    possible = np.flatnonzero(rates > 0)
    options = [
        ((True, 1.0),) if rates[j] == 1 else ((True, rates[j]), (False, 1 - rates[j])) for j in possible
    ]
    return [
        (
            tuple(int(j) for j, (on, _) in zip(possible, choice, strict=True) if on),
            float(np.prod([chance for _, chance in choice])),
        )
        for choice in product(*options)
    ]


def _indicator(sets: list[tuple[int, ...]], width: int) -> Array:
    matrix = np.zeros((len(sets), width))
    for row, members in enumerate(sets):
        matrix[row, list(members)] = 1.0
    return matrix


def fit_prior(worlds: Worlds, setting: SettingModel) -> Array:
    """P(condition set), with marginals proportional to the stated prevalences.

    Singles weigh w_k and pairs w_i * w_j, each class scaled to its stated total (`unlisted` and `pair`;
    singles take the rest); w is found by fixed-point iteration on the marginals.
    Where pairs make the goal unreachable, the nearest point of the iteration is kept.
    """
    sizes = worlds.members.sum(axis=1)
    totals = _class_totals(sizes, setting)
    goal = setting.prevalence / setting.prevalence.sum() * float(totals @ np.arange(len(totals)))
    weights = setting.prevalence / setting.prevalence.sum()
    prior = _weigh_sets(worlds, sizes, totals, weights)
    for _ in range(500):
        marginals = worlds.members.T @ prior
        if np.allclose(marginals, goal, rtol=1e-13, atol=0):
            break
        weights = weights * (goal / marginals) ** 0.7
        weights /= weights.sum()
        prior = _weigh_sets(worlds, sizes, totals, weights)
    return prior


def _class_totals(sizes: Array, setting: SettingModel) -> Array:
    """The total probability of the sets with none, one, two (and more) conditions."""
    largest = int(sizes.max())
    pair = setting.pair if largest >= 2 else 0.0
    totals = np.zeros(largest + 1)
    totals[0] = setting.unlisted
    totals[1] = 1 - setting.unlisted - pair
    if largest >= 2:
        shares = 0.1 ** np.arange(largest - 1)
        totals[2:] = pair * shares / shares.sum()
    return totals


def _weigh_sets(worlds: Worlds, sizes: Array, totals: Array, weights: Array) -> Array:
    raw = np.exp(worlds.members @ np.log(weights))
    prior = np.zeros(len(raw))
    for size, total in enumerate(totals):
        chosen = sizes == size
        prior[chosen] = total * raw[chosen] / raw[chosen].sum()
    return prior
