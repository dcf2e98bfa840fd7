"""Pooling studies that disagree: against a published analysis, and against people drawn anew."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ilium.knowledge.beliefs import mean_probability, weigh_probability
from ilium.knowledge.numbers import Citation, Probability
from ilium.knowledge.pooling import pool_counts, pool_effects

# Thirteen trials of BCG vaccine against tuberculosis (Colditz and others, JAMA 1994;271:698-702): cases and
# people with the vaccine, cases and people without. The standard worked example of random-effects pooling.
BCG = [
    (4, 123, 11, 139),
    (6, 306, 29, 303),
    (3, 231, 11, 220),
    (62, 13598, 248, 12867),
    (33, 5069, 47, 5808),
    (180, 1541, 372, 1451),
    (8, 2545, 10, 629),
    (505, 88391, 499, 88391),
    (29, 7499, 45, 7277),
    (17, 1716, 65, 1665),
    (186, 50634, 141, 27338),
    (5, 2498, 3, 2341),
    (27, 16913, 29, 17854),
]

studies = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 200)).map(lambda pair: (min(pair), max(pair))),
    min_size=2,
    max_size=8,
)


def test_the_worked_example_of_the_textbooks_comes_out() -> None:
    effects = [math.log((a / n) / (b / m)) for a, n, b, m in BCG]
    variances = [1 / a - 1 / n + 1 / b - 1 / m for a, n, b, m in BCG]
    pooled = pool_effects(effects, variances)
    assert pooled.mean == pytest.approx(-0.7141, abs=5e-5)
    assert math.sqrt(pooled.variance) == pytest.approx(0.1787, abs=5e-5)
    assert pooled.between == pytest.approx(0.3088, abs=5e-5)


def test_studies_that_agree_pool_to_all_their_people() -> None:
    pooled = pool_counts(((30, 100), (60, 200), (15, 50)))
    assert pooled.mean == pytest.approx(105 / 350, abs=0.005)
    assert pooled.weight == pytest.approx(350, rel=0.05)


def test_studies_that_disagree_count_for_few_people() -> None:
    assert pool_counts(((10, 100), (80, 100))).weight < 6


@given(studies)
def test_the_order_of_the_studies_does_not_matter(counts: list[tuple[int, int]]) -> None:
    one, other = pool_counts(tuple(counts)), pool_counts(tuple(reversed(counts)))
    assert one.mean == pytest.approx(other.mean, abs=1e-9)
    assert one.weight == pytest.approx(other.weight, rel=1e-6)


@given(studies)
def test_a_pooled_share_lies_among_those_of_the_studies(counts: list[tuple[int, int]]) -> None:
    pooled = pool_counts(tuple(counts))
    shares = [(hit + 0.5) / (people + 1) for hit, people in counts]
    assert pooled.weight > 0
    assert min(shares) - 0.25 < pooled.mean < max(shares) + 0.25


def test_the_prediction_covers_one_more_study_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(5)
    covered, tried = 0, 600
    for _ in range(tried):
        true = 1 / (1 + np.exp(-generator.normal(-0.5, 0.6, size=13)))
        counts = tuple((int(generator.binomial(120, share)), 120) for share in true[:-1])
        pooled = pool_counts(counts)
        beta = generator.beta(pooled.mean * pooled.weight, (1 - pooled.mean) * pooled.weight, size=400)
        low, high = np.quantile(beta, [0.05, 0.95])
        covered += bool(low <= true[-1] <= high)
    assert 0.84 <= covered / tried <= 0.95


def pooled_number(pool: dict[str, tuple[int, int]], *cited: str) -> Probability:
    cite = [Citation(source=source, says="so many") for source in cited]
    return Probability(basis="study", cite=cite, pool=pool)  # type: ignore[arg-type]


def test_the_knowledge_takes_over_the_prediction_but_no_more_people_than_its_cap() -> None:
    number = pooled_number({"one": (30, 100), "two": (60, 200)}, "one", "two")
    assert mean_probability(number) == pool_counts(((30, 100), (60, 200))).mean
    assert weigh_probability(number, 50) == 50
    apart = pooled_number({"one": (10, 100), "two": (160, 200)}, "one", "two")
    assert weigh_probability(apart, 50) < 6


@pytest.mark.parametrize(
    ("pool", "cited", "complaint"),
    [
        ({"one": (3, 10)}, ["one"], "two studies or more"),
        ({"one": (3, 10), "two": (4, 10)}, ["one"], "'pool' counts two, which 'cite' does not name"),
        ({"one": (11, 10), "two": (4, 10)}, ["one", "two"], "more than all"),
    ],
)
def test_a_pool_that_cannot_be_is_refused(
    pool: dict[str, tuple[int, int]], cited: list[str], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        pooled_number(pool, *cited)
