"""The range from uncertain numbers: the posterior under many draws of every number, all at once.

What is the same for all people is made once (`Spread`); a posterior touches the answered findings alone.
Arrays have the draws on their last axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.knowledge.drawn_model import DrawnModel
from ilium.knowledge.model import Array
from ilium.reasoning.drawn_tables import DrawnTables, hangs_on_mechanisms, is_plain_no
from ilium.reasoning.halves import halve
from ilium.reasoning.members import Totals, list_members, list_totals
from ilium.reasoning.network import Frame, Network, Person
from ilium.reasoning.posterior import ROWS_AT_ONCE, Evidence, weigh_worlds
from ilium.reasoning.worlds import Indices, Worlds

LOW, HIGH = 5, 95
"""Percentiles that bound the range: nine draws of ten lie in it."""

LEAST_LIKELY = 1e-9
"""Ranges leave out worlds that are less likely than this at the means."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The drawn numbers over the worlds of the network at the means; `chance` is [worlds, draws]."""

    model: DrawnModel
    worlds: Worlds
    tables: DrawnTables
    chance: Array
    conditions: Totals
    families: Totals


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The worlds that count for some answers, in order; `sets[first[i]]` and `mechanisms_of` as in Worlds."""

    worlds: Indices
    sets: Indices
    first: Indices
    mechanisms_of: Indices
    tables: DrawnTables


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPosterior:
    """The posterior under every draw: conditions and families are [which, draws], unlisted is [draws]."""

    conditions: Array
    families: Array
    unlisted: Array


def spread_frame(model: DrawnModel, frame: Frame) -> Spread:
    """Make ready what depends neither on the person nor on the answers."""
    worlds = frame.worlds
    return Spread(
        model,
        worlds,
        DrawnTables(list_members(worlds.members), halve(worlds.mechanism_sets)),
        _chances(model, worlds),
        list_totals(worlds.members.T),
        list_totals(frame.families),
    )


def _chances(model: DrawnModel, worlds: Worlds) -> Array:
    """P(mechanism set | condition set) under every draw, [worlds, draws]."""
    silence = np.ones((len(worlds.members), *model.activation.shape[1:]))
    for k, activation in enumerate(model.activation):
        silence[worlds.members[:, k] > 0] *= 1 - activation
    chance = np.ones((len(worlds.set_of), model.draws))
    for j, on in enumerate(worlds.mechanism_sets.T):
        silent = silence[worlds.set_of, j]
        chance *= np.where(on[worlds.mechanisms_of, np.newaxis] > 0, 1 - silent, silent)
    return chance


def infer_draws(
    spread: Spread, network: Network, person: Person, evidence: Evidence, least: float = LEAST_LIKELY
) -> DrawnPosterior:
    """The posterior under every draw. The prior over condition sets is the person's, held fixed.

    Worlds that are less likely than `least` at the means are left out, but for no listed condition.
    Raises ImpossibleAnswersError when no world allows the evidence.
    """
    part = _likely_part(spread, weigh_worlds(network, evidence).worlds, least)
    by_mechanisms, by_sets = _likelihoods(spread.model, part.tables, person, evidence)
    raw = np.take(by_mechanisms, part.mechanisms_of, axis=0)
    raw *= np.take(spread.chance, part.worlds, axis=0)
    sets = np.add.reduceat(raw, part.first, axis=0)
    sets *= by_sets
    sets *= network.prior[part.sets, np.newaxis]
    sets /= sets.sum(axis=0)
    whole = np.zeros((len(network.prior), spread.model.draws))
    whole[part.sets] = sets
    return DrawnPosterior(spread.conditions.add(whole), spread.families.add(whole), whole[0])


def _likely_part(spread: Spread, weights: Array, least: float) -> Part:
    kept = weights >= least
    kept[0] = True
    worlds = np.flatnonzero(kept)
    sets, first = np.unique(spread.worlds.set_of[worlds], return_index=True)
    mechanism_sets, mechanisms_of = np.unique(spread.worlds.mechanisms_of[worlds], return_inverse=True)
    return Part(worlds, sets, first, mechanisms_of, spread.tables.among(sets, mechanism_sets))


def _likelihoods(
    model: DrawnModel, tables: DrawnTables, person: Person, evidence: Evidence
) -> tuple[Array, Array]:
    """P(evidence | mechanism set) and P(evidence | condition set) under every draw, up to a factor a draw."""
    seen = [(model.findings[id_], said) for id_, said in evidence.items()]
    absent = [finding for finding, said in seen if is_plain_no(finding, said)]
    by_mechanisms = np.ones((len(tables.halves.low), model.draws))
    by_sets = np.ones((len(tables.members.sizes), model.draws))
    scratch = (np.empty_like(by_mechanisms), np.empty_like(by_mechanisms), np.empty_like(by_mechanisms))
    for number, (finding, said) in enumerate(seen, start=1):
        if not hangs_on_mechanisms(finding):
            by_sets *= tables.in_condition_sets(finding, person, said)
        elif not is_plain_no(finding, said):
            by_mechanisms *= tables.in_mechanism_sets(finding, said, scratch)
        if number % ROWS_AT_ONCE == 0:
            by_mechanisms /= by_mechanisms.max(axis=0)
            by_sets /= by_sets.max(axis=0)
    if absent:
        by_mechanisms *= tables.all_absent(absent, scratch)
    return by_mechanisms, by_sets


def bound(draws: Array, point: Array) -> Array:
    """The 90 % range, [low, high] for each row of draws, widened where needed so that it holds the point."""
    low, high = np.percentile(draws, [LOW, HIGH], axis=-1)
    return np.stack([np.minimum(low, point), np.maximum(high, point)], axis=-1)
