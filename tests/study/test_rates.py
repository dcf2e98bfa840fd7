"""A share of weighed people, and how sure it is."""

import pytest

from ilium.study.rates import rate_of, wilson


@pytest.mark.parametrize(
    ("seen", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(seen: int, n: int, low: float, high: float) -> None:
    assert wilson(seen / n, n) == pytest.approx((low, high), abs=5e-5)


def test_people_of_equal_weight_count_as_they_are() -> None:
    rate = rate_of([(2.0, True)] * 3 + [(2.0, False)])
    assert (rate.share, rate.n, rate.effective) == (0.75, 4, 4.0)
    assert rate.low < 0.75 < rate.high


def test_one_heavy_person_is_hardly_more_than_one() -> None:
    rate = rate_of([(100.0, True), (1.0, False), (1.0, False)])
    assert rate.share == pytest.approx(100 / 102)
    assert rate.effective < 1.1
    assert rate.low < 0.3


def test_nobody_gives_no_rate() -> None:
    with pytest.raises(ValueError, match="at least one person"):
        rate_of([])
