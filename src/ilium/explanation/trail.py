"""The number trail: from the prior to the posterior of one condition, answer by answer.

The chain rule of probability: the odds are multiplied, for each answer, by P(answer | condition, the answers
before it) / P(answer | not the condition, the answers before it).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.explanation.answered import Answered, about_person, list_answered, person_knowing
from ilium.explanation.targets import list_targets
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Network


@dataclass(frozen=True, slots=True)
class Step:
    """One answer: its probability with the condition and without, and the probability after it.

    For age and sex both are relative: how many times as often as in everybody with this complaint.
    """

    answered: Answered
    given: float
    otherwise: float
    probability: float


@dataclass(frozen=True, slots=True)
class Trail:
    """The way of one condition or family from its prior to its posterior."""

    target: str
    prior: float
    steps: tuple[Step, ...]
    posterior: float


def follow(knowledge: Knowledge, case: Case, target: str) -> Trail:
    """The number trail of a condition or a family."""
    known = frozenset(about_person(case))
    network = network_for(knowledge, person_knowing(case, known))
    targets = list_targets(network)
    holds = (targets.holding[targets.ids.index(target)] > 0)[network.worlds.set_of]
    start = network_for(knowledge, person_knowing(case, frozenset()))
    weights = start.prior[network.worlds.set_of] * network.worlds.chance
    sides = [np.where(side, weights, 0.0) for side in (holds, ~holds)]
    prior, rest = (float(side.sum()) for side in sides)
    walk = _Walk(sides[0] / prior, sides[1] / rest, prior, rest)
    answers = list_answered(knowledge, case)
    person = _person_factors(knowledge, case)
    steps = tuple(_step(walk, one, person.get(one.question, 1.0) * _chances(network, one)) for one in answers)
    return Trail(target, prior / (prior + rest), steps, walk.probability)


@dataclass(slots=True)
class _Walk:
    """Where the walk is: the worlds with the condition and those without, each summing to one; their odds."""

    present: Array
    absent: Array
    odds_for: float
    odds_against: float

    @property
    def probability(self) -> float:
        """The probability of the condition at this place."""
        return self.odds_for / (self.odds_for + self.odds_against)


def _step(walk: _Walk, answered: Answered, factors: Array) -> Step:
    present, absent = walk.present * factors, walk.absent * factors
    given, otherwise = float(present.sum()), float(absent.sum())
    walk.present = present / given if given > 0 else walk.present
    walk.absent = absent / otherwise if otherwise > 0 else walk.absent
    walk.odds_for, walk.odds_against = walk.odds_for * given, walk.odds_against * otherwise
    total = walk.odds_for + walk.odds_against
    walk.odds_for, walk.odds_against = walk.odds_for / total, walk.odds_against / total
    return Step(answered, given, otherwise, walk.probability)


def _person_factors(knowledge: Knowledge, case: Case) -> dict[str, Array]:
    """For age and then sex: how much more often each world is found among such people than before."""
    factors = {}
    known: frozenset[str] = frozenset()
    for question in about_person(case):
        before, after = (
            network_for(knowledge, person_knowing(case, some)) for some in (known, known | {question})
        )
        factors[question] = (after.prior / before.prior)[after.worlds.set_of]
        known |= {question}
    return factors


def _chances(network: Network, answered: Answered) -> Array:
    """P(answer | world)."""
    chances = np.ones(len(network.worlds.set_of))
    for finding, seen in answered.evidence.items():
        chances *= network.chance_in_worlds(finding, seen)
    return chances
