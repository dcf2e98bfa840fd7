"""The arrows of the pictures of exercises: along the path of a part, or from a spot to a spot."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from ilium.faces.pictures.elements import element, number
from ilium.faces.pictures.projection import Eye, Point
from ilium.knowledge.kinematics import Body, add, scaled
from ilium.knowledge.poses import Arrow, Pose, Spot

HEAD, OPEN = 11.0, 0.5
"""How long the head of an arrow is, and how far each side of it opens, in radians."""
BULGE = 0.12
"""How far an arrow swings out, as a share of its length."""


def draw_arrow(arrow: Arrow, pose: Pose, bodies: tuple[Body, ...], eye: Eye) -> str:
    """An arrow as a line with a head."""
    start, end = (eye.point(add(spot, arrow.shift)) for spot in _ends(arrow, bodies))
    (ax, ay), (bx, by) = start, end
    if hypot(bx - ax, by - ay) < HEAD:
        return ""
    bent = ((ax + bx) / 2 + BULGE * (by - ay), (ay + by) / 2 - BULGE * (bx - ax))
    way = atan2(by - bent[1], bx - bent[0])
    tips = [(bx + HEAD * cos(way + turn), by + HEAD * sin(way + turn)) for turn in (pi - OPEN, pi + OPEN)]
    line = f"M{_at(start)}Q{_at(bent)} {_at(end)}M{_at(tips[0])}L{_at(end)}L{_at(tips[1])}"
    halo = element("path", {"class": "arrow-halo", "d": line})
    return halo + element("path", {"class": "arrow", "d": line})


def _ends(arrow: Arrow, bodies: tuple[Body, ...]) -> tuple[Spot, Spot]:
    if arrow.follow is not None:
        first, last = (_middle(body, arrow.follow) for body in bodies)
        return first, last
    assert arrow.start is not None
    assert arrow.end is not None
    return arrow.start, arrow.end


def _middle(body: Body, part: str) -> Spot:
    balls = body.parts[part]
    total: Spot = (0, 0, 0)
    for ball in balls:
        total = add(total, ball.at)
    return scaled(total, 1 / len(balls))


def _at(point: Point) -> str:
    return f"{number(round(point[0], 1) + 0.0)} {number(round(point[1], 1) + 0.0)}"
