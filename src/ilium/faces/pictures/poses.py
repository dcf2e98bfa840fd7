"""The pictures of exercises: a figure in two frames, on one sheet or as two that a page lays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from textwrap import wrap

from ilium.faces.pictures.arrows import draw_arrow
from ilium.faces.pictures.elements import element, number
from ilium.faces.pictures.figure import draw_figure
from ilium.faces.pictures.projection import Eye, Point, open_eye, outline
from ilium.faces.pictures.props import corners_of, draw_prop
from ilium.faces.pictures.styles import pose_style
from ilium.knowledge.kinematics import Ball, Body, stand
from ilium.knowledge.library import Knowledge
from ilium.knowledge.poses import Pose, Prop

METRE = 120.0
EDGE, CAPTION, LINE, BETWEEN = 12.0, 24.0, 17.0, 24.0
LETTER = 7.6
"""How wide a letter of a caption is, on the safe side."""
NARROWEST = 150.0
PUFFY = ("pillow", "cushion")
"""Drawn over what lies behind, and under the rest."""
LOW = 0.45
"""What is lower than this, in metres, throws a shadow."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pose worked out: the eye, the bodies of both frames, and the box that holds either."""

    pose: Pose
    eye: Eye
    bodies: tuple[Body, ...]
    low: Point
    high: Point

    @property
    def width(self) -> float:
        """How wide a frame is."""
        return self.high[0] - self.low[0]

    @property
    def height(self) -> float:
        """How high a frame is, its caption included."""
        lines = max(len(_lines(self.pose, n, self.width)) for n in range(2))
        return self.high[1] - self.low[1] + CAPTION + (lines - 1) * LINE


def draw_pose(knowledge: Knowledge, pose_id: str, *, style: bool = False, prefix: str = "") -> str:
    """The picture of an exercise as one SVG: its two frames side by side, named and described."""
    drawn = _work_out(knowledge, knowledge.poses[pose_id])
    frames = [_frame(drawn, n, n * (drawn.width + BETWEEN)) for n in range(2)]
    return _sheet(drawn.pose, prefix, style, 2 * drawn.width + BETWEEN, drawn.height, *frames)


def show_pose(knowledge: Knowledge, pose_id: str, *, prefix: str = "") -> str:
    """The same picture as a part of a page: two drawings that stand side by side where there is room.

    The first carries the name and the description of both; the second is hidden from screen readers.
    """
    drawn = _work_out(knowledge, knowledge.poses[pose_id])
    first = _sheet(drawn.pose, prefix, False, drawn.width, drawn.height, _frame(drawn, 0, 0))
    hidden = {**_box(drawn.width, drawn.height), "aria_hidden": "true"}
    return element("div", {"class": "ilium-pose"}, first, element("svg", hidden, _frame(drawn, 1, 0)))


def tell_pose(knowledge: Knowledge, pose_id: str) -> str:
    """The picture in words: what is to be seen, and the three lines of each action that it shows."""
    pose = knowledge.poses[pose_id]
    lines = [pose.name, pose.about]
    for action in (knowledge.actions[id_] for id_ in pose.shows):
        lines += [f"{action.name}:", *(f"  {n}. {line}" for n, line in enumerate(action.how, 1))]
    return "".join(f"{line}\n" for line in lines)


def frame_size(knowledge: Knowledge, pose_id: str) -> tuple[float, float]:
    """How wide and high the whole sheet of a pose is."""
    drawn = _work_out(knowledge, knowledge.poses[pose_id])
    return 2 * drawn.width + BETWEEN, drawn.height


def _box(width: float, height: float) -> dict[str, str | None]:
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "ilium-picture pose",
        "viewBox": f"0 0 {number(width)} {number(height)}",
    }


def _sheet(pose: Pose, prefix: str, style: bool, width: float, height: float, *content: str) -> str:
    named = {"role": "img", "aria_labelledby": f"{prefix}{pose.id}-title {prefix}{pose.id}-about"}
    head = (
        element("title", {"id": f"{prefix}{pose.id}-title"}, escape(pose.name)),
        element("desc", {"id": f"{prefix}{pose.id}-about"}, escape(pose.about)),
        element("style", {}, pose_style()) if style else "",
    )
    return element("svg", {**_box(width, height), **named}, *head, *content) + "\n"


def _work_out(knowledge: Knowledge, pose: Pose) -> Drawn:
    eye = open_eye(pose.sight, METRE)
    bodies = tuple(stand(knowledge.figures[pose.figure], frame) for frame in pose.frames)
    points = list(_points(pose, eye, bodies))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    aside = max(EDGE, (NARROWEST - max(xs) + min(xs)) / 2)
    return Drawn(pose, eye, bodies, (min(xs) - aside, min(ys) - EDGE), (max(xs) + aside, max(ys) + EDGE))


def _points(pose: Pose, eye: Eye, bodies: tuple[Body, ...]) -> Iterator[Point]:
    """Points that the box of a frame must hold."""
    for body in bodies:
        for balls in body.parts.values():
            for x, y, r in map(eye.disc, balls):
                yield from ((x - r, y - r), (x + r, y + r))
    for prop in pose.props:
        yield from map(eye.point, corners_of(prop))
    for frame in pose.frames:
        for arrow in frame.arrows:
            yield from (eye.point(spot) for spot in (arrow.start, arrow.end) if spot is not None)


def _frame(drawn: Drawn, n: int, across: float) -> str:
    """One frame, moved to its place on the sheet."""
    frame, body, eye = drawn.pose.frames[n], drawn.bodies[n], drawn.eye
    props = drawn.pose.props_in(n)
    under = [prop for prop in props if not prop.over]
    soft = [prop for prop in under if prop.kind in PUFFY]
    layers = draw_figure(body, frame, eye)
    content = [
        *(draw_prop(prop, body, eye) for prop in under if prop.kind not in PUFFY),
        _shadow(drawn, body, props),
        *(text for name, text in layers if name in frame.behind),
        *(draw_prop(prop, body, eye) for prop in soft),
        *(text for name, text in layers if name not in frame.behind),
        *(draw_prop(prop, body, eye) for prop in props if prop.over),
        *(draw_arrow(arrow, drawn.pose, drawn.bodies, eye) for arrow in frame.arrows),
    ]
    x, y = across - drawn.low[0], -drawn.low[1]
    move = f"translate({number(x)} {number(y)})"
    return element("g", {"transform": move}, *content, _caption(drawn, n))


def _caption(drawn: Drawn, n: int) -> str:
    """The caption of a frame, in as many lines as it needs."""
    middle, low = (drawn.low[0] + drawn.high[0]) / 2, drawn.high[1] + 12
    lines = _lines(drawn.pose, n, drawn.width)
    return "".join(
        element(
            "text", {"class": "caption", "x": number(middle), "y": number(low + row * LINE)}, escape(line)
        )
        for row, line in enumerate(lines)
    )


def _lines(pose: Pose, n: int, width: float) -> list[str]:
    return wrap(f"{n + 1}. {pose.frames[n].caption}", int(width / LETTER))


def _shadow(drawn: Drawn, body: Body, props: tuple[Prop, ...]) -> str:
    """What lies low throws a shadow on the floor, or on the bed."""
    beds = [prop for prop in props if prop.kind == "bed"]
    ground = max((prop.at[2] + prop.size[2] for prop in beds), default=0.0)
    paths = []
    for part, balls in body.parts.items():
        if part.startswith(("elbow", "knee", "ankle", "heel", "toes")):
            continue
        flat = [Ball((*ball.at[:2], ground), ball.radius) for ball in balls if _throws(ball, ground, beds)]
        paths += [outline([drawn.eye.disc(one), drawn.eye.disc(other)]) for one, other in pairwise(flat)]
    if abs(drawn.eye.to[2]) < 0.02 or not paths:
        return ""
    return element("path", {"class": "ground", "d": "".join(paths)})


def _throws(ball: Ball, ground: float, beds: list[Prop]) -> bool:
    over = all(abs(ball.at[n] - bed.at[n]) < bed.size[n] / 2 for bed in beds for n in (0, 1))
    return over and ball.at[2] - ground < LOW
