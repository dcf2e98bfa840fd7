"""The calibration as a picture: for each figure its published interval, and where the network stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from ilium.study.calibrate import Calibration, Row

STEP, LEFT, WIDTH, RIGHT, TOP = 13, 520, 380, 20, 46
LOWEST, HIGHEST = 0.05, 64.0
RATIOS = ("lr_positive", "lr_negative", "odds_ratio")
COLOURS = {"inside": "#1b6e53", "between": "#2b6cb0", "excused": "#8a6d00", "outside": "#b3261e"}
TOLD = {
    "inside": "inside its interval",
    "between": "between studies that disagree",
    "excused": "excused",
    "outside": "outside",
}
LONGEST = 92


def plot(calibration: Calibration) -> str:
    """A dot plot as SVG: shares and areas on a plain scale, ratios on a logarithmic one below them."""
    shares = _in_order(row for row in calibration.rows if row.measure not in RATIOS)
    ratios = _in_order(row for row in calibration.rows if row.measure in RATIOS)
    second = TOP + STEP * (len(shares) + 4)
    height = second + STEP * (len(ratios) + 2)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}"'
        ' font-family="sans-serif" font-size="9" role="img">',
        "<title>Published figures with their 95 % intervals, and what the network implies</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *_legend(),
        *_panel(shares, TOP, ratios=False),
        *_panel(ratios, second, ratios=True),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _in_order(rows: Iterator[Row]) -> list[Row]:
    """By whom a figure is about, then by what was seen, so that studies of one thing stand together."""
    return sorted(rows, key=lambda row: (row.among, row.signs, row.measure, row.study))


def _legend() -> Iterator[str]:
    for number, (standing, colour) in enumerate(COLOURS.items()):
        x = 12 + 210 * number
        yield f'<circle cx="{x}" cy="12" r="3.5" fill="{colour}"/>'
        yield f'<text x="{x + 8}" y="15">{TOLD[standing]}</text>'
    yield '<text x="8" y="30" fill="#444444">Bar: published interval. Tick: published. Dot: network.</text>'


def _panel(rows: Sequence[Row], top: int, *, ratios: bool) -> Iterator[str]:
    ticks = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32) if ratios else (0, 0.2, 0.4, 0.6, 0.8, 1)
    bottom = top + STEP * len(rows)
    for tick in ticks:
        x = _place(tick, ratios=ratios)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 11}" text-anchor="middle" fill="#444444">{tick:g}</text>'
    for number, row in enumerate(rows):
        yield from _line(row, top + STEP * number + STEP // 2, ratios=ratios)


def _line(row: Row, y: int, *, ratios: bool) -> Iterator[str]:
    low, high = _place(row.low, ratios=ratios), _place(row.high, ratios=ratios)
    tick, dot = _place(row.published, ratios=ratios), _place(row.model, ratios=ratios)
    colour = COLOURS[row.standing]
    yield f'<text x="{LEFT - 8}" y="{y + 3}" text-anchor="end">{escape(_label(row))}</text>'
    yield f'<rect x="{low:.1f}" y="{y - 3}" width="{max(high - low, 1):.1f}" height="6" fill="#cfd8dc"/>'
    yield f'<line x1="{tick:.1f}" x2="{tick:.1f}" y1="{y - 4}" y2="{y + 4}" stroke="#546e7a"/>'
    yield f'<circle cx="{dot:.1f}" cy="{y}" r="3.2" fill="{colour}"/>'


def _label(row: Row) -> str:
    label = f"{row.signs.replace('_', ' ')}: {row.measure.replace('_', ' ')}"
    short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    return f"{short} ({row.source})"


def _place(value: float, *, ratios: bool) -> float:
    if ratios:
        inside = min(max(value, LOWEST), HIGHEST)
        return LEFT + WIDTH * math.log(inside / LOWEST) / math.log(HIGHEST / LOWEST)
    return LEFT + WIDTH * value
