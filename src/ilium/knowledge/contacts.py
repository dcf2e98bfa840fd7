"""How far parts of a figure are from what they rest on, and how deep they sink into what is hard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from ilium.knowledge.kinematics import Ball, Body
from ilium.knowledge.poses import FLOOR, SOFT, Prop, Spot

SLAB, BACK_HIGH, BACK_THICK = 0.05, 0.44, 0.04
"""Measures of a chair: how thick its seat is, how high and how thick its back."""
FLOAT, SINK, SINK_SOFT = 0.02, 0.04, 0.1
"""How far a part may be from what it touches, and how deep in it, in metres: flesh and pillows give."""


@dataclass(frozen=True, slots=True)
class Box:
    """A solid with upright walls: its lowest and its highest corner."""

    low: Spot
    high: Spot

    def away(self, spot: Spot) -> float:
        """How far a spot is from the surface; negative inside."""
        outside = [max(lo - x, x - hi) for lo, x, hi in zip(self.low, spot, self.high, strict=True)]
        if max(outside) <= 0:
            return max(outside)
        return hypot(*(max(one, 0.0) for one in outside))


GROUND = Box((-9, -9, -9), (9, 9, 0))


def boxes_of(prop: Prop) -> tuple[Box, ...]:
    """The solids that a prop is made of; a belt has none."""
    (x, y, z), (long, wide, high) = prop.at, prop.size
    if prop.kind == "chair":
        seat = _box((x, y, z + high - SLAB), (long, wide, SLAB))
        back = _box((x - long / 2 - BACK_THICK / 2, y, z + high), (BACK_THICK, wide, BACK_HIGH))
        return (seat, back)
    if prop.kind == "worktop":
        return (_box((x, y, z + high - SLAB), (long, wide, SLAB)),)
    if prop.kind == "rail":
        return (_box((x, y, z + high - 0.02), (long, wide, 0.04)),)
    if prop.kind == "bike":
        return tuple(_box((x + dx, y + dy, z + dz), size) for (dx, dy, dz), size in bike_parts(prop))
    return () if prop.kind == "belt" else (_box(prop.at, prop.size),)


def bike_parts(prop: Prop) -> tuple[tuple[Spot, Spot], ...]:
    """Saddle, handlebar and pedals of a bike, from the middle between its feet: place and size."""
    long, wide, high = prop.size
    hand = -1 if prop.flip else 1
    return (
        ((-0.2, 0, high - 0.05), (0.16, 0.1, 0.05)),
        ((long / 2 - 0.12, 0, high + 0.06), (0.04, wide, 0.03)),
        ((0.05, hand * 0.1, 0.16), (0.1, 0.08, 0.02)),
        ((0.05, hand * -0.1, 0.42), (0.1, 0.08, 0.02)),
    )


def _box(middle: Spot, size: Spot) -> Box:
    (x, y, z), (long, wide, high) = middle, size
    return Box((x - long / 2, y - wide / 2, z), (x + long / 2, y + wide / 2, z + high))


def gap(body: Body, part: str, target: str, props: Sequence[Prop]) -> float:
    """How far a part is from what it is said to touch: the floor, props of a kind, or another part.

    A foot rests on heel and ball: the one that is farther counts.
    """
    if part.startswith("foot_"):
        return max(gap(body, part.replace("foot", end), target, props) for end in ("heel", "toes"))
    balls = tuple(body.balls(part))
    if target in body.parts:
        others = tuple(body.balls(target))
        return min(_apart(one, other) for one in balls for other in others)
    boxes = [GROUND] if target == FLOOR else [b for p in props if p.kind == target for b in boxes_of(p)]
    return min(box.away(ball.at) - ball.radius for ball in balls for box in boxes)


def _apart(one: Ball, other: Ball) -> float:
    away = hypot(*(a - b for a, b in zip(one.at, other.at, strict=True)))
    return away - one.radius - other.radius


def sunk(body: Body, props: Iterable[Prop]) -> Iterator[tuple[str, str, float]]:
    """Each part that is deeper in something hard than flesh gives: the part, the thing, and how deep."""
    solids = [(FLOOR, GROUND)]
    solids += [(prop.kind, box) for prop in props if prop.kind not in SOFT for box in boxes_of(prop)]
    for part in body.parts:
        for name, box in solids:
            deep = -min(box.away(ball.at) - ball.radius for ball in body.balls(part))
            if deep > SINK:
                yield part, name, deep


def fits(away: float, target: str) -> bool:
    """Whether a part that is so far away can be said to touch the target."""
    return -(SINK_SOFT if target in SOFT else SINK) <= away <= FLOAT
