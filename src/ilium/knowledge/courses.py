"""The expected course of each condition, and the findings that check-ins become by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilium.answers.values import Id
from ilium.knowledge.beliefs import mean_shares
from ilium.knowledge.measures import CLASSES, CoursePolicy, Day
from ilium.knowledge.numbers import Shares
from ilium.knowledge.schema import Concept, Finding, Table


class Course(Concept):
    """How people with one condition divide over the classes of change, by day."""

    condition: Id
    days: dict[Day, Shares]


def finding_of_day(day: int) -> str:
    """The id of the finding that says how the pain stands by a day."""
    return f"course_by_day_{day}"


def course_findings(policy: CoursePolicy | None, courses: Iterable[Course]) -> dict[str, Finding]:
    """One graded finding for each described day: what a check-in near it says of the causes."""
    if policy is None:
        return {}
    known = sorted(courses, key=lambda course: course.condition)
    return {finding_of_day(day): _finding(policy, known, day) for day in policy.days}


def _finding(policy: CoursePolicy, courses: list[Course], day: int) -> Finding:
    rows = {c.condition: _tempered(policy, c.days[day], day) for c in courses if day in c.days}
    common = policy.common[day]
    return Finding(
        id=finding_of_day(day),
        name=f"How the pain stands against the start, by day {day}",
        clinical_name=f"Pain course, day {day}",
        group="pattern",
        table=Table(values=CLASSES, conditions=rows, otherwise=common),
        unlisted=common,
    )


def _tempered(policy: CoursePolicy, shares: Shares, day: int) -> Shares:
    """Shares drawn towards the common course by the temper of the region."""
    own, common = mean_shares(shares, CLASSES), mean_shares(policy.common[day], CLASSES)
    mixed = (1 - policy.temper) * own + policy.temper * common
    people = sum(shares.counts.values()) if shares.counts is not None else shares.n
    told = dict(zip(CLASSES, _whole(mixed), strict=True))
    return shares.model_copy(update={"shares": told, "counts": None, "n": people})


def _whole(shares: Iterable[float]) -> Iterator[float]:
    """Shares of six places that sum to one."""
    rounded = [round(float(share), 6) for share in shares]
    rounded[-1] += 1 - sum(rounded)
    yield from rounded
