"""Where the shapes of a picture are: an oracle of its own, by points along each curve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import hypot

from ilium.knowledge.pictures import Shape

Point = tuple[float, float]
STEPS = 12


@cache
def lines_of(shape: Shape, *, mirrored: bool = False) -> list[list[Point]]:
    """Each stroke of the path as points; the pictures use M, L, C and Z alone."""
    strokes: list[list[Point]] = []
    for command, told in re.findall(r"([A-Z])([^A-Z]*)", shape.d):
        numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*", told)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            strokes.append(points)
        elif command == "L":
            strokes[-1] += points
        elif command == "C":
            for n in range(0, len(points), 3):
                strokes[-1] += list(_curve(strokes[-1][-1], *points[n : n + 3]))
        else:
            assert command == "Z", f"no {command} in this oracle"
            strokes[-1].append(strokes[-1][0])
    return [[(-x if mirrored else x, y) for x, y in stroke] for stroke in strokes]


def _curve(start: Point, one: Point, two: Point, end: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (
            sum(w * p[axis] for w, p in zip(weights, (start, one, two, end), strict=True)) for axis in (0, 1)
        )
        yield x, y


def covers(shape: Shape, point: Point, *, mirrored: bool = False) -> bool:
    """Whether a point lies on a shape: inside an area, or within the width of a line."""
    strokes = lines_of(shape, mirrored=mirrored)
    if shape.line:
        return any(
            _distance(point, *ends) <= shape.line / 2 + 1 for stroke in strokes for ends in pairwise(stroke)
        )
    return any(_inside(point, stroke) for stroke in strokes)


def _inside(point: Point, stroke: list[Point]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise([*stroke, stroke[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _distance(point: Point, a: Point, b: Point) -> float:
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length == 0:
        return hypot(point[0] - a[0], point[1] - a[1])
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length**2
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - a[0] - along * (b[0] - a[0]), point[1] - a[1] - along * (b[1] - a[1]))
