"""The trade-off of the loss table as an SVG picture: two lines, a floor, and today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from math import log2
from typing import TYPE_CHECKING

from ilium.faces.terminal import tradeoff_words as words

if TYPE_CHECKING:
    from ilium.study.rates import Rate
    from ilium.study.tradeoff import Setting, TradeOff

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 70, 560, 86, 380
NONE_AT = -4.6
"""Where factor 0 stands among the binary logarithms of the others: apart, to the left."""
CAUGHT, KEPT, INK, FAINT = "#0072B2", "#B34700", "#222222", "#C8C8C8"


def draw_chart(result: TradeOff) -> str:
    """The whole picture. The table beside it says the same in numbers."""
    title, told = escape(words.CHART_TITLE), escape(_told(result))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title told" font-family="sans-serif" font-size="13" fill="{INK}">',
        f'<title id="title">{title}</title>',
        f'<desc id="told">{told}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(20, 30, words.CHART_TITLE, "font-size:17px;font-weight:bold"),
        _text(20, 52, words.CHART_NOTE.format(people=result.people, version=result.version)),
        *_axes(result),
        *_floor(result),
        *_curve(result, lambda setting: setting.kept, KEPT, "6 4", words.KEPT),
        *_curve(result, lambda setting: setting.caught, CAUGHT, "none", words.CAUGHT),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def across(factor: float) -> float:
    """Where a factor stands from left to right: doublings are equally far apart."""
    place = log2(factor) if factor else NONE_AT
    return LEFT + (place - NONE_AT) / (6 - NONE_AT) * (RIGHT - LEFT)


def up(share: float) -> float:
    """Where a share stands: 0 at the bottom, 1 at the top."""
    return BOTTOM - share * (BOTTOM - TOP)


def _axes(result: TradeOff) -> Iterator[str]:
    for tenth in range(0, 11, 2):
        y = up(tenth / 10)
        yield _line((LEFT, y), (RIGHT, y), FAINT)
        yield _text(LEFT - 10, y + 4, f"{tenth * 10} %", anchor="end")
    for setting in result.settings:
        yield _line((across(setting.factor), BOTTOM), (across(setting.factor), BOTTOM + 5), INK)
        yield _text(across(setting.factor), BOTTOM + 22, words.factor_words(setting.factor), anchor="middle")
    yield _text(across(0), BOTTOM + 40, words.RULES_ALONE, anchor="middle")
    yield _text((across(0.125) + RIGHT) / 2, BOTTOM + 64, words.AXIS, anchor="middle")
    yield _line((across(1), TOP - 6), (across(1), BOTTOM), INK, "2 3")
    yield _text(across(1), TOP - 12, words.TODAY, anchor="middle")


def _floor(result: TradeOff) -> Iterator[str]:
    y = up(result.floor.caught.share)
    yield _line((LEFT, y), (RIGHT, y), CAUGHT, "1 4")
    yield _text(across(1) + 8, y + 17, words.FLOOR, f"fill:{CAUGHT};font-size:12px")


def _curve(
    result: TradeOff, rate: Callable[[Setting], Rate], colour: str, dash: str, name: str
) -> Iterator[str]:
    """A line with its 95 % band, broken before the rules alone, and its name at the end."""
    rates = [(across(setting.factor), rate(setting)) for setting in result.settings]
    edge = [(x, up(r.high)) for x, r in rates] + [(x, up(r.low)) for x, r in reversed(rates)]
    yield f'<polygon points="{_points(edge)}" fill="{colour}" fill-opacity="0.15"/>'
    line = _points([(x, up(r.share)) for x, r in rates])
    yield (
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5" '
        f'stroke-dasharray="{dash}"/>'
    )
    yield from (f'<circle cx="{x:.1f}" cy="{up(r.share):.1f}" r="3.5" fill="{colour}"/>' for x, r in rates)
    for row, part in enumerate(name.split("\n")):
        yield _text(RIGHT + 14, up(rates[-1][1].share) + 4 + 16 * row, part, f"fill:{colour}")


def _told(result: TradeOff) -> str:
    floor, today = result.floor, result.today
    return words.CHART_TOLD.format(
        floor=words.percent(floor.caught.share),
        caught=words.percent(today.caught.share),
        kept=words.percent(today.kept.share),
        kept_floor=words.percent(floor.kept.share),
    )


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, dash: str = "none") -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-dasharray="{dash}"/>'
    )


def _text(x: float, y: float, text: str, style: str = "", anchor: str = "start") -> str:
    styled = f' style="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{styled}>{escape(text)}</text>'
