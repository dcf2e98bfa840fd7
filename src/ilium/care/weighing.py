"""What each action and medicine is expected to bring and to cost, over every explanation of the answers."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ilium.knowledge.actions import UNLISTED
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.reasoning.engine import frame_of
from ilium.verdict import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """Benefit and harm under every set of conditions; rows in the order of `Knowledge.effects`.

    Under two causes at once the benefit is their mean, as each takes part in the pain, the harm the worse.
    """

    benefit: Array
    harm: Array


@dataclass(frozen=True, slots=True)
class Weighed:
    """An action's expected benefit and harm, and the chance of a harm of each step or worse."""

    benefit: float
    harm: float
    chances: Mapping[int, float]

    def net(self, weight: float) -> float:
        """Benefit less the weighted harm."""
        return self.benefit - weight * self.harm


@lru_cache(maxsize=8)
def effects_of(knowledge: Knowledge) -> Effects:
    """The effects of every action and medicine under every set of conditions, made once."""
    frame = frame_of(knowledge)
    members = frame.worlds.members
    actions = list(knowledge.effects)
    causes = (*frame.model.conditions, UNLISTED)
    grades = np.array(
        [[_grades(knowledge, action, cause) for cause in causes] for action in actions], dtype=float
    ).reshape(len(actions), len(causes), 2)
    sizes = np.maximum(members.sum(axis=1), 1)
    benefit = grades[:, :-1, 0] @ members.T / sizes
    harm = (grades[:, None, :-1, 1] * members[None]).max(axis=2)
    benefit[:, 0], harm[:, 0] = grades[:, -1, 0], grades[:, -1, 1]
    return Effects(benefit, harm)


def _grades(knowledge: Knowledge, action: str, cause: str) -> tuple[int, int]:
    effect = knowledge.effects[action].get(cause)
    if effect is None:
        raise ValueError(f"'{action}' says nothing about '{cause}': ilium knowledge check tells more")
    return effect.benefit, effect.harm


def weigh_actions(knowledge: Knowledge, verdict: Verdict) -> Mapping[str, Weighed]:
    """Every action, weighed over the whole ranking: pairs of causes and no listed cause included."""
    return _weigh(knowledge, verdict, knowledge.actions)


def weigh_medicines(knowledge: Knowledge, verdict: Verdict) -> Mapping[str, Weighed]:
    """Every medicine with a label, weighed as actions are."""
    return _weigh(knowledge, verdict, knowledge.medicines)


def _weigh(knowledge: Knowledge, verdict: Verdict, wanted: Container[str]) -> Mapping[str, Weighed]:
    effects, chances = effects_of(knowledge), verdict.weights.sets
    benefit, harm = effects.benefit @ chances, effects.harm @ chances
    at_least = {step: (effects.harm >= step) @ chances for step in knowledge.care.plausible}
    return {
        id_: Weighed(
            float(benefit[n]), float(harm[n]), {step: float(row[n]) for step, row in at_least.items()}
        )
        for n, id_ in enumerate(knowledge.effects)
        if id_ in wanted
    }
