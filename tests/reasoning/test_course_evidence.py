"""Check-ins as evidence: what the course says of the causes, and what it must not be counted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer
from ilium.knowledge.measures import CLASSES
from ilium.knowledge.moments import nearest_day
from ilium.knowledge.reading import load_knowledge
from ilium.study.courses import FIRST, QUIET
from ilium.verdict import reach_verdict

KNOWLEDGE = load_knowledge()
START = date(2026, 11, 1)


def chances(*looks: tuple[int, float], **said: Answer) -> dict[str, float]:
    check_ins = tuple(
        CheckIn(START + timedelta(days=day), {**QUIET, "buttock_pain": pain, **said}) for day, pain in looks
    )
    case = Case(answers={**FIRST, "how_bad": 6.0}, start=START, check_ins=check_ins)
    verdict = reach_verdict(KNOWLEDGE, case)
    return dict(zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True))


def odds(found: dict[str, float], one: str, other: str) -> float:
    return found[one] / found[other]


def test_easing_speaks_for_a_strain_and_staying_flat_against_it() -> None:
    pair = ("gluteal_muscle_strain", "gluteal_tendinopathy")
    before = odds(chances(), *pair)
    assert odds(chances((14, 1.0)), *pair) > before > odds(chances((14, 6.0)), *pair)


def test_pain_that_grows_speaks_for_a_serious_cause() -> None:
    assert chances((14, 9.0))["infection"] > chances()["infection"]
    assert chances((14, 9.0))["malignancy"] > chances()["malignancy"]


def test_only_the_latest_look_counts() -> None:
    assert chances((2, 5.0), (5, 3.0), (14, 2.0)) == pytest.approx(chances((14, 2.0)))


def test_saying_the_same_every_day_makes_nothing_surer() -> None:
    daily = tuple((day, 6.0) for day in range(10, 15))
    assert chances(*daily) == pytest.approx(chances((14, 6.0)))


def test_no_class_of_change_moves_the_odds_of_two_causes_without_bound() -> None:
    """The temper: three tenths of each row are the common course."""
    for id_, finding in KNOWLEDGE.findings.items():
        if id_.startswith("course_by_day_"):
            assert finding.table is not None
            rows = [row.shares for row in finding.table.conditions.values() if row.shares is not None]
            for name in CLASSES:
                told = [row[name] for row in rows]
                assert max(told) / min(told) < 15, (id_, name)


@pytest.mark.parametrize("taken", ["no_tablets", "some_days", "most_days"])
def test_tablets_say_nothing_about_the_cause(taken: str) -> None:
    assert chances((14, 2.0), tablets_taken=taken) == pytest.approx(chances((14, 2.0)))


def test_a_check_in_on_the_first_day_says_nothing_of_the_course() -> None:
    policy = KNOWLEDGE.region.course
    assert policy is not None
    assert nearest_day(policy, 0) is None
    assert [nearest_day(policy, day) for day in (1, 3, 4, 8, 9, 24, 25, 90)] == [2, 2, 5, 5, 14, 14, 42, 42]


def test_pain_that_leaves_the_leg_is_better_for_a_squeezed_root() -> None:
    first = CheckIn(START + timedelta(days=2), {**QUIET, "buttock_pain": 6.0, "leg_pain": 7.0})
    later = CheckIn(START + timedelta(days=14), {**QUIET, "buttock_pain": 6.0, "leg_pain": 2.0})
    case = Case(answers={**FIRST, "how_bad": 6.0}, start=START, check_ins=(first, later))
    flat = replace(case, check_ins=(first, replace(later, answers={**later.answers, "leg_pain": 7.0})))
    told = dict(zip(KNOWLEDGE.conditions, reach_verdict(KNOWLEDGE, case).posterior.conditions, strict=True))
    stays = dict(zip(KNOWLEDGE.conditions, reach_verdict(KNOWLEDGE, flat).posterior.conditions, strict=True))
    pair = ("lumbar_disc_radiculopathy", "lumbar_spinal_stenosis")
    assert odds(told, *pair) > odds(stays, *pair)
