"""Poses can be held by a person: joints in their range, parts where they rest, every exercise drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ilium.documents.problems import suggest
from ilium.knowledge.actions import DRAWN_KINDS
from ilium.knowledge.checking.faults import Fault, Written, written_concepts
from ilium.knowledge.contacts import fits, gap, sunk
from ilium.knowledge.kinematics import Body, stand
from ilium.knowledge.library import Knowledge
from ilium.knowledge.poses import FLOOR, LINES, Arrow, Figure, Frame, Pose, Prop

POSTURE = ("pelvis", "facing", "lean", "roll", "trunk", "both", "left", "right")


def check_poses(knowledge: Knowledge) -> Iterator[Fault]:
    """Every pose can be held, both frames differ, and every exercise has one pose and three lines."""
    for id_, written in written_concepts(knowledge, "poses"):
        pose = knowledge.poses[id_]
        for n, frame in enumerate(pose.frames):
            place = Written(written.file, ("frames", n), frame)
            yield from _check_angles(place, knowledge.figures[pose.figure], frame)
            yield from _check_frame(place, pose, n, stand(knowledge.figures[pose.figure], frame))
        one, other = ([getattr(frame, name) for name in POSTURE] for frame in pose.frames)
        if one == other:
            yield written.fault(("frames",), "both frames are the same posture.", "Show what moves.")
    yield from _check_actions(knowledge)


def _check_angles(written: Written, figure: Figure, frame: Frame) -> Iterator[Fault]:
    limits: Mapping[str, tuple[float, float]] = dict(
        [*figure.motion.trunk.items(), *figure.motion.limbs.items()]
    )
    for group in ("trunk", "both", "left", "right"):
        for joint, angle in getattr(frame, group).items():
            low, high = limits[joint]
            if not low <= angle <= high:
                what = f"'{joint}' of {angle:g} degrees is more than a joint does."
                yield written.fault((group, joint), what, f"Choose from {low:g} to {high:g}.")


def _check_frame(written: Written, pose: Pose, n: int, body: Body) -> Iterator[Fault]:
    frame, props = pose.frames[n], pose.props_in(n)
    for part, target in frame.touches.items():
        yield from _check_touch(written, part, target, body, props)
    for part, name, deep in sunk(body, props):
        what = f"'{part}' is {100 * deep:.1f} cm deep in '{name}'."
        yield written.fault(("pelvis",), what, "Move the pelvis, or bend a joint.")
    for number, arrow in enumerate(frame.arrows):
        yield from _check_arrow(written, number, arrow, body)


def _check_touch(
    written: Written, part: str, target: str, body: Body, props: tuple[Prop, ...]
) -> Iterator[Fault]:
    key, targets = ("touches", part), {FLOOR, *(prop.kind for prop in props), *body.parts}
    if part not in body.parts:
        yield written.fault(key, f"a figure has no '{part}'.", suggest(part, body.parts))
    elif target not in targets:
        yield written.fault(key, f"there is no '{target}' in this frame.", suggest(target, targets))
    elif not fits(away := gap(body, part, target, props), target):
        what = f"'{part}' is {100 * away:.1f} cm from what it should touch, '{target}'."
        yield written.fault(key, what, "Move the pelvis, or bend a joint.")


def _check_arrow(written: Written, number: int, arrow: Arrow, body: Body) -> Iterator[Fault]:
    if arrow.follow is not None and arrow.follow not in body.parts:
        what = f"a figure has no '{arrow.follow}'."
        yield written.fault(("arrows", number, "follow"), what, suggest(arrow.follow, body.parts))


def _check_actions(knowledge: Knowledge) -> Iterator[Fault]:
    """An action that is done with the body is drawn once or excused, and told in three lines."""
    drawn: dict[str, str] = {}
    for id_, written in written_concepts(knowledge, "poses"):
        for number, action in enumerate(knowledge.poses[id_].shows):
            if action in drawn:
                what = f"'{action}' is shown by '{drawn[action]}' too."
                yield written.fault(("shows", number), what, "Show it once.")
            drawn[action] = id_
    for id_, written in written_concepts(knowledge, "actions"):
        one = knowledge.actions[id_]
        if id_ in drawn and one.undrawn:
            what = f"'{id_}' is drawn and excused."
            yield written.fault(("undrawn",), what, "Remove one of the two.")
        elif one.kind in DRAWN_KINDS and id_ not in drawn and not one.undrawn:
            what = f"no pose shows '{id_}'."
            yield written.fault(("kind",), what, "Add one under poses/, or say under 'undrawn' why not.")
        if id_ in drawn and len(one.how) != LINES:
            what = f"'{id_}' has a picture and is told in {len(one.how)} lines."
            yield written.fault(("how",), what, f"Tell it in {LINES}.")
