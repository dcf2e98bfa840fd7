"""Is it going as it should: the expected band, and where the pain stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer
from ilium.assessment import assess
from ilium.episode.course import expected_band, progress
from ilium.knowledge.beliefs import mean_shares
from ilium.knowledge.measures import CLASSES
from ilium.knowledge.reading import load_knowledge
from ilium.result import Assessment
from ilium.study.courses import FIRST, QUIET

KNOWLEDGE = load_knowledge()
START = date(2026, 11, 1)
BEGUN = Case(answers={**FIRST, "how_bad": 6.0}, start=START)


def look(case: Case, day: int, pain: float, **said: Answer) -> Case:
    check_in = CheckIn(START + timedelta(days=day), {**QUIET, "buttock_pain": pain, **said})
    return replace(case, check_ins=(*case.check_ins, check_in))


def certain(condition: str) -> Assessment:
    """An assessment that is sure of one cause."""
    found = assess(KNOWLEDGE, BEGUN)
    sure = tuple(replace(one, probability=float(one.id == condition)) for one in found.conditions)
    return replace(found, conditions=sure, unlisted=0.0)


def standing(case: Case) -> str:
    told = progress(KNOWLEDGE, case, assess(KNOWLEDGE, case))
    assert told is not None
    return told.standing


def test_the_band_begins_at_the_first_pain_and_its_lines_keep_their_order() -> None:
    band = expected_band(KNOWLEDGE, assess(KNOWLEDGE, BEGUN), range(60))
    assert (band[0].low, band[0].middle, band[0].high) == (1, 1, 1)
    assert all(0 <= day.low <= day.middle <= day.high <= 2 for day in band)
    assert band[59].middle == band[42].middle


def test_a_strain_is_expected_to_ease_and_a_tendon_to_stay() -> None:
    strain = expected_band(KNOWLEDGE, certain("gluteal_muscle_strain"), (14, 42))
    tendon = expected_band(KNOWLEDGE, certain("gluteal_tendinopathy"), (14, 42))
    assert [day.middle < 0.6 for day in strain] == [True, True]
    assert [day.middle > 0.7 for day in tendon] == [True, True]


def test_the_course_of_back_pain_agrees_with_the_published_means() -> None:
    """52 to 23, and 56 to 26, of 100 in six weeks: 44 and 46 of a hundred are left."""
    policy = KNOWLEDGE.region.course
    assert policy is not None
    shares = mean_shares(KNOWLEDGE.courses["course_nonspecific_low_back_pain"].days[42], CLASSES)
    left = sum(s * sum(policy.reach[name]) / 2 for name, s in zip(CLASSES, shares, strict=True))
    assert left == pytest.approx(0.45, abs=0.08)


def test_nothing_is_said_before_the_first_check_in() -> None:
    assert progress(KNOWLEDGE, BEGUN, assess(KNOWLEDGE, BEGUN)) is None


def test_the_standing_follows_the_pain() -> None:
    assert standing(look(BEGUN, 2, 2.0)) == "ahead"
    assert standing(look(BEGUN, 5, 5.0)) == "as_expected"
    assert standing(look(BEGUN, 14, 6.0)) == "behind"
    assert standing(look(BEGUN, 5, 8.0)) == "worse"
    unknown = look(BEGUN, 5, 5.0)
    missing = {k: v for k, v in unknown.check_ins[0].answers.items() if k != "buttock_pain"}
    assert standing(replace(unknown, check_ins=(CheckIn(unknown.check_ins[0].date, missing),))) == "unknown"


def test_less_pain_with_a_danger_sign_is_never_called_good() -> None:
    weak = look(BEGUN, 5, 1.0, leg_weakness="new", weakness_kind="steady_under_2_weeks")
    assert standing(weak) == "urgent"


def test_every_listed_condition_has_a_course() -> None:
    assert {course.condition for course in KNOWLEDGE.courses.values()} >= set(KNOWLEDGE.conditions)
