"""The things in the pictures of exercises, in line-art."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ilium.faces.pictures.elements import element, number
from ilium.faces.pictures.projection import Eye, outline
from ilium.knowledge.contacts import BACK_HIGH, Box, bike_parts, boxes_of
from ilium.knowledge.kinematics import Ball, Body
from ilium.knowledge.poses import Prop, Spot

FACES = ((0, 1, 2), (1, 2, 0), (2, 0, 1))
LEG = 0.04
ROUND = 0.45
"""How much of its height a pillow is round."""


def draw_prop(prop: Prop, body: Body, eye: Eye) -> str:
    """A thing on the sheet."""
    draw = {"chair": _chair, "bed": _bed, "worktop": _worktop, "rail": _rail, "bike": _bike}.get(prop.kind)
    if draw is not None:
        return "".join(draw(prop, eye))
    if prop.kind == "belt":
        return _belt(body, eye)
    if prop.kind in ("pillow", "cushion"):
        return _pillow(prop, eye)
    return "".join(_box(box, eye, prop.kind) for box in boxes_of(prop))


def corners_of(prop: Prop) -> Iterator[Spot]:
    """The corners of everything that a prop draws."""
    for box in boxes_of(prop):
        yield from product(*zip(box.low, box.high, strict=True))
    (x, y, z), (long, wide, _) = prop.at, prop.size
    if prop.kind != "belt":
        yield from product((x - long / 2, x + long / 2), (y - wide / 2, y + wide / 2), (z,))


def _box(box: Box, eye: Eye, kind: str) -> str:
    """The faces of a box that can be seen."""
    faces = []
    for axis, one, two in FACES:
        if abs(eye.to[axis]) < 0.02:
            continue
        at = (box.high if eye.to[axis] > 0 else box.low)[axis]
        spots = []
        for first, second in (("low", "low"), ("high", "low"), ("high", "high"), ("low", "high")):
            spot = [0.0, 0.0, 0.0]
            spot[axis], spot[one], spot[two] = at, getattr(box, first)[one], getattr(box, second)[two]
            spots.append((spot[0], spot[1], spot[2]))
        faces.append(_polygon(spots, eye))
    return element("path", {"class": f"prop {kind}", "d": "".join(faces)})


def _polygon(spots: Sequence[Spot], eye: Eye) -> str:
    return "M" + "L".join(_at(spot, eye) for spot in spots) + "Z"


def _at(spot: Spot, eye: Eye) -> str:
    x, y = eye.point(spot)
    return f"{number(round(x, 1) + 0.0)} {number(round(y, 1) + 0.0)}"


def _line(spots: Sequence[Spot], eye: Eye, classes: str) -> str:
    return element("path", {"class": classes, "d": "M" + "L".join(_at(spot, eye) for spot in spots)})


def _legs(prop: Prop, high: float, eye: Eye) -> Iterator[str]:
    (x, y, z), (long, wide, _) = prop.at, prop.size
    for dx, dy in product((-1, 1), (-1, 1)):
        foot = (x + dx * (long / 2 - LEG), y + dy * (wide / 2 - LEG), z)
        yield _line((foot, (*foot[:2], z + high)), eye, "prop-leg")


def _chair(prop: Prop, eye: Eye) -> Iterator[str]:
    seat, back = boxes_of(prop)
    yield from _legs(prop, seat.low[2] - prop.at[2], eye)
    posts = ((back.low[0], y, z) for y in (back.low[1] + LEG, back.high[1] - LEG) for z in (0.0, BACK_HIGH))
    low_left, high_left, low_right, high_right = ((x, y, seat.low[2] + z) for x, y, z in posts)
    yield _line((low_left, high_left), eye, "prop-leg") + _line((low_right, high_right), eye, "prop-leg")
    rest = Box((back.low[0], back.low[1], back.low[2] + BACK_HIGH / 2), back.high)
    yield _box(rest, eye, "chair") + _box(seat, eye, "chair")


def _bed(prop: Prop, eye: Eye) -> Iterator[str]:
    (box,) = boxes_of(prop)
    z, high = prop.at[2], prop.size[2]
    split = z + high * 0.45
    yield from _legs(prop, high * 0.5, eye)
    yield _box(Box((*box.low[:2], z + high * 0.22), (*box.high[:2], split)), eye, "frame")
    yield _box(Box((*box.low[:2], split), box.high), eye, "bed")


def _worktop(prop: Prop, eye: Eye) -> Iterator[str]:
    (top,) = boxes_of(prop)
    low = Box((top.low[0] + 0.03, top.low[1], prop.at[2]), (top.high[0], top.high[1], top.low[2]))
    yield _box(low, eye, "cupboard") + _box(top, eye, "worktop")


def _rail(prop: Prop, eye: Eye) -> Iterator[str]:
    (bar,) = boxes_of(prop)
    for x in (bar.low[0] + 0.03, bar.high[0] - 0.03):
        yield _line(((x, prop.at[1], 0), (x, prop.at[1], bar.high[2])), eye, "prop-leg")
    yield _box(bar, eye, "rail")


def _pillow(prop: Prop, eye: Eye) -> str:
    (x, y, z), (long, wide, high) = prop.at, prop.size
    r = high * ROUND
    low, top = z + r, z + high - r
    balls = [
        Ball((x + dx * (long / 2 - r), y + dy * (wide / 2 - r), at), r)
        for dx, dy, at in product((-1, 1), (-1, 1), (low, top))
    ]
    return element("path", {"class": f"prop {prop.kind}", "d": outline([eye.disc(one) for one in balls])})


def _belt(body: Body, eye: Eye) -> str:
    """A band round both thighs, above the knees."""
    balls = []
    for side in ("left", "right"):
        hip, knee = body.parts[f"thigh_{side}"]
        share = 0.78
        at = tuple(a * (1 - share) + b * share for a, b in zip(hip.at, knee.at, strict=True))
        balls.append(Ball((at[0], at[1], at[2]), hip.radius * (1 - share) + knee.radius * share + 0.006))
    return element("path", {"class": "belt", "d": outline([eye.disc(ball) for ball in balls])})


def _bike(prop: Prop, eye: Eye) -> Iterator[str]:
    (x, y, z), long = prop.at, prop.size[0]
    parts = [(x + dx, y + dy, z + dz) for (dx, dy, dz), _ in bike_parts(prop)]
    saddle, bar, low, top = parts
    crank = (x + 0.05, y, z + 0.3)
    wheel = Ball((x + long / 2 - 0.2, y, z + 0.33), 0.22)
    front, back = (x + long / 2 - 0.15, y, z), (x - long / 2 + 0.2, y, z)
    feet = [((at[0], y - 0.2, z), (at[0], y + 0.2, z)) for at in (front, back)]
    yield element("path", {"class": "prop wheel", "d": outline([eye.disc(wheel)])})
    frame = ((back, crank, saddle), (crank, (front[0], y, z + 0.62), bar), (front, (front[0], y, z + 0.62)))
    for spots in (*feet, *frame, (back, front)):
        yield _line(spots, eye, "prop-leg")
    yield _line(
        (low, (crank[0], low[1], crank[2]), crank, (crank[0], top[1], crank[2]), top), eye, "prop-leg"
    )
    yield from (_box(box, eye, "bike") for box in boxes_of(prop))
