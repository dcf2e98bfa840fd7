"""The causal graph as an SVG picture, readable on a light page and on a dark one."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from ilium.faces.causal_graph import words
from ilium.faces.causal_graph.graph import Graph, Kind
from ilium.faces.causal_graph.layout import BOX, LINE, TOP, Box, Layout, Path, lay_out

INK, QUIET, PAPER = "#222222", "#555555", "#ffffff"
FILLS: dict[Kind, tuple[str, str]] = {
    "trigger": ("#fdf1d8", "#9a6a00"),
    "condition": ("#dcebf7", "#0b5c94"),
    "mechanism": ("#efe3f4", "#7a3d8f"),
    "finding": ("#e2f2e4", "#2f7a3d"),
}
"""Paper and edge of the boxes of each kind."""
DARK_INK, DARK_QUIET, DARK_PAPER = "#f1ede4", "#b9b5ab", "#1a2523"
DARK_FILLS: dict[Kind, tuple[str, str]] = {
    "trigger": ("#3b2f14", "#e0b34e"),
    "condition": ("#123247", "#7cc0ee"),
    "mechanism": ("#38243f", "#d3a2e4"),
    "finding": ("#17351d", "#84cf92"),
}
"""The same on a dark page."""

THINNEST, WIDEST = 1.0, 7.0
DIGIT = 6.4


def draw(graph: Graph) -> str:
    """The whole picture; its content stands in words in the description."""
    layout = lay_out(graph)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width:g} {layout.height:g}" '
        f'width="{layout.width:g}" height="{layout.height:g}" role="img" aria-labelledby="title told" '
        f'font-family="sans-serif" font-size="13" fill="{INK}" class="ink">',
        f"<style>{_dark_style()}</style>",
        f'<title id="title">{escape(graph.title)}</title>',
        f'<desc id="told">{escape(_told(graph))}</desc>',
        f'<rect width="{layout.width:g}" height="{layout.height:g}" rx="10" fill="{PAPER}" class="paper"/>',
        *_heading(graph, layout),
        *(_line(path) for path in layout.paths),
        *(part for box in layout.boxes for part in _box(box, graph.center)),
        *(part for path in layout.paths for part in _label(path)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _dark_style() -> str:
    """The colours where the page around the picture is dark; elsewhere those written at each part stand."""
    kinds = (
        f".{kind}{{fill:{paper};stroke:{edge}}}.{kind}-head{{fill:{edge}}}"
        for kind, (paper, edge) in DARK_FILLS.items()
    )
    plain = f".ink{{fill:{DARK_INK}}}.quiet{{fill:{DARK_QUIET}}}.paper{{fill:{DARK_PAPER}}}"
    return f"@media (prefers-color-scheme:dark){{{plain}{''.join(kinds)}}}"


def _told(graph: Graph) -> str:
    names = graph.names
    return " ".join(
        words.TOLD.format(source=names[edge.source], target=names[edge.target], label=edge.label)
        for edge in graph.edges
    )


def _heading(graph: Graph, layout: Layout) -> Iterator[str]:
    left_out = words.LEFT_OUT.format(n=graph.left_out) if graph.left_out else words.ALL_DRAWN
    yield _text(20, 28, graph.title, 'font-size="17" font-weight="bold"')
    yield _text(20, 48, left_out, f'font-size="12" fill="{QUIET}" class="quiet"')
    yield _text(20, 65, words.NOTE, f'font-size="12" fill="{QUIET}" class="quiet"')
    for column in graph.columns:
        box = next(box for box in layout.boxes if box.node in column)
        kind = column[0].kind
        style = f'text-anchor="middle" font-weight="bold" fill="{FILLS[kind][1]}" class="{kind}-head"'
        yield _text(box.x + BOX / 2, TOP - 14, words.HEADINGS[kind], style)


def _line(path: Path) -> str:
    """A curve between two columns, a straight line past one."""
    width = THINNEST + path.edge.strength * (WIDEST - THINNEST)
    dash = ' stroke-dasharray="5 4"' if path.edge.against else ""
    return (
        f'<path d="{"".join(_steps(path.points))}" fill="none" stroke="#7d8792" stroke-opacity="0.55" '
        f'stroke-width="{width:.1f}"{dash}/>'
    )


def _steps(points: tuple[tuple[float, float], ...]) -> Iterator[str]:
    for at, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        if at == 0:
            yield f"M{x:.1f},{y:.1f}"
        bend = (x + to_x) / 2
        curve = f" C{bend:.1f},{y:.1f} {bend:.1f},{to_y:.1f} {to_x:.1f},{to_y:.1f}"
        yield f" L{to_x:.1f},{to_y:.1f}" if at % 2 else curve


def _box(box: Box, center: str) -> Iterator[str]:
    assert box.node is not None
    paper, edge = FILLS[box.node.kind]
    width = 3 if box.node.id == center else 1.2
    yield (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{BOX}" height="{box.height:.1f}" rx="6" '
        f'fill="{paper}" stroke="{edge}" stroke-width="{width}" class="{box.node.kind}"/>'
    )
    first = box.middle - (len(box.lines) - 1) * LINE / 2 + 4.5
    for row, line in enumerate(box.lines):
        yield _text(box.x + BOX / 2, first + row * LINE, line, 'text-anchor="middle"')


def _label(path: Path) -> Iterator[str]:
    """The number of an edge, before its end, on a strip of paper."""
    x, y = path.points[-1]
    width = len(path.edge.label) * DIGIT + 4
    at = f'x="{x - 3 - width:.1f}" y="{y - 6:.1f}" width="{width:.1f}" height="12"'
    yield f'<rect {at} fill="{PAPER}" class="paper"/>'
    yield _text(x - 5, y + 4, path.edge.label, 'text-anchor="end" font-size="11.5"')


def _text(x: float, y: float, text: str, style: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
