"""Whether two more answers could still put another family first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import BY_MECHANISMS, Network
from ilium.reasoning.posterior import Evidence, Weights
from ilium.reasoning.worlds import Indices

Combinations = Sequence[Evidence]
"""The answers a question may get, as observations; together they are all that can happen."""

LEFT_OUT = 1e-4
"""The posterior mass of the least likely worlds, which the look ahead leaves out."""


def chance_of_change(
    network: Network, weights: Weights, questions: Sequence[Combinations], firsts: int
) -> float:
    """The greatest chance, over pairs of questions, that their answers together change the first family.

    The first of a pair is one of the `firsts` first questions, the second is any. It decides when to stop and
    is shown to nobody, so the least likely worlds (LEFT_OUT in all) are left out.
    """
    kept = _likely_worlds(weights)
    families = network.families[:, network.worlds.set_of[kept]] * weights.worlds[kept]
    leader = int(np.argmax(families.sum(axis=1)))
    chances = [_answer_chances(network, kept, question) for question in questions]
    seconds = np.concatenate(chances) if chances else np.empty((0, len(kept)))
    owner = np.repeat(np.arange(len(chances)), [len(chance) for chance in chances])
    best = 0.0
    for number, first in enumerate(chances[:firsts]):
        changed = np.zeros(len(seconds))
        for answer in first:
            joint = (families * answer) @ seconds.T
            moved = np.argmax(joint, axis=0) != leader
            changed += moved * (seconds @ (weights.worlds[kept] * answer))
        by_question = np.bincount(owner, changed, minlength=len(chances))
        by_question[number] = 0.0
        best = max(best, float(by_question.max(initial=0.0)))
    return best


def _likely_worlds(weights: Weights) -> Indices:
    order = np.argsort(-weights.worlds, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weights.worlds[order]), 1 - LEFT_OUT)) + 1
    return np.sort(order[:enough])


def _answer_chances(network: Network, kept: Indices, question: Combinations) -> Array:
    """P(answer | world) for each answer (rows) and each kept world (columns)."""
    rows = np.ones((len(question), len(kept)))
    for number, evidence in enumerate(question):
        for id_, seen in evidence.items():
            table = network.tables[id_]
            columns = network.worlds.mechanisms_of if table.layer == BY_MECHANISMS else network.worlds.set_of
            rows[number] *= (np.array(seen) @ table.chances)[columns[kept]]
    return rows
