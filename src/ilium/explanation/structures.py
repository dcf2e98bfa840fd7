"""Which parts of the body are likely to be involved: what an anatomical picture lights up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.knowledge.library import Knowledge
from ilium.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Involved:
    """A structure, the probability that a condition naming it is present, and those conditions."""

    id: str
    probability: float
    conditions: tuple[str, ...]


def involved_structures(knowledge: Knowledge, verdict: Verdict) -> tuple[Involved, ...]:
    """Every structure that a condition names, the most probable first; ties by id.

    P(involved) = P(at least one condition that names it is present), summed exactly over the posterior's
    sets of conditions: conditions that share a structure are not added up.
    """
    ids = verdict.network.model.conditions
    naming = {
        structure: [n for n, id_ in enumerate(ids) if structure in knowledge.conditions[id_].structures]
        for structure in knowledge.structures
    }
    found = [_involve(verdict, structure, places) for structure, places in naming.items() if places]
    return tuple(sorted(found, key=lambda one: (-one.probability, one.id)))


def _involve(verdict: Verdict, structure: str, places: list[int]) -> Involved:
    """The structure that the conditions at these places name, the likeliest of them first."""
    ids, chance = verdict.network.model.conditions, verdict.posterior.conditions
    holding = verdict.network.worlds.members[:, places].any(axis=1)
    order = sorted(places, key=lambda n: (-chance[n], ids[n]))
    probability = float(np.clip(verdict.weights.sets[holding].sum(), 0, 1))
    return Involved(structure, probability, tuple(ids[n] for n in order))
