"""What each answer to a finding says about a condition, everything else unknown: likelihood ratios."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import Network


@dataclass(frozen=True, slots=True)
class Sign:
    """A value of a finding: how often it is seen with the condition, and without it."""

    finding: str
    value: str
    present: float
    absent: float

    @property
    def ratio(self) -> float:
        """How much the odds of the condition change when this is seen."""
        return self.present / self.absent


def signs_of(network: Network, condition: str) -> tuple[Sign, ...]:
    """Every value of every finding, the strongest sign for the condition first; ties by id."""
    worlds = network.worlds
    chance = worlds.chance * network.prior[worlds.set_of]
    having = worlds.members[worlds.set_of, network.model.conditions.index(condition)] * chance
    lacking = chance - having
    signs = [
        Sign(table.id, value, *_shares(network.chance_in_worlds(table.id, seen), having, lacking))
        for table in network.tables.values()
        for value, seen in zip(table.values, _outright(len(table.values)), strict=True)
    ]
    return tuple(sorted(signs, key=lambda sign: (-sign.ratio, sign.finding, sign.value)))


def _outright(values: int) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in np.eye(values).tolist())


def _shares(seen: Array, having: Array, lacking: Array) -> tuple[float, float]:
    least = 1e-9
    return (
        max(float(having @ seen / having.sum()), least),
        max(float(lacking @ seen / lacking.sum()), least),
    )
