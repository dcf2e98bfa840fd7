"""All pictures of exercises on one sheet, for whoever looks them over."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ilium.faces.pictures import words
from ilium.faces.pictures.elements import element, number
from ilium.faces.pictures.poses import draw_pose, frame_size
from ilium.faces.pictures.styles import pose_style
from ilium.knowledge.library import Knowledge

COLUMNS, WIDE, HIGH, TITLE, GAP = 2, 440.0, 290.0, 26.0, 24.0


def draw_all_poses(knowledge: Knowledge) -> str:
    """Every exercise with its name, two beside each other."""
    rows = -(-len(knowledge.poses) // COLUMNS)
    width, height = COLUMNS * (WIDE + GAP) + GAP, rows * (HIGH + TITLE + GAP) + GAP
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "ilium-picture",
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "role": "img",
        "aria_labelledby": "sheet-title",
    }
    head = element("title", {"id": "sheet-title"}, escape(words.ALL_EXERCISES))
    return element("svg", attributes, head, element("style", {}, pose_style()), *_cells(knowledge)) + "\n"


def _cells(knowledge: Knowledge) -> Iterator[str]:
    for n, (id_, pose) in enumerate(knowledge.poses.items()):
        x = GAP + n % COLUMNS * (WIDE + GAP)
        y = GAP + n // COLUMNS * (HIGH + TITLE + GAP)
        name = {"class": "pose-name", "x": number(x), "y": number(y + TITLE - 10)}
        yield element("text", name, escape(pose.name))
        own_width, own_height = frame_size(knowledge, id_)
        scale = min(WIDE / own_width, HIGH / own_height)
        size = f' width="{number(own_width * scale)}" height="{number(own_height * scale)}"'
        place = f' x="{number(x)}" y="{number(y + TITLE)}"'
        yield draw_pose(knowledge, id_).strip().replace("<svg", f"<svg{place}{size}", 1)
