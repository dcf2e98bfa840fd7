"""The pictures of the report, as Vega-Lite charts drawn to SVG. Each has a table beside it in the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ilium.faces.study_report.missing import need_study_extra
from ilium.study.reliability import Bin

INK, LINE, GREEN, AMBER, RED = "#1f2a2e", "#c8d0d2", "#1b6e53", "#a86400", "#b3261e"
CONFIG = {
    "font": "sans-serif",
    "background": "#ffffff",
    "view": {"stroke": LINE},
    "axis": {"gridColor": "#e6eaeb", "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal"},
}
Spec = dict[str, Any]


def draw_reliability(bins: Sequence[Bin], across: str, up: str) -> str:
    """Where the points lie on the line, the probabilities can be taken at their word."""
    values = [{"chance": b.chance, "true": b.true, "low": b.low, "high": b.high, "n": b.n} for b in bins]
    x = {"field": "chance", "type": "quantitative", "title": across, "scale": {"domain": [0, 1]}}
    y = {"field": "true", "type": "quantitative", "title": up, "scale": {"domain": [0, 1]}}
    size = {"field": "n", "type": "quantitative", "legend": None}
    dashed = {"type": "line", "color": LINE, "strokeDash": [4, 3]}
    layers = [
        _layer([{"chance": 0, "true": 0}, {"chance": 1, "true": 1}], dashed, {"x": x, "y": y}),
        _layer(
            values,
            {"type": "rule", "color": GREEN},
            {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        ),
        _layer(values, {"type": "circle", "color": GREEN, "opacity": 1}, {"x": x, "y": y, "size": size}),
    ]
    return _svg({"width": 260, "height": 260, "layer": layers})


def _layer(values: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def draw_confusion(counts: Sequence[Sequence[int]], names: Sequence[str], across: str, up: str) -> str:
    """How often each expected urgency got each given one. Too high is amber, too low is red."""
    values = [
        {"given": given, "expected": wanted, "n": counts[row][column], "side": _side(row, column)}
        for row, wanted in enumerate(names)
        for column, given in enumerate(names)
        if counts[row][column]
    ]
    order = list(names)
    axes = {
        "x": {"field": "given", "type": "nominal", "scale": {"domain": order}, "title": across},
        "y": {"field": "expected", "type": "nominal", "scale": {"domain": order}, "title": up},
    }
    colour = {
        "field": "side",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["same", "over", "under"], "range": [GREEN, AMBER, RED]},
    }
    text = {"text": {"field": "n"}, "color": {"value": "#ffffff"}}
    return _svg(
        {
            "width": 300,
            "height": 260,
            "data": {"values": values},
            "layer": [
                {"mark": {"type": "rect"}, "encoding": {**axes, "color": colour}},
                {"mark": {"type": "text", "fontSize": 13}, "encoding": {**axes, **text}},
            ],
        }
    )


def _side(wanted: int, given: int) -> str:
    return "same" if wanted == given else "over" if given < wanted else "under"


def draw_questions(questions: Sequence[int], across: str, up: str) -> str:
    """How many people were asked how many questions."""
    return _svg(
        {
            "width": 300,
            "height": 200,
            "data": {"values": [{"questions": number} for number in questions]},
            "mark": {"type": "bar", "color": GREEN},
            "encoding": {
                "x": {
                    "field": "questions",
                    "type": "quantitative",
                    "bin": {"step": 2},
                    "title": across,
                },
                "y": {"aggregate": "count", "type": "quantitative", "title": up, "axis": {"tickMinStep": 1}},
            },
        }
    )


def _svg(spec: Spec) -> str:
    with need_study_extra():
        import vl_convert

    svg: str = vl_convert.vegalite_to_svg({**spec, "config": CONFIG})
    return svg
