"""Simulated courses: the urgency rises on the right day, and a recovery is left alone."""

from __future__ import annotations

import pytest

from ilium.knowledge.reading import load_knowledge
from ilium.study.courses import CourseResult, simulate_courses

PEOPLE = 40


@pytest.fixture(scope="module")
def found() -> dict[str, CourseResult]:
    return {one.id: one for one in simulate_courses(load_knowledge(), PEOPLE, seed=7)}


def test_asking_once_finds_none_of_them(found: dict[str, CourseResult]) -> None:
    assert [one.raised_at_once for one in found.values()] == [0.0] * 5


def test_a_recovery_is_left_at_home(found: dict[str, CourseResult]) -> None:
    assert found["recovering"].raised <= 0.05
    assert found["recovering"].same_day_or_sooner == 0


def test_a_stalled_course_is_seen_after_two_weeks(found: dict[str, CourseResult]) -> None:
    assert found["stalled"].raised == 1
    assert found["stalled"].median_day == 14


def test_a_red_flag_on_day_five_is_told_on_that_day(found: dict[str, CourseResult]) -> None:
    one = found["red_flag_on_day_5"]
    assert one.same_day_or_sooner == 1
    assert one.median_day == 5
    assert one.first_day == 5


def test_a_course_that_grows_is_seen_soon_after_it_has_grown_by_two_points(
    found: dict[str, CourseResult],
) -> None:
    assert found["worsening"].raised == 1
    assert found["worsening"].median_day is not None and 8 <= found["worsening"].median_day <= 14


def test_a_serious_cause_that_was_mild_at_first_is_told_to_be_seen_the_same_day(
    found: dict[str, CourseResult],
) -> None:
    one = found["serious_but_mild_at_first"]
    assert one.same_day_or_sooner == 1
    assert one.first_day is not None and one.first_day > 5


def test_the_same_seed_gives_the_same_figures() -> None:
    knowledge = load_knowledge()
    assert list(simulate_courses(knowledge, 2, seed=3)) == list(simulate_courses(knowledge, 2, seed=3))
