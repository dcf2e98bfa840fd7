"""What can be explained: conditions, and families of several conditions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.reasoning.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Ids of conditions and families; `holding[t, s]`: condition set s holds target t or a member of it."""

    ids: tuple[str, ...]
    holding: Array


def list_targets(network: Network) -> Targets:
    """Every condition, and every family that is not a condition of its own."""
    model = network.model
    extra = [number for number, id_ in enumerate(model.families) if id_ not in model.conditions]
    holding = np.concatenate([network.worlds.members.T, network.families[extra]])
    return Targets((*model.conditions, *(model.families[number] for number in extra)), holding)


def members_of(knowledge: Knowledge, target: str) -> tuple[str, ...]:
    """The conditions that a target stands for: itself, or the members of the family."""
    if target in knowledge.conditions:
        return (target,)
    return tuple(id_ for id_ in knowledge.conditions if knowledge.family_of(id_) == target)


def name_of(knowledge: Knowledge, target: str) -> str:
    """What a condition or a family is called."""
    return (knowledge.conditions.get(target) or knowledge.families[target]).name
