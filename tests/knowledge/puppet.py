"""Where the parts of a figure are, found the other way: a straight puppet, bent from its ends inwards."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.poses import Figure, Frame, Side

X, Y, Z = np.eye(3)
Points = dict[str, NDArray[np.float64]]


def _swing(
    points: Points, names: tuple[str, ...], about: NDArray[np.float64], axis: object, by: float
) -> None:
    """Rodrigues' turn of some points about an axis through a spot, right-handed."""
    k, a = np.asarray(axis, dtype=float), radians(by)
    for name in names:
        v = points[name] - about
        points[name] = about + v * cos(a) + np.cross(k, v) * sin(a) + k * (k @ v) * (1 - cos(a))


def leg_of(figure: Figure, frame: Frame, side: Side) -> Points:
    """Knee, ankle and a spot before the ankle."""
    long, at, hand = figure.lengths.metres, frame.limb(side), 1 if side == "left" else -1
    hip = np.array([0, hand * long["hip_apart"] / 2, 0])
    knee, ankle = hip - long["thigh"] * Z, hip - (long["thigh"] + long["shank"]) * Z
    points: Points = {"hip": hip, "knee": knee, "ankle": ankle, "toes": ankle + 0.1 * X}
    _swing(points, ("toes",), ankle, -Y, at.get("ankle_up", 0))
    _swing(points, ("ankle", "toes"), knee, Y, at.get("knee_bend", 0))
    for axis, angle in ((hand * Z, "hip_turn_out"), (hand * X, "hip_out"), (-Y, "hip_bend")):
        _swing(points, ("knee", "ankle", "toes"), hip, axis, at.get(angle, 0))  # type: ignore[call-overload]
    return _placed(points, frame)


def arm_of(figure: Figure, frame: Frame, side: Side) -> Points:
    """Elbow, wrist and a spot in the hand."""
    long, at, hand = figure.lengths.metres, frame.limb(side), 1 if side == "left" else -1
    lumbar = long["pelvis"] * Z
    chest = lumbar + long["lumbar"] * Z
    shoulder = chest + np.array([-0.01, hand * long["shoulder_apart"] / 2, long["chest"] - 0.055])
    elbow = shoulder - long["upper_arm"] * Z
    wrist = elbow - long["forearm"] * Z
    points: Points = {"shoulder": shoulder, "elbow": elbow, "wrist": wrist, "fingers": wrist - 0.1 * Z}
    _swing(points, ("fingers",), wrist, -Y, at.get("wrist_bend", 0))
    _swing(points, ("wrist", "fingers"), elbow, -Y, at.get("elbow_bend", 0))
    for axis, way in ((hand * Z, "turn_out"), (hand * X, "out"), (-Y, "forward")):
        angle = at.get(f"shoulder_{way}", 0)  # type: ignore[call-overload]
        _swing(points, ("elbow", "wrist", "fingers"), shoulder, axis, angle)
    for joint, spot in (("chest", chest), ("lumbar", lumbar)):
        for axis, way in ((Z, "turn"), (-X, "side"), (Y, "bend")):
            angle = frame.trunk.get(f"{joint}_{way}", 0)  # type: ignore[call-overload]
            _swing(points, tuple(points), spot, axis, angle)
    return _placed(points, frame)


def _placed(points: Points, frame: Frame) -> Points:
    for axis, by in ((Z, frame.roll), (Y, frame.lean), (Z, frame.facing)):
        _swing(points, tuple(points), np.zeros(3), axis, by)
    return {name: spot + frame.pelvis for name, spot in points.items()}
