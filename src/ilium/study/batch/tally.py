"""What interviews of many people show, as whole numbers that add up exactly in any order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.interview.next_question import Stop
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Model
from ilium.study.batch.adaptive import IMPOSSIBLE, View, stop_code, view_of
from ilium.study.batch.drawing import Crowd
from ilium.study.batch.engine import batch_engine
from ilium.study.batch.interviewing import Interviews
from ilium.study.batch.sheet import Flags

MICRO = 1_000_000
"""Probabilities are counted in millionths, so that their sums are whole numbers."""
BINS = 10
LONGEST = 60
"""Pages and answers beyond this many are counted as this many."""
SOON = 6
"""An emergency is to be told within so many questions."""

Counts = dict[str, list[int]]


@dataclass(frozen=True, eq=False)
class Seen:
    """One block of interviewed people: what is true, what was told, and who was left out as impossible."""

    truth: Flags
    serious: Flags
    chances: NDArray[np.int64]
    order: NDArray[np.intp]
    view: View
    held: Interviews
    possible: Flags
    alarmed: Flags


def count_block(knowledge: Knowledge, crowd: Crowd, held: Interviews) -> Counts:
    """Every count of one block of people."""
    seen = _see(knowledge, crowd, held)
    return {
        **_count_ends(seen),
        **_count_firsts(seen),
        **_count_urgency(seen),
        **_calibrate(seen),
    }


def add_counts(total: Counts, more: Counts) -> Counts:
    """Two blocks together."""
    return {
        key: [a + b for a, b in zip(total[key], more[key], strict=True)] if key in total else more[key]
        for key in more
    }


def _see(knowledge: Knowledge, crowd: Crowd, held: Interviews) -> Seen:
    engine = batch_engine(knowledge)
    view = view_of(engine, held.asked)
    chances = np.round(np.clip(view.families, 0, 1) * MICRO).astype(np.int64)
    model = engine.frame.model
    return Seen(
        families_of(model, crowd.conditions),
        np.asarray((crowd.conditions & model.serious).any(axis=1)),
        chances,
        rank_first(chances, model),
        view,
        held,
        held.stopped != IMPOSSIBLE,
        held.stopped == stop_code(Stop.EMERGENCY),
    )


def families_of(model: Model, conditions: Flags) -> Flags:
    """Which families each person has a member of."""
    member = np.equal.outer(model.family_of, np.arange(len(model.families)))
    return np.asarray((conditions.astype(np.int64) @ member) > 0)


def rank_first(chances: NDArray[np.int64], model: Model) -> NDArray[np.intp]:
    """The families of each person, the most probable first; ties by id."""
    by_id = np.argsort(model.families)
    order = np.argsort(-chances[:, by_id], axis=1, kind="stable")
    return np.asarray(by_id[order])


def _count_ends(seen: Seen) -> Counts:
    held = seen.held
    codes = [stop_code(stop) for stop in Stop]
    quick = seen.alarmed & (held.pages <= SOON)
    return {
        "people": [len(held.pages)],
        "impossible": [int((~seen.possible).sum())],
        "stops": [int((held.stopped == code).sum()) for code in codes],
        "pages": np.bincount(np.minimum(held.pages, LONGEST), minlength=LONGEST + 1).tolist(),
        "answers": np.bincount(np.minimum(held.given, LONGEST), minlength=LONGEST + 1).tolist(),
        "alarmed_soon": [int(quick.sum())],
    }


def _count_firsts(seen: Seen) -> Counts:
    """Whether the first family, or one of the first three, is one that the person has."""
    listed = seen.possible & seen.truth.any(axis=1)
    ranked = np.take_along_axis(seen.truth, seen.order[:, :3], axis=1)
    first, three = ranked[:, 0], ranked.any(axis=1)
    whole = listed & ~seen.alarmed
    return {
        "listed": [int(listed.sum())],
        "first": [int((first & listed).sum())],
        "first_three": [int((three & listed).sum())],
        "listed_whole": [int(whole.sum())],
        "first_whole": [int((first & whole).sum())],
        "first_three_whole": [int((three & whole).sum())],
    }


def _count_urgency(seen: Seen) -> Counts:
    ranks = seen.view.ranks
    serious, well = seen.serious, ~seen.serious
    caught = ranks >= Level.SEE_CLINICIAN_SOON.rank
    return {
        "levels": np.bincount(ranks, minlength=len(Level)).tolist(),
        "serious": [int(serious.sum())],
        "serious_caught": [int((serious & caught).sum())],
        "well": [int(well.sum())],
        "well_at_home": [int((well & ~caught).sum())],
    }


def _calibrate(seen: Seen) -> Counts:
    """By tenth of probability: how many, the sum of the probabilities, and how many were true."""
    chances, truth = seen.chances[seen.possible], seen.truth[seen.possible]
    first = seen.order[seen.possible, 0]
    rows = np.arange(len(chances))
    squares = (chances - truth * MICRO).astype(np.int64) ** 2 // MICRO
    return {
        **_bins("families", chances.ravel(), truth.ravel()),
        **_bins("firsts", chances[rows, first], truth[rows, first]),
        "brier": [int(squares.sum())],
    }


def _bins(name: str, chances: NDArray[np.int64], truth: Flags) -> Counts:
    bins = np.minimum(chances * BINS // MICRO, BINS - 1)
    return {
        f"{name}_n": np.bincount(bins, minlength=BINS).tolist(),
        f"{name}_chance": _sums(bins, chances),
        f"{name}_true": np.bincount(bins[truth], minlength=BINS).tolist(),
    }


def _sums(bins: NDArray[np.int64], chances: NDArray[np.int64]) -> list[int]:
    return [int(chances[bins == number].sum()) for number in range(BINS)]


def calibration_error(counts: Counts, name: str) -> float:
    """The mean gap between probability and frequency over ten bins, weighted by size."""
    n, chance, true = (counts[f"{name}_{part}"] for part in ("n", "chance", "true"))
    gaps = sum(abs(c - t * MICRO) for c, t in zip(chance, true, strict=True))
    return gaps / MICRO / max(sum(n), 1)


def quantile(histogram: list[int], share: float) -> int:
    """The smallest value that at least this share of people does not exceed."""
    steps = np.cumsum(histogram)
    return int(np.searchsorted(steps, share * steps[-1]))


def mean_probability(counts: Counts, name: str) -> float:
    """The mean of the probabilities in all bins."""
    return sum(counts[f"{name}_chance"]) / MICRO / max(sum(counts[f"{name}_n"]), 1)
