"""From joint angles to places: where every part of a figure is, as chains of balls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin

from ilium.knowledge.poses import SIDES, Figure, Frame, LimbAngle, Radius, Side, Spot

Matrix = tuple[Spot, Spot, Spot]
"""Its three columns: where the front, the left and the upright of a segment point."""
BALLS_BETWEEN = 5


@dataclass(frozen=True, slots=True)
class Ball:
    """A round place of the body."""

    at: Spot
    radius: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Where a segment begins, and which way it points."""

    at: Spot
    axes: Matrix

    def place(self, front: float, left: float, up: float) -> Spot:
        """A spot given in the segment's own directions."""
        return add(self.at, turned(self.axes, (front, left, up)))

    def joint(self, away: Spot, *turns: Matrix) -> Segment:
        """The next segment: at a spot of this one, turned against it."""
        axes = self.axes
        for turn in turns:
            axes = times(axes, turn)
        return Segment(self.place(*away), axes)


@dataclass(frozen=True, slots=True)
class Body:
    """A figure in a frame: its segments and the balls of each part, in order along it."""

    segments: Mapping[str, Segment]
    parts: Mapping[str, tuple[Ball, ...]]

    def balls(self, part: str) -> Iterator[Ball]:
        """The balls of a part with those that lie between them."""
        for one, other in pairwise(self.parts[part]):
            for step in range(BALLS_BETWEEN):
                share = step / BALLS_BETWEEN
                at = add(scaled(one.at, 1 - share), scaled(other.at, share))
                yield Ball(at, one.radius * (1 - share) + other.radius * share)
        yield self.parts[part][-1]


def add(one: Spot, other: Spot) -> Spot:
    """The sum of two spots."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def scaled(spot: Spot, by: float) -> Spot:
    """A spot as many times as far away."""
    return (spot[0] * by, spot[1] * by, spot[2] * by)


def dot(one: Spot, other: Spot) -> float:
    """The inner product of two spots."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def turned(axes: Matrix, spot: Spot) -> Spot:
    """A spot in the directions of a segment, told in those of the room."""
    (a, b, c), (x, y, z) = axes, spot
    return add(add(scaled(a, x), scaled(b, y)), scaled(c, z))


def times(one: Matrix, other: Matrix) -> Matrix:
    """Two turns as one; the right one is done first."""
    return (turned(one, other[0]), turned(one, other[1]), turned(one, other[2]))


def bending(degrees: float) -> Matrix:
    """Tips the upright forward."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0, -s), (0, 1, 0), (s, 0, c))


def siding(degrees: float) -> Matrix:
    """Tips the upright to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1, 0, 0), (0, c, -s), (0, s, c))


def turning(degrees: float) -> Matrix:
    """Turns the front to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, s, 0), (-s, c, 0), (0, 0, 1))


def stand(figure: Figure, frame: Frame) -> Body:
    """Where every part of the figure is in a frame."""
    upright: Matrix = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    room = Segment(frame.pelvis, upright)
    pelvis = room.joint((0, 0, 0), turning(frame.facing), bending(frame.lean), turning(frame.roll))
    segments = _trunk(figure, frame, pelvis)
    for side in SIDES:
        segments |= _leg(figure, frame, pelvis, side) | _arm(figure, frame, segments["chest"], side)
    return Body(segments, _parts(figure, segments))


def _trunk(figure: Figure, frame: Frame, pelvis: Segment) -> dict[str, Segment]:
    long, at = figure.lengths.metres, frame.trunk

    def on(base: Segment, up: float, joint: str) -> Segment:
        bend, side, turn = (at.get(f"{joint}_{way}", 0.0) for way in ("bend", "side", "turn"))  # type: ignore[call-overload]
        return base.joint((0, 0, up), bending(bend), siding(side), turning(turn))

    lumbar = on(pelvis, long["pelvis"], "lumbar")
    chest = on(lumbar, long["lumbar"], "chest")
    neck = on(chest, long["chest"], "neck")
    head = neck.joint((0.01, 0, long["neck"]))
    return {"pelvis": pelvis, "lumbar": lumbar, "chest": chest, "neck": neck, "head": head}


def _ball_joint(base: Segment, away: Spot, at: Mapping[LimbAngle, float], joint: str, hand: int) -> Segment:
    """A hip or a shoulder: forward, out, and about the bone."""
    ways = ("bend", "out", "turn_out") if joint == "hip" else ("forward", "out", "turn_out")
    bend, out, turn = (at.get(f"{joint}_{way}", 0.0) for way in ways)  # type: ignore[call-overload]
    return base.joint(away, bending(-bend), siding(-hand * out), turning(hand * turn))


def _leg(figure: Figure, frame: Frame, pelvis: Segment, side: Side) -> dict[str, Segment]:
    long, at, hand = figure.lengths.metres, frame.limb(side), 1 if side == "left" else -1
    thigh = _ball_joint(pelvis, (0, hand * long["hip_apart"] / 2, 0), at, "hip", hand)
    shank = thigh.joint((0, 0, -long["thigh"]), bending(at.get("knee_bend", 0)))
    foot = shank.joint((0, 0, -long["shank"]), bending(-at.get("ankle_up", 0)))
    return {f"thigh_{side}": thigh, f"shank_{side}": shank, f"foot_{side}": foot}


def _arm(figure: Figure, frame: Frame, chest: Segment, side: Side) -> dict[str, Segment]:
    long, at, hand = figure.lengths.metres, frame.limb(side), 1 if side == "left" else -1
    shoulder = (-0.01, hand * long["shoulder_apart"] / 2, long["chest"] - 0.055)
    upper = _ball_joint(chest, shoulder, at, "shoulder", hand)
    forearm = upper.joint((0, 0, -long["upper_arm"]), bending(-at.get("elbow_bend", 0)))
    palm = forearm.joint((0, 0, -long["forearm"]), bending(-at.get("wrist_bend", 0)))
    return {f"upper_arm_{side}": upper, f"forearm_{side}": forearm, f"hand_{side}": palm}


def _parts(figure: Figure, segments: Mapping[str, Segment]) -> dict[str, tuple[Ball, ...]]:
    parts = _trunk_parts(figure, segments)
    for side in SIDES:
        parts |= _leg_parts(figure, segments, side) | _arm_parts(figure, segments, side)
    return parts


def _trunk_parts(figure: Figure, at: Mapping[str, Segment]) -> dict[str, tuple[Ball, ...]]:
    wide, r = figure.radii, figure.radii
    both = (1, -1)

    def pair(segment: str, name: Radius, front: float, apart: float, up: float) -> tuple[Ball, ...]:
        return tuple(Ball(at[segment].place(front, hand * apart, up), r[name]) for hand in both)

    seat = pair("pelvis", "buttock", -0.035, 0.075, -0.015)
    hips = pair("pelvis", "pelvis", 0.01, 0.08, 0.03)
    waist = pair("lumbar", "waist", 0.0, 0.065, 0.02)
    ribs = pair("chest", "chest", 0.0, 0.075, 0.08)
    top = pair("chest", "shoulder", -0.01, 0.125, figure.lengths.metres["chest"] - 0.06)
    throat = Ball(at["neck"].place(-0.005, 0, -0.04), wide["neck"])
    nape = Ball(at["head"].place(-0.01, 0, 0.0), wide["neck"])
    skull = Ball(at["head"].place(0.005, 0, figure.lengths.metres["head"] / 2), wide["head"])
    jaw = Ball(at["head"].place(0.045, 0, 0.03), wide["jaw"])
    return {
        "buttocks": seat,
        "pelvis": (*hips, *seat),
        "belly": (*hips, *waist),
        "back": (*waist, *ribs),
        "chest": (*ribs, *top),
        "neck": (throat, nape),
        "head": (skull, jaw),
    }


def _leg_parts(figure: Figure, at: Mapping[str, Segment], side: Side) -> dict[str, tuple[Ball, ...]]:
    long, r = figure.lengths.metres, figure.radii
    thigh, shank, foot = (at[f"{name}_{side}"] for name in ("thigh", "shank", "foot"))
    knee = Ball(shank.at, r["knee"])
    ankle = Ball(foot.at, r["ankle"])
    calf = Ball(shank.place(-0.012, 0, -0.28 * long["shank"]), r["calf"])
    low = -long["heel"]
    return {
        f"thigh_{side}": (Ball(thigh.place(0.005, 0, 0), r["hip"]), knee),
        f"knee_{side}": (knee, knee),
        f"shank_{side}": (knee, calf, ankle),
        f"foot_{side}": (
            Ball(foot.place(-0.045, 0, low + r["heel"]), r["heel"]),
            Ball(foot.place(long["foot"] - 0.11, 0, low + r["ball"]), r["ball"]),
            Ball(foot.place(long["foot"] - 0.05 - r["toe"], 0, low + r["toe"]), r["toe"]),
        ),
        f"heel_{side}": (Ball(foot.place(-0.045, 0, low + r["heel"]), r["heel"]),) * 2,
        f"toes_{side}": (Ball(foot.place(long["foot"] - 0.11, 0, low + r["ball"]), r["ball"]),) * 2,
        f"ankle_{side}": (ankle, ankle),
    }


def _arm_parts(figure: Figure, at: Mapping[str, Segment], side: Side) -> dict[str, tuple[Ball, ...]]:
    long, r = figure.lengths.metres, figure.radii
    upper, forearm, palm = (at[f"{name}_{side}"] for name in ("upper_arm", "forearm", "hand"))
    elbow, wrist = Ball(forearm.at, r["elbow"]), Ball(palm.at, r["wrist"])
    middle = Ball(forearm.place(0, 0, -0.07), r["forearm"])
    knuckles = Ball(palm.place(0, 0, -0.5 * long["hand"]), r["palm"])
    return {
        f"upper_arm_{side}": (Ball(upper.at, r["upper_arm"]), elbow),
        f"elbow_{side}": (elbow, elbow),
        f"forearm_{side}": (elbow, middle, wrist),
        f"hand_{side}": (wrist, knuckles, Ball(palm.place(0.015, 0, 0.02 - long["hand"]), r["finger"])),
    }
