"""The changes that put another family first and leave the urgency alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

import numpy as np

from ilium.explanation.consequences import PLACES, Consequence, weigh_changes
from ilium.explanation.possible_changes import is_possible
from ilium.explanation.trial import Claim, Found, Trial, verified


def choose_families(trial: Trial, quiet: Sequence[Consequence]) -> list[Claim]:
    """The likeliest changes of the first family, the best to each new family first.

    What comes is told before what goes; pairs are told only where single changes are too few.
    """
    wanted = trial.knowledge.region.change.families
    flips = sorted(_single(trial, quiet), key=lambda one: (one.change.is_loss, one.order))
    chosen = list(islice(verified(trial, _spread(flips)), wanted))
    if len(chosen) < wanted:
        pairs = sorted(_pairs(trial, quiet), key=lambda one: one.order)
        asked = frozenset[str]().union(*(found.change.questions for found, _ in chosen))
        chosen += islice(verified(trial, _spread(pairs, asked)), wanted - len(chosen))
    return [claim for _, claim in sorted(chosen, key=lambda pair: pair[0].order)]


def _single(trial: Trial, quiet: Sequence[Consequence]) -> Iterator[Found]:
    for place, one in enumerate(quiet):
        if one.leader != trial.leader and is_possible(
            trial.knowledge, one.change.put(trial.case), one.change
        ):
            yield Found(one.change, one.chance, place, 0, one.leader)


def _spread(flips: Sequence[Found], asked: frozenset[str] = frozenset()) -> Iterator[Found]:
    """The first change to each family, then the rest; no question twice, nor one that was asked before."""
    firsts: dict[str, Found] = {}
    for one in flips:
        firsts.setdefault(one.leader, one)
    taken = set(asked)
    for one in (*firsts.values(), *flips):
        if one.change.questions.isdisjoint(taken):
            taken |= one.change.questions
            yield one


def _pairs(trial: Trial, quiet: Sequence[Consequence]) -> Iterator[Found]:
    """Pairs of the most telling changes, none of which puts another family first by itself."""
    telling = _most_telling(trial, quiet)
    pairs = [one.change + other.change for one, other in combinations(telling, 2)]
    apart = [
        pair
        for pair in pairs
        if len(pair.questions) == 2 and is_possible(trial.knowledge, pair.put(trial.case), pair)
    ]
    for place, one in enumerate(weigh_changes(trial.knowledge, trial.case, trial.verdict, apart)):
        if one.leader != trial.leader:
            yield Found(one.change, one.chance, place, 0, one.leader)


def _most_telling(trial: Trial, quiet: Sequence[Consequence]) -> list[Consequence]:
    policy = trial.knowledge.region.change
    silent = [
        one
        for one in quiet
        if len(one.change.sayings) == 1 and one.chance >= policy.untold and one.leader == trial.leader
    ]
    return sorted(silent, key=lambda one: -_pull(trial, one))[: policy.together]


def _pull(trial: Trial, consequence: Consequence) -> float:
    """How near a change brings another family to the first place, in log odds against the first."""
    lead = trial.verdict.network.model.families.index(trial.leader)
    others = np.delete(consequence.families, lead)
    return round(float(np.log(others.max()) - np.log(consequence.families[lead])), PLACES)
