"""Is it going as it should? The pain so far against what is expected of the likely causes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.knowledge.beliefs import mean_shares
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.measures import CLASSES, CoursePolicy, Standing
from ilium.knowledge.moments import change_of, looks
from ilium.result import Assessment

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The shares of people with answers like these who lie below each line of the band."""


@dataclass(frozen=True, slots=True)
class BandDay:
    """The expected pain on one day, as a share of the first pain.

    Eight of ten people lie from low to high, half of them from lower to upper.
    """

    day: int
    low: float
    lower: float
    middle: float
    upper: float
    high: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How an episode goes: the standing, the words for it, and the pain of the last look as a share."""

    standing: Standing
    text: str
    day: int
    share: float | None


def expected_band(knowledge: Knowledge, assessment: Assessment, days: Sequence[int]) -> tuple[BandDay, ...]:
    """The expected pain on each of some days, mixed over the present ranking of the causes.

    Between the days that courses describe, the lines are straight; after the last they stay level.
    """
    policy = knowledge.region.course
    if policy is None:
        return ()
    weights = {one.id: one.probability for one in assessment.conditions}
    known = [0, *policy.days]
    lines: list[tuple[float, ...]] = [(1.0,) * len(QUANTILES)]
    for day in policy.days:
        mixed = _mix(knowledge, policy, weights, assessment.unlisted, day)
        lines.append(tuple(_quantile(policy, mixed, q) for q in QUANTILES))
    return tuple(BandDay(day, *_between(known, lines, day)) for day in days)


def progress(knowledge: Knowledge, case: Case, assessment: Assessment) -> Progress | None:
    """Whether it goes as it should; None before the first check-in. Urgency always comes before it."""
    policy, looked = knowledge.region.course, looks(knowledge, case)
    if policy is None or len(looked) < 2:
        return None
    last = looked[-1]
    share = _share(looked[0].pain, last.pain)
    if assessment.urgency.level.rank >= Level.URGENT_SAME_DAY.rank:
        standing: Standing = "urgent"
    else:
        band = expected_band(knowledge, assessment, (last.day,))[0]
        standing = _compare(change_of(policy, looked), share, band)
    return Progress(standing, policy.words[standing], last.day, share)


def _compare(change: str | None, share: float | None, band: BandDay) -> Standing:
    """Ahead of three in four people, behind three in four, or as for most."""
    if change is None:
        return "unknown"
    if change == "worse":
        return "worse"
    if share is None:
        return "as_expected"
    if share < band.lower:
        return "ahead"
    return "behind" if share > band.upper else "as_expected"


def _share(first: float | None, now: float | None) -> float | None:
    return None if not first or now is None else now / first


def _mix(
    knowledge: Knowledge, policy: CoursePolicy, weights: Mapping[str, float], unlisted: float, day: int
) -> list[float]:
    """How people with this ranking divide over the classes on a described day."""
    own = {course.condition: course.days[day] for course in knowledge.courses.values() if day in course.days}
    common = policy.common[day]
    rows = [(weight, own.get(id_, common)) for id_, weight in weights.items()] + [(unlisted, common)]
    total = sum(weight for weight, _ in rows)
    told = [(weight / total, mean_shares(shares, CLASSES)) for weight, shares in rows]
    return [float(sum(weight * shares[place] for weight, shares in told)) for place in range(len(CLASSES))]


def _quantile(policy: CoursePolicy, mixed: Sequence[float], wanted: float) -> float:
    """The pain that a share of people lies below: within a class people divide evenly."""
    below = 0.0
    for name, share in zip(CLASSES, mixed, strict=True):
        low, high = policy.reach[name]
        if below + share >= wanted and share > 0:
            return low + (high - low) * (wanted - below) / share
        below += share
    return policy.reach[CLASSES[-1]][1]


def _between(known: Sequence[int], lines: Sequence[tuple[float, ...]], day: int) -> tuple[float, ...]:
    place = bisect_right(known, day) - 1
    if place >= len(known) - 1:
        return lines[-1]
    part = (day - known[place]) / (known[place + 1] - known[place])
    before, after = lines[place], lines[place + 1]
    return tuple(a + (b - a) * part for a, b in zip(before, after, strict=True))
