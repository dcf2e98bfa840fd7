"""Where everything stands: columns of boxes, a port of its own for the end of every edge, no overlap."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ilium.faces.causal_graph.graph import Edge, Graph, Node

BOX, APART, EDGE, TOP = 196, 12, 20, 108
LINE, PORT, PADDING, LANE = 16, 15, 8, 8
NARROWEST, LETTER, CURVE = 100, 6.8, 46
LETTERS = 25
SWEEPS = 12

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A node at its place: left, top, height, its words line by line. A lane past a column has no node."""

    node: Node | None
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Path:
    """An edge from a port on the right of one box to a port on the left of another, past columns between."""

    edge: Edge
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes and paths, and the size of the whole."""

    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    width: float
    height: float


def lay_out(graph: Graph) -> Layout:
    """Place every node and edge. The same graph gives the same layout."""
    columns = [[node.id for node in column] for column in graph.columns]
    chains = [_chain(edge, columns) for edge in graph.edges]
    for chain in chains:
        for past, lane in enumerate(chain[1:-1], start=_column_of(chain[0], columns) + 1):
            columns[past].append(lane)
    links = [link for chain in chains for link in pairwise(chain)]
    boxes = _place(graph, _untangle(columns, links), links)
    paths = (
        Path(edge, _points(chain, boxes, links)) for edge, chain in zip(graph.edges, chains, strict=True)
    )
    shown = tuple(box for box in boxes.values() if box.node is not None)
    right, bottom = max(box.x + BOX for box in shown), max(box.y + box.height for box in boxes.values())
    return Layout(shown, tuple(paths), right + EDGE, bottom + EDGE)


def _column_of(id_: str, columns: Sequence[Sequence[str]]) -> int:
    return next(at for at, column in enumerate(columns) if id_ in column)


def _chain(edge: Edge, columns: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The ends of an edge, and a lane of its own in each column that it passes."""
    first, last = _column_of(edge.source, columns), _column_of(edge.target, columns)
    lanes = (f"{edge.source}>{edge.target}>{at}" for at in range(first + 1, last))
    return edge.source, *lanes, edge.target


def _untangle(columns: list[list[str]], links: list[Link]) -> list[list[str]]:
    """The columns in the order with the fewest crossings that sweeps to and fro have found."""
    best, fewest = columns, _crossings(columns, links)
    for sweep in range(SWEEPS):
        columns = [*columns]
        for at in range(len(columns))[:: -1 if sweep % 2 else 1]:
            columns[at] = _ordered(columns[at], columns, links)
        if (crossings := _crossings(columns, links)) < fewest:
            best, fewest = columns, crossings
    return best


def _crossings(columns: list[list[str]], links: list[Link]) -> int:
    column = {id_: at for at, ids in enumerate(columns) for id_ in ids}
    row = {id_: at for ids in columns for at, id_ in enumerate(ids)}
    return sum(
        (row[a] - row[c]) * (row[b] - row[d]) < 0
        for (a, b), (c, d) in combinations(links, 2)
        if column[a] == column[c]
    )


def _ordered(column: list[str], columns: list[list[str]], links: list[Link]) -> list[str]:
    """A column sorted by the mean place of each one's neighbours."""
    place = {id_: (at + 0.5) / len(other) for other in columns for at, id_ in enumerate(other)}

    def mean(id_: str) -> float:
        ends = [
            place[target if source == id_ else source] for source, target in links if id_ in (source, target)
        ]
        return round(sum(ends) / len(ends), 9) if ends else place[id_]

    return sorted(column, key=lambda id_: (mean(id_), place[id_]))


def _place(graph: Graph, columns: list[list[str]], links: list[Link]) -> dict[str, Box]:
    """Every box and lane at its place, each column in the middle of the tallest."""
    nodes = {node.id: node for column in graph.columns for node in column}
    heights = {id_: _height(nodes.get(id_), id_, links) for column in columns for id_ in column}
    stacks = [sum(heights[id_] for id_ in column) + APART * (len(column) - 1) for column in columns]
    boxes: dict[str, Box] = {}
    x = float(EDGE - BOX)
    for column, stack in zip(columns, stacks, strict=True):
        x += BOX + (_gap(graph, column) if boxes else 0)
        y = TOP + (max(stacks) - stack) / 2
        for id_ in column:
            boxes[id_] = Box(nodes.get(id_), x, y, heights[id_], _lines(nodes.get(id_)))
            y += heights[id_] + APART
    return boxes


def _gap(graph: Graph, column: list[str]) -> float:
    """Room before a column: for the longest label that ends there, and for a curve before it."""
    longest = max((len(edge.label) for edge in graph.edges if edge.target in column), default=0)
    return max(NARROWEST, CURVE + LETTER * longest)


def _height(node: Node | None, id_: str, links: list[Link]) -> float:
    """Room for its words, and for a port at each end of its edges."""
    if node is None:
        return LANE
    ports = max(sum(link[0] == id_ for link in links), sum(link[1] == id_ for link in links))
    return max(len(_lines(node)) * LINE, ports * PORT) + 2 * PADDING


def _lines(node: Node | None) -> tuple[str, ...]:
    return tuple(textwrap.wrap(node.name, LETTERS)) if node is not None else ()


def _points(
    chain: tuple[str, ...], boxes: Mapping[str, Box], links: list[Link]
) -> tuple[tuple[float, float], ...]:
    points = []
    for source, target in pairwise(chain):
        out = sorted((link for link in links if link[0] == source), key=lambda link: boxes[link[1]].middle)
        into = sorted((link for link in links if link[1] == target), key=lambda link: boxes[link[0]].middle)
        points.append((boxes[source].x + BOX, _port(boxes[source], out.index((source, target)), len(out))))
        points.append((boxes[target].x, _port(boxes[target], into.index((source, target)), len(into))))
    return tuple(points)


def _port(box: Box, at: int, count: int) -> float:
    return box.middle + (at - (count - 1) / 2) * PORT
