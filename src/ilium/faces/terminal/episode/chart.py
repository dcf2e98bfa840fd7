"""The pain of an episode against what is expected, in letters: 80 columns are enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilium.faces.terminal.episode import words

TOP = 10
LEFT, WIDTH = 5, 70
PAIN, BAND, BOTH = "o", "░", "o"
FEWEST_DAYS = 14

Point = tuple[int, float]
"""A day since the start, and the pain on it."""
Band = Mapping[int, tuple[float, float]]
"""By day: the lowest and the highest pain of most people."""


def draw_chart(points: Sequence[Point], band: Band | None = None) -> list[str]:
    """The lines of the chart, pain 10 at the top; no line where no pain was told."""
    if not points:
        return [words.NO_PAIN_TOLD]
    last = max(FEWEST_DAYS, *(day for day, _ in points))
    columns = [_column(band, last, column) for column in range(WIDTH + 1)]
    rows = [[BAND if _covers(columns[c], pain) else " " for c in range(WIDTH + 1)] for pain in range(TOP + 1)]
    for day, pain in points:
        rows[round(pain)][_place(day, last)] = PAIN
    drawn = [f"{pain:>{LEFT - 2}} |{''.join(rows[pain])}".rstrip() for pain in range(TOP, -1, -1)]
    key = words.CHART_KEY if band else words.CHART_KEY_ALONE
    return [*drawn, f"{' ' * (LEFT - 1)}+{'-' * WIDTH}", _days(points, last), key]


def _place(day: int, last: int) -> int:
    return round(day / last * WIDTH)


def _column(band: Band | None, last: int, column: int) -> tuple[float, float] | None:
    """The band at a column: straight between the days that are described."""
    if not band:
        return None
    day = column / WIDTH * last
    before = max((known for known in band if known <= day), default=None)
    after = min((known for known in band if known >= day), default=None)
    if before is None or after is None:
        return None
    share = (day - before) / (after - before) if after > before else 0.0
    (low, high), (low_after, high_after) = band[before], band[after]
    return low + share * (low_after - low), high + share * (high_after - high)


def _covers(ends: tuple[float, float] | None, pain: int) -> bool:
    return ends is not None and round(ends[0]) <= pain <= round(ends[1])


def _days(points: Sequence[Point], last: int) -> str:
    """The days below the axis: the first, the last, and those with a point, as far as they fit."""
    line = [" "] * (LEFT + WIDTH + 5)
    for day in (0, last, *(day for day, _ in points)):
        text = str(day)
        start = LEFT + _place(day, last) - len(text) // 2
        if all(sign == " " for sign in line[start - 1 : start + len(text) + 1]):
            line[start : start + len(text)] = text
    told = "".join(line).rstrip()
    return f"{words.CHART_DAYS}{told[len(words.CHART_DAYS) :]}"
