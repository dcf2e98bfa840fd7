"""Simulated courses: on which day the urgency rises, against asking once, and at what cost in false alarms.

Everybody in a scenario begins with the same quiet answers, so that nothing but the check-ins can raise the
urgency. Pain is drawn around the line of the scenario, and now and then a check-in is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

import numpy as np

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer, Ticked
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.verdict import reach_verdict

START = date(2026, 1, 1)
DAYS = (2, 5, 6, 8, 11, 14, 21, 28, 35, 42)
"""The days of the check-ins; two stand side by side, as after a bad day."""
NOISE = 0.7
"""Standard deviation of a told number around the line, in points."""
MISSED = 0.1
"""How many check-ins nobody answers."""
LASTING = 2.0
"""How far the pain must have lain above the first day two days ago, to say that it stays worse."""
RAISED = Level.SEE_CLINICIAN_SOON
Line = Callable[[int, float], float]
"""The pain on a day, from the pain at the start."""
Signs = Callable[[int], Mapping[str, Answer]]
"""What differs from a quiet check-in on a day."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of course: its line, its signs, and the day on which what matters begins, if anything does."""

    id: str
    line: Line
    signs: Signs = lambda _: {}
    begins: int | None = None


@dataclass(frozen=True, slots=True)
class CourseResult:
    """What came of one scenario. Days are those of the first check-in at which a clinician is called for."""

    id: str
    people: int
    begins: int | None
    raised_at_once: float
    """By asking once, on the first day."""
    raised: float
    first_day: float | None
    last_day: float | None
    median_day: float | None
    delay: float | None
    """Median days from the beginning of what matters to the rise."""
    same_day_or_sooner: float
    """How many were told to be seen the same day, or at once."""


SCENARIOS = (
    Scenario("recovering", lambda day, first: first * 0.5 ** (day / 6)),
    Scenario("stalled", lambda day, first: first - 0.3 * min(day / 14, 1), begins=14),
    Scenario("worsening", lambda day, first: first + 0.6 * max(day - 5, 0), begins=5),
    Scenario(
        "red_flag_on_day_5",
        lambda day, first: first * 0.5 ** (day / 6),
        lambda day: {"saddle_feeling": "new"} if day >= 5 else {},
        begins=5,
    ),
    Scenario(
        "serious_but_mild_at_first",
        lambda day, first: first - 2 + 0.45 * max(day - 7, 0),
        lambda day: {"same_in_every_position": "yes", "feels_ill": "yes"} if day >= 11 else {},
        begins=7,
    ),
)
"""Recovering (half gone in six days), stalled, growing from day 5, a new sign on day 5 of a recovery, and a
pain that is mild for a week, then grows, is there day and night, and goes with feeling ill."""
CHECKED = (
    *("saddle_feeling", "urine_trouble", "bowel_control", "both_legs", "leg_weakness", "leg_numbness"),
    *("fever", "four_steps"),
)
FIRST: Mapping[str, Answer] = {
    **dict.fromkeys(CHECKED, "no"),
    **dict.fromkeys(("collapse_pain", "cold_leg", "swollen_leg", "hot_lump", "new_blisters"), "no"),
    **dict.fromkeys(("pop_and_bruise", "footfall_pain"), "no"),
    **{"health_history": Ticked(frozenset()), "age": 42.0, "sex": "male", "how_started": "sudden_effort"},
    **{"where_it_hurts": Ticked(frozenset({"upper_buttock_left"}))},
    **{"how_long": 1.0, "daily_limits": "some", "trend": "same"},
}
QUIET: Mapping[str, Answer] = {
    **dict.fromkeys(CHECKED, "no"),
    **{"leg_pain": 0.0, "same_in_every_position": "no", "feels_ill": "no"},
    **{"walking_change": "as_far", "daily_limits": "some", "flare_load": "nothing_special"},
}


def simulate_courses(knowledge: Knowledge, people: int, seed: int) -> Iterator[CourseResult]:
    """Every scenario with so many people; the same seed gives the same result."""
    for number, scenario in enumerate(SCENARIOS):
        days = [
            _follow(knowledge, scenario, np.random.default_rng([seed, number, one])) for one in range(people)
        ]
        yield _sum_up(scenario, days)


@dataclass(frozen=True, slots=True)
class _Followed:
    at_once: bool
    day: int | None
    highest: Level


def _follow(knowledge: Knowledge, scenario: Scenario, rng: np.random.Generator) -> _Followed:
    """One person, check-in by check-in."""
    first = float(rng.integers(4, 8))
    case = Case(answers={**FIRST, "how_bad": first}, start=START)
    at_once = _level(knowledge, case)
    highest, raised = at_once, None
    for day in DAYS:
        if rng.random() < MISSED:
            continue
        told = _told(scenario.line(day, first), rng)
        lasting = scenario.line(day - 2, first) - first >= LASTING
        said = {**QUIET, "worse_two_days": "yes" if lasting else "no", "buttock_pain": told}
        said |= scenario.signs(day)
        check_in = CheckIn(START + timedelta(days=day), said)
        case = replace(case, check_ins=(*case.check_ins, check_in))
        level = _level(knowledge, case)
        highest = max(highest, level, key=lambda one: one.rank)
        if raised is None and level.rank >= RAISED.rank:
            raised = day
    return _Followed(at_once.rank >= RAISED.rank, raised, highest)


def _told(pain: float, rng: np.random.Generator) -> float:
    return float(np.clip(np.round(pain + rng.normal(0, NOISE)), 0, 10))


def _level(knowledge: Knowledge, case: Case) -> Level:
    return reach_verdict(knowledge, case).urgency.level


def _sum_up(scenario: Scenario, found: list[_Followed]) -> CourseResult:
    days = sorted(one.day for one in found if one.day is not None)
    middle = median(days) if days else None
    urgent = sum(one.highest.rank >= Level.URGENT_SAME_DAY.rank for one in found)
    return CourseResult(
        id=scenario.id,
        people=len(found),
        begins=scenario.begins,
        raised_at_once=sum(one.at_once for one in found) / len(found),
        raised=len(days) / len(found),
        first_day=float(days[0]) if days else None,
        last_day=float(days[-1]) if days else None,
        median_day=float(middle) if middle is not None else None,
        delay=float(middle - scenario.begins) if middle is not None and scenario.begins else None,
        same_day_or_sooner=urgent / len(found),
    )
