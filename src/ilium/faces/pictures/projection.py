"""From the room onto the sheet: a sight without perspective, and the outlines of round bodies in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from ilium.faces.pictures.elements import number
from ilium.knowledge.kinematics import Ball, dot
from ilium.knowledge.poses import Sight, Spot

Point = tuple[float, float]
Disc = tuple[float, float, float]
"""The middle of a ball on the sheet, and its radius."""
AROUND = 90
"""Points looked at around each disc."""
STARTS = {"side": (-90.0, 0.0), "front": (0.0, 0.0), "top": (-90.0, 90.0)}
"""How far round the figure and how high the eye stands, in degrees."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Where the sheet's right, its top, and the way to the eye are; and how large a metre is."""

    right: Spot
    up: Spot
    to: Spot
    metre: float

    def point(self, spot: Spot) -> Point:
        """Where a spot is on the sheet; y runs down."""
        return (self.metre * dot(spot, self.right), -self.metre * dot(spot, self.up))

    def near(self, spot: Spot) -> float:
        """How near a spot is to the eye."""
        return dot(spot, self.to)

    def disc(self, ball: Ball) -> Disc:
        """A ball on the sheet."""
        return (*self.point(ball.at), self.metre * ball.radius)


def open_eye(sight: Sight, metre: float) -> Eye:
    """The eye that looks at a frame."""
    round_, high = STARTS[sight.from_]
    a, e = radians(round_ + sight.turn), radians(high + sight.tilt)
    return Eye(
        right=(-sin(a), cos(a), 0),
        up=(-sin(e) * cos(a), -sin(e) * sin(a), cos(e)),
        to=(cos(e) * cos(a), cos(e) * sin(a), sin(e)),
        metre=metre,
    )


def outline(discs: Sequence[Disc]) -> str:
    """The outline that a tight band round the discs would have, as a path of lines and arcs."""
    rim = [
        (x + r * cos(2 * pi * n / AROUND), y + r * sin(2 * pi * n / AROUND), disc)
        for disc, (x, y, r) in enumerate(discs)
        for n in range(AROUND)
    ]
    hull = _hull(rim)
    runs = [[hull[0]]]
    for one in hull[1:]:
        if one[2] == runs[-1][-1][2]:
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) > 1 and runs[0][0][2] == runs[-1][0][2]:
        runs[0] = runs.pop() + runs[0]
    if len(runs) == 1:
        x, y, r = discs[runs[0][0][2]]
        return f"M{_at(x - r, y)}a{_at(r, r)} 0 1 1 {_at(2 * r, 0)}a{_at(r, r)} 0 1 1 {_at(-2 * r, 0)}Z"
    return "M" + "L".join(_arc(run, discs) for run in runs) + "Z"


def _arc(run: Sequence[tuple[float, float, int]], discs: Sequence[Disc]) -> str:
    first, last, r = run[0], run[-1], discs[run[0][2]][2]
    if len(run) == 1:
        return _at(*first[:2])
    large = 1 if len(run) - 1 > AROUND / 2 else 0
    return f"{_at(*first[:2])}A{_at(r, r)} 0 {large} 1 {_at(*last[:2])}"


def _at(x: float, y: float) -> str:
    return f"{number(round(x, 1) + 0.0)} {number(round(y, 1) + 0.0)}"


def _hull(points: Iterable[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """The points of the convex hull, clockwise on the sheet."""
    ordered = sorted(points)
    halves = []
    for way in (ordered, ordered[::-1]):
        half: list[tuple[float, float, int]] = []
        for one in way:
            while len(half) > 1 and _right_of(half[-2], half[-1], one):
                half.pop()
            half.append(one)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _right_of(a: tuple[float, float, int], b: tuple[float, float, int], c: tuple[float, float, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0
