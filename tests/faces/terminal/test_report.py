"""The words and bars of the report."""

import pytest

from ilium.faces.telling.often import how_far, how_often
from ilium.faces.telling.soon import time_words
from ilium.faces.terminal.bar import BAR, bar
from ilium.knowledge.levels import Level


@pytest.mark.parametrize(
    ("probability", "told"),
    [
        (1.0, "more than 9 in 10"),
        (0.94, "about 9 in 10"),
        (0.42, "about 4 in 10"),
        (0.1, "about 1 in 10"),
        (0.08, "about 1 in 10"),
        (0.06, "about 1 in 20"),
        (0.02, "about 1 in 50"),
        (0.011, "about 1 in 100"),
        (0.0, "fewer than 1 in 100"),
    ],
)
def test_a_probability_is_told_as_people_count(probability: float, told: str) -> None:
    assert how_often(probability) == told


@pytest.mark.parametrize(
    ("probability", "interval", "told"),
    [
        (0.42, (0.21, 0.58), "between 2 and 6 in 10"),
        (0.92, (0.49, 0.99), "at least 5 in 10"),
        (0.12, (0.01, 0.34), "at most 3 in 10"),
        (0.5, (0.01, 0.99), "and it could be far off"),
        (0.42, (0.38, 0.44), ""),
        (0.03, (0.012, 0.11), "between 1 and 11 in 100"),
        (0.002, (0.0, 0.031), "at most 3 in 100"),
        (0.0, (0.0, 0.004), ""),
        (1.0, (0.97, 1.0), ""),
    ],
)
def test_a_range_is_told_as_people_count(
    probability: float, interval: tuple[float, float], told: str
) -> None:
    assert how_far(probability, interval) == told


def test_a_bar_is_as_long_as_it_should_be() -> None:
    assert [bar(share).plain.count("█") for share in (0.0, 0.5, 1.0)] == [0, BAR // 2, BAR]


@pytest.mark.parametrize(
    ("level", "hours", "told"),
    [
        (Level.EMERGENCY_NOW, 0, "Now"),
        (Level.URGENT_SAME_DAY, 12, "Within 12 hours"),
        (Level.SEE_CLINICIAN_SOON, 72, "Within 3 days"),
        (Level.ROUTINE, 672, "Within 4 weeks"),
        (Level.SELF_CARE, 336, "Look again within 2 weeks"),
    ],
)
def test_a_time_is_told_in_the_unit_people_use(level: Level, hours: int, told: str) -> None:
    assert time_words(level, hours) == told
