"""Figures over cases: what chance alone would show, and where there are too few cases for a range."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import ceil, floor
from statistics import mean, median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.knowledge.model import Array
from ilium.study.bootstrap import ENOUGH, bootstrap
from ilium.study.consistency import calibration, draw_outcomes
from ilium.study.figures import Calibration, Interval, Mean, Nobody, TooFew, plain
from ilium.study.scores import mean_of, median_of

TRIALS = 400
Cases = list[list[tuple[float, bool]]]


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(3).normal(10, 2, size=80)
    interval = bootstrap(80, lambda times: times @ values / 80)
    assert isinstance(interval, Interval)
    width = 2 * 1.96 * values.std() / np.sqrt(80)
    assert interval.low < values.mean() < interval.high
    assert interval.high - interval.low == pytest.approx(width, rel=0.08)


@pytest.mark.parametrize("figure_of", [mean_of, median_of])
def test_so_few_cases_get_no_range_and_nobody_no_figure(
    figure_of: Callable[[list[float]], Mean | Nobody],
) -> None:
    values = [1.0, 2.0, 4.0, 8.0, 16.0]
    enough, few = figure_of(values[:ENOUGH]), figure_of(values[: ENOUGH - 1])
    assert isinstance(enough, Mean)
    assert isinstance(enough.interval, Interval)
    assert isinstance(few, Mean)
    assert few.interval == TooFew()
    assert plain(few) == {"value": few.value, "n": ENOUGH - 1, "low": None, "high": None}
    assert figure_of([]) == Nobody()
    assert plain(figure_of([])) == {"value": None, "n": 0}


@pytest.mark.parametrize("values", [[4, 31, 0, 17, 17, 9, 2], [12.5, 3, 40, 3, 22, 8]])
def test_the_range_of_a_median_is_that_of_the_medians_of_resamples(values: list[float]) -> None:
    def slowly(times: Array) -> Array:
        return np.array([median(np.repeat(values, row.astype(int)).tolist()) for row in times])

    told = median_of(values)
    assert told == Mean(median(values), len(values), bootstrap(len(values), slowly))


def right_firsts(random: np.random.Generator, n: int) -> Cases:
    """Cases of one probability each, which come true as often as it says."""
    return [[(chance, bool(random.random() < chance))] for chance in random.uniform(0.1, 0.95, size=n)]


def right_families(random: np.random.Generator, n: int) -> Cases:
    """Cases with exactly one of eight causes, drawn from the probabilities."""
    cases = []
    for chances in random.dirichlet(np.full(8, 0.4), size=n):
        true = random.choice(8, p=chances)
        cases.append([(float(chance), cause == true) for cause, chance in enumerate(chances)])
    return cases


@pytest.mark.parametrize("draw", [right_firsts, right_families])
def test_of_right_probabilities_nineteen_in_twenty_stay_within_what_chance_shows(
    draw: Callable[[np.random.Generator, int], Cases],
) -> None:
    random, within, over_mean = np.random.default_rng(11), 0, []
    for _ in range(TRIALS):
        told = calibration(draw(random, 34))
        assert isinstance(told, Calibration)
        within += told.value <= told.by_chance_up_to
        over_mean.append(told.value - told.by_chance)
    assert 0.925 <= within / TRIALS <= 0.985
    assert abs(mean(over_mean)) < 0.006, "the mean by chance is the mean of right probabilities"


@pytest.mark.parametrize(("said", "true"), [(0.9, 0.75), (0.5, 0.65)])
def test_wrong_probabilities_of_many_cases_stand_out_from_chance(said: float, true: float) -> None:
    random = np.random.default_rng(5)
    for _ in range(20):
        told = calibration([[(said, bool(random.random() < true))] for _ in range(400)])
        assert isinstance(told, Calibration)
        assert told.value > told.by_chance_up_to


def test_the_mean_by_chance_is_that_over_all_outcomes() -> None:
    chances = (0.31, 0.38, 0.84)
    exact = sum(
        float(np.prod([c if hit else 1 - c for c, hit in zip(chances, hits, strict=True)]))
        * (abs(sum(chances[:2]) - sum(hits[:2])) + abs(chances[2] - hits[2]))
        / 3
        for hits in product((0, 1), repeat=3)
    )
    told = calibration([[(chance, True)] for chance in chances])
    assert isinstance(told, Calibration)
    assert told.by_chance == pytest.approx(exact, abs=0.01)
    assert told.value == pytest.approx((0.69 + 0.62 + 0.16) / 3)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_drawn_causes_come_as_often_as_told_and_together_as_few_as_that_allows(told: list[float]) -> None:
    chances = np.array(told)
    drawn = draw_outcomes(chances, (np.arange(2000) + 0.5) / 2000)
    assert set(np.unique(drawn)) <= {0, 1}
    assert drawn.mean(axis=0) == pytest.approx(chances, abs=0.0011)
    total = float(chances.sum())
    assert floor(total - 1e-9) <= drawn.sum(axis=1).min()
    assert drawn.sum(axis=1).max() <= ceil(total + 1e-9)


def test_no_probabilities_have_no_calibration_error() -> None:
    assert calibration([]) == calibration([[]]) == Nobody()
    assert plain(calibration([[(0.5, True)]])).keys() == {"value", "n", "by_chance", "by_chance_up_to"}
