"""A figure as a person on the sheet: trousers, shirt, hands, feet and a face, the far side lighter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ilium.faces.pictures.elements import element, number
from ilium.faces.pictures.projection import Eye, outline
from ilium.knowledge.kinematics import Ball, Body, dot
from ilium.knowledge.poses import SIDES, Frame, Side, Spot

LEG_FAR, ARM_FAR = 0.095, 0.19
"""From this many metres behind its twin on, a limb is drawn lighter, and behind the trunk."""
BEYOND = 0.12
"""From this many metres behind the ribs on, a forearm is drawn behind the trunk."""
SIDEWAYS = 0.3
"""From this share of a look at the side on, an ear is seen."""
TURNED_AWAY = -0.35
FACE = (((0.02, 0, 0.075), 0.08), ((0.05, 0, 0.022), 0.045))
NOSE = (((0.085, 0, 0.07), 0.02), ((0.108, 0, 0.052), 0.013))
HAIR = (((-0.012, 0, 0.093), 0.09), ((-0.048, 0, 0.045), 0.055))
EYE, EAR = (0.09, 0.034, 0.08), (-0.004, 0.082, 0.06)
EYE_WIDE, EAR_WIDE = 0.0085, 0.015
Layer = tuple[str, str]
"""The name of a layer, and what it draws."""


def draw_figure(body: Body, frame: Frame, eye: Eye) -> list[Layer]:
    """The layers of a figure, the farthest first: limbs, head and trunk."""
    legs = {
        side: f"leg_{side}" in frame.behind or _is_far(body, eye, "thigh", side, LEG_FAR) for side in SIDES
    }
    arms = {side: _is_far(body, eye, "upper_arm", side, ARM_FAR) for side in SIDES}
    beyond = {side: arms[side] or _is_beyond(body, eye, side) for side in SIDES}
    near = [side for side in SIDES if not legs[side]]
    drawn = {side: (f"arm_{side}", _arm(body, eye, side, far=arms[side])) for side in SIDES}
    layers = [drawn[side] for side in SIDES if beyond[side]]
    layers += [(f"leg_{side}", _leg(body, eye, side)) for side in SIDES if legs[side]]
    layers.append(("trunk", _trunk(body, eye)))
    layers.append(("head", _head(body, eye)))
    layers.append(("hips", _hips(body, eye, near)))
    layers += [drawn[side] for side in SIDES if not beyond[side]]
    return _ordered(layers, frame)


def _ordered(layers: list[Layer], frame: Frame) -> list[Layer]:
    """By depth, but for what the frame says lies behind or in front."""
    return sorted(layers, key=lambda layer: (layer[0] in frame.in_front) - (layer[0] in frame.behind))


def _is_far(body: Body, eye: Eye, limb: str, side: Side, far: float) -> bool:
    twin = "left" if side == "right" else "right"
    return eye.near(body.segments[f"{limb}_{twin}"].at) - eye.near(body.segments[f"{limb}_{side}"].at) > far


def _is_beyond(body: Body, eye: Eye, side: Side) -> bool:
    ribs = max(eye.near(ball.at) for ball in body.parts["back"])
    return ribs - eye.near(body.segments[f"forearm_{side}"].at) > BEYOND + body.parts["back"][0].radius


def _chain(balls: Iterable[Ball], eye: Eye) -> str:
    """A limb: each ball joined to the next."""
    discs = [eye.disc(ball) for ball in balls]
    return "".join(outline(pair) for pair in pairwise(discs))


def _band(balls: Iterable[Ball], eye: Eye) -> str:
    """A trunk: one band round all balls."""
    return outline([eye.disc(ball) for ball in balls])


def _cloth(kind: str, drawn: str, *, far: bool = False) -> str:
    return element("path", {"class": f"{kind} far" if far else kind, "d": drawn})


def _arm(body: Body, eye: Eye, side: Side, *, far: bool) -> str:
    bare = _chain(body.parts[f"forearm_{side}"], eye) + _chain(body.parts[f"hand_{side}"], eye)
    sleeve = _chain(body.parts[f"upper_arm_{side}"], eye)
    return _cloth("person", bare, far=far) + _cloth("shirt", sleeve, far=far)


def _foot(body: Body, eye: Eye, side: Side, *, far: bool) -> str:
    ankle, *_ = body.parts[f"ankle_{side}"]
    heel, *rest = body.parts[f"foot_{side}"]
    return _cloth("person", _band((ankle, heel, *rest[:1]), eye) + _chain(rest, eye), far=far)


def _trouser_leg(body: Body, eye: Eye, side: Side) -> str:
    return _chain(body.parts[f"thigh_{side}"], eye) + _chain(body.parts[f"shank_{side}"], eye)


def _leg(body: Body, eye: Eye, side: Side) -> str:
    return _foot(body, eye, side, far=True) + _cloth("trousers", _trouser_leg(body, eye, side), far=True)


def _hips(body: Body, eye: Eye, near: Iterable[Side]) -> str:
    """The seat of the trousers and the near legs in one piece."""
    near = sorted(near, key=lambda side: eye.near(body.segments[f"foot_{side}"].at))
    feet = "".join(_foot(body, eye, side, far=False) for side in near)
    seat = _band(body.parts["pelvis"], eye)
    return feet + _cloth("trousers", seat + "".join(_trouser_leg(body, eye, side) for side in near))


def _trunk(body: Body, eye: Eye) -> str:
    shirt = "".join(_band(body.parts[part], eye) for part in ("belly", "back", "chest"))
    return _cloth("person", _chain(body.parts["neck"], eye)) + _cloth("shirt", shirt)


def _head(body: Body, eye: Eye) -> str:
    at = body.segments["head"]

    def balls(places: Iterable[tuple[Spot, float]]) -> list[Ball]:
        return [Ball(at.place(*spot), wide) for spot, wide in places]

    front = dot(at.axes[0], eye.to)
    hair = _cloth("hair", _band(balls(HAIR), eye))
    face = _cloth("person", _band(balls(NOSE), eye) + _band(balls(FACE), eye))
    if front < TURNED_AWAY:
        return face + hair
    return hair + face + "".join(_features(body, eye))


def _features(body: Body, eye: Eye) -> Iterator[str]:
    """The eyes and ears that can be seen."""
    at = body.segments["head"]
    for hand in (1, -1):
        ear, sight = ((x, hand * y, z) for x, y, z in (EAR, EYE))
        if dot(at.axes[1], eye.to) * hand > SIDEWAYS:
            yield _cloth("person ear", _band([Ball(at.place(*ear), EAR_WIDE)], eye))
        seen = dot(at.axes[0], eye.to) * sight[0] + dot(at.axes[1], eye.to) * sight[1]
        if seen > 0.01:
            x, y = eye.point(at.place(*sight))
            yield element(
                "circle",
                {"class": "eye", "cx": number(x), "cy": number(y), "r": number(EYE_WIDE * eye.metre)},
            )
