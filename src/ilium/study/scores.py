"""From judged cases to figures: how often right, how often safe, how honest the probabilities are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ilium.knowledge.levels import Level
from ilium.knowledge.model import Array
from ilium.study.bootstrap import bootstrap
from ilium.study.judging import Judged
from ilium.study.rates import wilson

BINS = 10
PLACES = 6


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with Wilson's 95 % interval; no share of nobody."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over n cases, with its 95 % bootstrap interval; none over nobody."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a group of cases.

    `first` and `first_three` count the main cause's family, their lenient twins also a co-existing or
    arguable one. `caught`: of those who need help the same day or sooner, how many are told so. `at_home`:
    of those who may stay at home (self care or routine), how many are left there. `calibration_error` goes
    over all families of all cases, `first_calibration_error` over first families only, where `also` counts
    as right; `first_probability` is their mean probability, to hold beside `first_lenient`. `questions` is
    how many the interview asks, where it was held.
    """

    n: int
    first: Share
    first_three: Share
    first_lenient: Share
    first_three_lenient: Share
    caught: Share
    at_home: Share
    at_level: Share
    over: Share
    under: Share
    brier: Mean
    calibration_error: Mean
    first_calibration_error: Mean
    first_probability: Mean
    questions: Mean


def share_of(flags: Iterable[bool]) -> Share:
    """How many of the flags hold."""
    held = list(flags)
    return share_from(sum(held), len(held))


def share_from(hits: int, n: int) -> Share:
    """So many of so many."""
    if not n:
        return Share(0, 0, None, None, None)
    low, high = wilson(hits / n, n)
    return Share(hits, n, _tidy(hits / n), _tidy(low), _tidy(high))


def score(cases: Sequence[Judged]) -> Score:
    """The figures of some judged cases."""
    told = [case for case in cases if case.expected.family is not None]
    ranked = [case for case in told if case.possible]
    levels = [case for case in cases if case.expected.urgency is not None]
    urgent = [case for case in levels if _at_least(case.expected.urgency, Level.URGENT_SAME_DAY)]
    mild = [case for case in levels if not _at_least(case.expected.urgency, Level.SEE_CLINICIAN_SOON)]
    return Score(
        n=len(cases),
        first=share_of(_within(case.place, 1) for case in told),
        first_three=share_of(_within(case.place, 3) for case in told),
        first_lenient=share_of(_within(case.place_lenient, 1) for case in told),
        first_three_lenient=share_of(_within(case.place_lenient, 3) for case in told),
        caught=share_of(_at_least(case.urgency, Level.URGENT_SAME_DAY) for case in urgent),
        at_home=share_of(not _at_least(case.urgency, Level.SEE_CLINICIAN_SOON) for case in mild),
        at_level=share_of(case.triage == "at_level" for case in levels),
        over=share_of(case.triage == "over" for case in levels),
        under=share_of(case.triage == "under" for case in levels),
        brier=_mean([brier(case) for case in ranked]),
        calibration_error=_calibration(ranked, truths),
        first_calibration_error=_calibration(ranked, first_truth),
        first_probability=_mean([case.first[0].probability for case in ranked]),
        questions=_mean([case.questions for case in cases if case.questions is not None]),
    )


def truths(case: Judged) -> list[tuple[float, bool]]:
    """Each family's probability, and whether it is the main cause; `also` families are left out.

    Whether those were there is not known well enough to call their probability right or wrong.
    """
    return [
        (c.probability, c.family == case.expected.family)
        for c in case.chances
        if c.family not in case.expected.also
    ]


def first_truth(case: Judged) -> list[tuple[float, bool]]:
    """The first family's probability, and whether it is the main cause or one of `also`."""
    return [(case.first[0].probability, _within(case.place_lenient, 1))]


def brier(case: Judged) -> float:
    """The squares of what each family's probability is off, summed; a main cause not listed costs one."""
    missed = 0.0 if any(true for _, true in truths(case)) else 1.0
    return missed + sum((chance - true) ** 2 for chance, true in truths(case))


def _calibration(cases: Sequence[Judged], told: Callable[[Judged], list[tuple[float, bool]]]) -> Mean:
    """The mean gap between probability and frequency, over ten bins of equal width, weighted by size."""
    if not cases:
        return Mean(None, 0)
    excess, told_of = np.zeros((len(cases), BINS)), np.zeros(len(cases))
    for number, case in enumerate(cases):
        for chance, true in told(case):
            excess[number, min(int(chance * BINS), BINS - 1)] += chance - true
            told_of[number] += 1
    return _figure(len(cases), lambda times: np.abs(times @ excess).sum(axis=-1) / (times @ told_of))


def _mean(values: Sequence[float]) -> Mean:
    if not values:
        return Mean(None, 0)
    held = np.array(values, dtype=float)
    return _figure(len(values), lambda times: times @ held / len(values))


def _figure(n: int, figure: Callable[[Array], Array]) -> Mean:
    low, high = bootstrap(n, figure)
    return Mean(_tidy(float(figure(np.ones((1, n)))[0])), n, _tidy(low), _tidy(high))


def _at_least(level: Level | None, bound: Level) -> bool:
    return level is not None and level.rank >= bound.rank


def _within(place: int | None, last: int) -> bool:
    return place is not None and place <= last


def _tidy(value: float) -> float:
    return round(value, PLACES)
