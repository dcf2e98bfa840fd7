"""How much each answer speaks for or against each condition, in log odds.

Answers share mechanisms, so their effects do not simply add up. Each answer is credited with the change that
it makes on the log odds when it joins the answers before it, averaged over orders: all rotations of the
canonical order and their reverses. In each order the changes add up to the whole way from prior to posterior,
and so do their means. Over *all* orders it would be the value of Shapley (1953); these 2n are a fixed sample.

The answers before any answer in any of these orders are neighbours on the circle of answers. There are
n (n - 1) such arcs, and every arc is weighed once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.answers.case import Case
from ilium.explanation.answered import Answered, about_person, list_answered, person_knowing
from ilium.explanation.targets import Targets, list_targets
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import likelihoods

LEAST = 1e-300
"""Stands in for a probability of zero, so that log odds stay finite."""


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Log odds of each target before and after all answers, and each answer's part of the way.

    `parts[a, t]` belongs to answer a and target t; `before + parts.sum(axis=0) == after`.
    """

    answers: tuple[Answered, ...]
    targets: Targets
    before: Array
    after: Array
    parts: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Factors:
    """What each answer multiplies: over worlds, and over condition sets once for each version of the person.

    A version says which of age and sex are known; `knows[v, a]`: version v knows answer a.
    """

    by_worlds: Array
    by_sets: Array
    priors: Array
    knows: NDArray[np.bool_]


def attribute(knowledge: Knowledge, case: Case) -> Attribution:
    """Each answer's contribution to the log odds of every condition and family."""
    answers = list_answered(knowledge, case)
    network = network_for(knowledge, person_knowing(case, frozenset(about_person(case))))
    targets = list_targets(network)
    odds = _log_odds(_weigh_arcs(_factors(knowledge, case, answers), network), targets)
    return Attribution(answers, targets, odds[0, 0], odds[-1, 0], _average_changes(odds))


def _factors(knowledge: Knowledge, case: Case, answers: tuple[Answered, ...]) -> _Factors:
    about = about_person(case)
    versions = [frozenset(id_ for bit, id_ in enumerate(about) if number >> bit & 1) for number in range(4)]
    versions = versions[: 2 ** len(about)]
    networks = [network_for(knowledge, person_knowing(case, known)) for known in versions]
    scored = [[likelihoods(network, one.evidence) for one in answers] for network in networks]
    sets = len(networks[0].prior)
    columns = networks[0].worlds.mechanisms_of
    return _Factors(
        np.array([by_mechanisms[columns] for by_mechanisms, _ in scored[0]]).reshape(-1, len(columns)),
        np.array([[by_sets for _, by_sets in row] for row in scored]).reshape(len(networks), -1, sets),
        np.array([network.prior for network in networks]),
        np.array([[one.question in known for one in answers] for known in versions], dtype=bool),
    )


def _weigh_arcs(factors: _Factors, network: Network) -> Array:
    """The weight of every condition set after the answers of each arc: [length, first answer, set]."""
    worlds, count = network.worlds, len(factors.by_worlds)
    starts = np.arange(max(count, 1))
    lower = np.repeat(worlds.chance[np.newaxis], len(starts), axis=0)
    upper = np.repeat(factors.priors[:, np.newaxis], len(starts), axis=1)
    version = np.zeros(len(starts), dtype=np.intp)
    weights = np.empty((count + 1, len(starts), len(worlds.members)))
    for length in range(count + 1):
        if length:
            joining = (starts + length - 1) % count
            lower *= factors.by_worlds[joining]
            lower /= np.maximum(lower.max(axis=1, keepdims=True), LEAST)
            upper *= factors.by_sets[:, joining]
            upper /= np.maximum(upper.max(axis=2, keepdims=True), LEAST)
            version += _bits(factors.knows, joining)
        weights[length] = np.add.reduceat(lower, worlds.first, axis=1) * upper[version, starts]
    return weights


def _bits(knows: NDArray[np.bool_], joining: NDArray[np.intp]) -> NDArray[np.intp]:
    """By how much the number of the version grows when an answer about the person joins."""
    bits = np.zeros(knows.shape[1], dtype=np.intp)
    for bit in range(len(knows).bit_length() - 1):
        bits[knows[1 << bit]] = 1 << bit
    return bits[joining]


def _log_odds(weights: Array, targets: Targets) -> Array:
    """Log odds of every target: [length, first answer, target]; both sides are sums."""
    present, absent = weights @ targets.holding.T, weights @ (1 - targets.holding.T)
    return np.asarray(np.log(np.maximum(present, LEAST)) - np.log(np.maximum(absent, LEAST)))


def _average_changes(odds: Array) -> Array:
    """Each answer's mean change: in rotations it joins the end of an arc, in reverses its beginning."""
    count = len(odds) - 1
    parts = np.zeros((count, odds.shape[2]))
    starts = np.arange(max(count, 1))
    for length in range(count):
        before, after = odds[length], odds[length + 1]
        np.add.at(parts, (starts + length) % count, after - before)
        np.add.at(parts, (starts - 1) % count, after[(starts - 1) % count] - before)
    return parts / max(2 * count, 1)
