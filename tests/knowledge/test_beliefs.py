"""The distribution of every number: its mean is the point, its width what the evidence says."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.knowledge.beliefs import (
    LEAST_WEIGHT,
    log_ratio_deviation,
    mean_log_ratio,
    mean_probability,
    mean_shares,
    weigh_probability,
    weigh_shares,
)
from ilium.knowledge.numbers import Probability, Ratio, Shares
from ilium.knowledge.sampling import Sampler

CAP = 50.0
DRAWS = 20_000
ranges = st.tuples(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000)).map(
    lambda three: [n / 1000 for n in sorted(three)]
)


def number(**given_as: Any) -> Probability:  # noqa: ANN401
    return Probability(basis="expert", why="test", **given_as)


def with_range(three: list[float]) -> Probability:
    return number(value=three[1], range=(three[0], three[2]))


def with_ci(three: list[float]) -> Probability:
    return number(value=three[1], ci=(three[0], three[2]))


def sampler() -> Sampler:
    return Sampler(np.random.default_rng(1), DRAWS, CAP)


probabilities = st.one_of(
    ranges.map(with_range),
    ranges.map(with_ci),
    ranges.map(lambda three: number(range=(three[0], three[2]))),
    st.tuples(st.integers(0, 400), st.integers(1, 400)).map(
        lambda pair: number(counts=(min(pair), max(pair)))
    ),
    st.tuples(st.integers(0, 100), st.integers(1, 1000)).map(lambda p: number(value=p[0] / 100, n=p[1])),
)


@given(probabilities)
def test_the_mean_of_the_draws_is_the_point(one: Probability) -> None:
    mean, weight = mean_probability(one), weigh_probability(one, CAP)
    drawn = sampler().probability(one)
    assert ((drawn >= 0) & (drawn <= 1)).all()
    error = math.sqrt(mean * (1 - mean) / (weight + 1) / DRAWS)
    assert abs(drawn.mean() - mean) <= 6 * error + 1e-9


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.2))
def test_a_stated_range_gives_the_deviation_of_the_draws(mean: float, deviation: float) -> None:
    half = deviation * 3.29 / 2
    if not half < mean < 1 - half:
        return
    weight = weigh_probability(number(value=mean, range=(mean - half, mean + half)), CAP)
    assert math.sqrt(mean * (1 - mean) / (weight + 1)) == pytest.approx(deviation)


@pytest.mark.parametrize(
    ("one", "weight"),
    [
        (number(counts=(3, 9)), 10),
        (number(counts=(300, 900)), CAP),
        (number(value=0.3, n=20), 20),
        (number(value=0.3, n=2000), CAP),
        (number(value=0.5, ci=(0.49, 0.51)), CAP),
        (number(value=0.02, range=(0.0, 1.0)), LEAST_WEIGHT),
    ],
)
def test_studies_count_for_so_many_people_at_most(one: Probability, weight: float) -> None:
    assert weigh_probability(one, CAP) == pytest.approx(weight)


def test_a_judged_range_may_be_narrower_than_a_study() -> None:
    assert weigh_probability(number(value=0.006, range=(0.002, 0.015)), CAP) > CAP


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_certain_number_stays_certain(value: float) -> None:
    assert set(sampler().probability(number(value=value, n=10))) == {value}


def test_a_range_without_width_is_certain() -> None:
    assert set(sampler().probability(number(value=0.3, range=(0.3, 0.3)))) == {0.3}


@given(st.floats(0.1, 30), st.floats(1.05, 5), st.booleans())
def test_a_ratio_is_log_normal_about_its_value(value: float, times: float, judged: bool) -> None:
    span = (value / times, value * times)
    stated = {"range": span} if judged else {"ci": span}
    one = Ratio.model_validate({"basis": "expert", "why": "test", "value": value, **stated})
    drawn = sampler().log_ratios({"a": one}, ("a", "b"))
    deviation = log_ratio_deviation(one, CAP)
    assert abs(drawn[0].mean() - mean_log_ratio(one)) < 6 * deviation / math.sqrt(DRAWS)
    assert drawn[0].std() == pytest.approx(deviation, rel=0.05)
    assert not drawn[1].any()
    wanted = 2 * math.log(times) / (3.29 if judged else 3.92)
    assert deviation == pytest.approx(wanted if judged else max(wanted, 2 / math.sqrt(CAP)))


@given(st.lists(st.integers(0, 40), min_size=2, max_size=5).filter(any), st.booleans())
def test_the_mean_of_drawn_shares_is_the_point(counts: list[int], as_counts: bool) -> None:
    values = tuple(f"v{i}" for i in range(len(counts)))
    stated: dict[str, Callable[[], Shares]] = {
        "counts": lambda: Shares(basis="expert", why="test", counts=dict(zip(values, counts, strict=True))),
        "shares": lambda: Shares(
            basis="expert",
            why="test",
            shares={v: c / sum(counts) for v, c in zip(values, counts, strict=True)},
        ),
    }
    one = stated["counts" if as_counts else "shares"]()
    drawn = sampler().shares(one, values)
    means, weight = mean_shares(one, values), weigh_shares(one, values, CAP)
    assert weight <= CAP
    assert np.allclose(drawn.sum(axis=0), 1)
    errors = np.sqrt(means * (1 - means) / (weight + 1) / DRAWS)
    assert (np.abs(drawn.mean(axis=1) - means) <= 6 * errors + 1e-9).all()
