"""From judged cases to figures: how often right, how often safe, how honest the probabilities are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from ilium.knowledge.levels import Level
from ilium.knowledge.model import Array
from ilium.study.bootstrap import bootstrap
from ilium.study.consistency import calibration
from ilium.study.figures import Calibration, Mean, Nobody, plain
from ilium.study.judging import Judged
from ilium.study.rates import wilson

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
class Score:
    """The figures of a group of cases.

    `first` and `first_three` count the main cause's family, their lenient twins also a co-existing or
    arguable one. `caught`: of those who need help the same day or sooner, how many are told so. `at_home`:
    of those who may stay at home (self care or routine), how many are left there. `calibration_error` goes
    over all families of all cases, `first_calibration_error` over first families only, where `also` counts
    as right; `first_probability` is their mean probability, to hold beside `first_lenient`. `questions` is
    how many the interview asks on average, where it was held, and `questions_median` in the middle one.
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
    brier: Mean | Nobody
    calibration_error: Calibration | Nobody
    first_calibration_error: Calibration | Nobody
    first_probability: Mean | Nobody
    questions: Mean | Nobody
    questions_median: Mean | Nobody


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
    asked = [case.questions for case in cases if case.questions is not None]
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
        brier=mean_of([brier(case) for case in ranked]),
        calibration_error=calibration([truths(case) for case in ranked]),
        first_calibration_error=calibration([first_truth(case) for case in ranked]),
        first_probability=mean_of([case.first[0].probability for case in ranked]),
        questions=mean_of(asked),
        questions_median=median_of(asked),
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


def mean_of(values: Sequence[float]) -> Mean | Nobody:
    """The mean of some values, and where it may lie."""
    if not values:
        return Nobody()
    n, held = len(values), np.array(values, dtype=float)
    return Mean(_tidy(float(held.mean())), n, bootstrap(n, lambda times: times @ held / n))


def median_of(values: Sequence[float]) -> Mean | Nobody:
    """The middle one of some values, or the mean of the middle two, and where it may lie."""
    if not values:
        return Nobody()
    n, held = len(values), np.sort(np.array(values, dtype=float))
    return Mean(_tidy(float(np.median(held))), n, bootstrap(n, lambda times: _medians(held, times)))


def _medians(held: Array, times: Array) -> Array:
    """The median of each resample of sorted values."""
    up_to, n = times.cumsum(axis=1), len(held)
    below, above = (held[(up_to >= place).argmax(axis=1)] for place in ((n + 1) // 2, n // 2 + 1))
    middle: Array = (below + above) / 2
    return middle


def plain_score(score: Score) -> dict[str, Any]:
    """A score as plain values, ready for JSON."""
    held = ((field.name, getattr(score, field.name)) for field in fields(score))
    return {name: _plain(figure) for name, figure in held}


def _plain(figure: int | Share | Mean | Calibration | Nobody) -> object:
    match figure:
        case int():
            return figure
        case Share():
            return asdict(figure)
    return plain(figure)


def _at_least(level: Level | None, bound: Level) -> bool:
    return level is not None and level.rank >= bound.rank


def _within(place: int | None, last: int) -> bool:
    return place is not None and place <= last


def _tidy(value: float) -> float:
    return round(value, PLACES)
