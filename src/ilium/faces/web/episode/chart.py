"""The pain of an episode against what is expected, as places on a drawing and as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilium.answers.case import Case
from ilium.episode.course import BandDay, expected_band
from ilium.knowledge.library import Knowledge
from ilium.knowledge.moments import Look, looks
from ilium.result import Assessment

WIDTH, HEIGHT = 340, 236
LEFT, RIGHT, TOP, BOTTOM = 26, 12, 12, 40
MOST_PAIN = 10.0
FEWEST_DAYS = 14
PAIN_MARKS = (0, 2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Dot:
    """The pain of one day, at its place on the drawing."""

    x: float
    y: float
    day: int
    pain: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One day as the table tells it; None is not told, never well."""

    day: int
    date: date
    buttock: float | None
    leg: float | None
    expected: tuple[float, float] | None
    """The lowest and highest pain of eight in ten people with these answers, in points."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to draw, in the units of the drawing; and the same as rows."""

    rows: tuple[Row, ...]
    buttock: tuple[Dot, ...]
    leg: tuple[Dot, ...]
    band: str
    """The outline of where most people are; empty where nothing is expected."""
    pains: tuple[Tick, ...]
    days: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def draw_chart(
    knowledge: Knowledge, case: Case, assessment: Assessment, started: date, *, with_band: bool
) -> Chart:
    """The chart of a case; `with_band` is False where help comes first and nothing is to be compared."""
    looked = looks(knowledge, case)
    last = max(FEWEST_DAYS, looked[-1].day)
    policy = knowledge.region.course
    described = () if policy is None else policy.days
    first = looked[0].pain if with_band else None
    marked = sorted({0, last, *(day for day in described if day < last), *(one.day for one in looked)})
    band = expected_band(knowledge, assessment, marked) if first else ()
    expected = {one.day: _points(one, first) for one in band if first}
    return Chart(
        rows=tuple(
            Row(one.day, started + timedelta(one.day), one.pain, one.leg, expected.get(one.day))
            for one in looked
        ),
        buttock=_dots([(one.day, one.pain) for one in looked], last),
        leg=_dots([(one.day, one.leg) for one in looked], last),
        band=_outline(expected, last),
        pains=tuple(Tick(_y(pain), str(pain)) for pain in PAIN_MARKS),
        days=_day_ticks(described, looked, last),
    )


def _points(band: BandDay, first: float) -> tuple[float, float]:
    """The ends of the band in points, as whole people tell them."""
    return min(band.low * first, MOST_PAIN), min(band.high * first, MOST_PAIN)


def _dots(told: Sequence[tuple[int, float | None]], last: int) -> tuple[Dot, ...]:
    return tuple(Dot(_x(day, last), _y(pain), day, pain) for day, pain in told if pain is not None)


def _outline(expected: dict[int, tuple[float, float]], last: int) -> str:
    """The band as one closed line: along its lower edge, and back along its upper edge."""
    days = sorted(expected)
    there = [(_x(day, last), _y(expected[day][0])) for day in days]
    back = [(_x(day, last), _y(expected[day][1])) for day in reversed(days)]
    return " ".join(f"{x:g},{y:g}" for x, y in (*there, *back))


def _day_ticks(described: Sequence[int], looked: Sequence[Look], last: int) -> tuple[Tick, ...]:
    """Marks for the days that courses describe and for the looks, as far as they do not touch."""
    wanted = [0, last, *(one.day for one in looked), *described]
    ticks: list[Tick] = []
    for day in dict.fromkeys(day for day in wanted if day <= last):
        at = _x(day, last)
        if all(abs(at - other.at) >= 16 for other in ticks):
            ticks.append(Tick(at, str(day)))
    return tuple(sorted(ticks, key=lambda tick: tick.at))


def _x(day: int, last: int) -> float:
    return round(LEFT + day / last * (WIDTH - LEFT - RIGHT), 1)


def _y(pain: float) -> float:
    return round(TOP + (1 - pain / MOST_PAIN) * (HEIGHT - TOP - BOTTOM), 1)
