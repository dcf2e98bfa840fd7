"""The range from uncertain numbers: the posterior under many draws of every number, all at once.

What is the same for all people is made once (`Spread`); a posterior touches the answered findings alone.
Arrays have the draws on their last axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.knowledge.drawn_model import (
    DrawnCauses,
    DrawnFinding,
    DrawnModel,
    DrawnRelief,
    DrawnTable,
    DrawnTrigger,
)
from ilium.knowledge.model import Array, Curve
from ilium.reasoning.halves import Halves, halve
from ilium.reasoning.network import Network, Person
from ilium.reasoning.posterior import ROWS_AT_ONCE, Evidence
from ilium.reasoning.worlds import Worlds

LOW, HIGH = 5, 95
"""Percentiles that bound the range: nine draws of ten lie in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The drawn numbers over the worlds of the network at the means; `chance` is [worlds, draws]."""

    model: DrawnModel
    worlds: Worlds
    halves: Halves
    chance: Array


@dataclass(frozen=True, slots=True)
class Ranges:
    """The posterior under every draw: conditions and families are [which, draws], unlisted is [draws]."""

    conditions: Array
    families: Array
    unlisted: Array


def spread_worlds(model: DrawnModel, worlds: Worlds) -> Spread:
    """Make ready what does not depend on the person or the answers."""
    return Spread(model, worlds, halve(worlds.mechanism_sets), _chances(model, worlds))


def _chances(model: DrawnModel, worlds: Worlds) -> Array:
    """P(mechanism set | condition set) under every draw, [worlds, draws]."""
    log_silence = np.zeros((len(worlds.members), *model.activation.shape[1:]))
    with np.errstate(divide="ignore"):
        for k, activation in enumerate(model.activation):
            log_silence[worlds.members[:, k] > 0] += np.log1p(-activation)
    silence = np.exp(log_silence)
    chance = np.ones((len(worlds.set_of), model.draws))
    for j, on in enumerate(worlds.mechanism_sets.T):
        at_work = on[worlds.mechanisms_of][:, np.newaxis] > 0
        silent = silence[worlds.set_of, j]
        chance *= np.where(at_work, 1 - silent, silent)
    return chance


def infer_draws(spread: Spread, network: Network, person: Person, evidence: Evidence) -> Ranges:
    """The posterior under every draw. The prior over condition sets is the person's, held fixed."""
    worlds = spread.worlds
    by_mechanisms, by_sets = _likelihoods(spread, person, evidence)
    by_mechanisms = np.take(by_mechanisms, worlds.mechanisms_of, axis=0)
    by_mechanisms *= spread.chance
    sets = np.add.reduceat(by_mechanisms, worlds.first, axis=0)
    sets *= by_sets
    sets *= network.prior[:, np.newaxis]
    sets /= sets.sum(axis=0)
    return Ranges(worlds.members.T @ sets, network.families @ sets, sets[0])


def bound(draws: Array, point: Array) -> Array:
    """The 90 % range, [low, high] for each row of draws, widened where needed so that it holds the point."""
    low, high = np.percentile(draws, [LOW, HIGH], axis=-1)
    return np.stack([np.minimum(low, point), np.maximum(high, point)], axis=-1)


def _likelihoods(spread: Spread, person: Person, evidence: Evidence) -> tuple[Array, Array]:
    """P(evidence | mechanism set) and P(evidence | condition set) under every draw, up to a factor a draw."""
    draws = spread.model.draws
    by_mechanisms = np.ones((len(spread.worlds.mechanism_sets), draws))
    by_sets = np.ones((len(spread.worlds.members), draws))
    for number, (id_, seen) in enumerate(evidence.items(), start=1):
        finding = spread.model.findings[id_]
        product = by_mechanisms if _is_by_mechanisms(finding) else by_sets
        product *= _chance_seen(spread, finding, person, seen)
        if number % ROWS_AT_ONCE == 0:
            by_mechanisms /= by_mechanisms.max(axis=0)
            by_sets /= by_sets.max(axis=0)
    return by_mechanisms, by_sets


def _is_by_mechanisms(finding: DrawnFinding) -> bool:
    if isinstance(finding, DrawnCauses):
        return finding.point.layer == "mechanisms"
    return isinstance(finding, DrawnRelief)


def _chance_seen(spread: Spread, finding: DrawnFinding, person: Person, seen: tuple[float, ...]) -> Array:
    match finding:
        case DrawnCauses():
            return _mix(_noisy_or(spread, finding), seen)
        case DrawnRelief():
            return _mix(_relief(spread, finding), seen)
        case DrawnTrigger():
            return _mix(_trigger(spread, finding, person), seen)
        case DrawnTable():
            return _shares(spread, finding, seen)


def _mix(chance: Array, seen: tuple[float, ...]) -> Array:
    """P(what was seen) from P(yes): the chance under yes and under no, mixed."""
    yes, no = seen
    if (yes, no) == (1.0, 0.0):
        return chance
    chance *= yes - no
    chance += no
    return chance


def _noisy_or(spread: Spread, finding: DrawnCauses) -> Array:
    """As in the network at the means: (1 - (1-leak) prod(1-λ)) · prod(1-π), or inhibitors on the leak alone."""
    return spread.halves.product(1 - finding.strengths)
