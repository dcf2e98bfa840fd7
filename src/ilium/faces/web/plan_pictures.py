"""The pictures of the exercises and positions of a plan, as parts of a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from ilium.care.plan import Plan
from ilium.faces.pictures.poses import show_pose
from ilium.knowledge.library import Knowledge

MOST_KEPT = 128
"""So many drawings are kept once they are worked out; they depend on the knowledge alone."""


def draw_plan(knowledge: Knowledge, plan: Plan) -> Mapping[str, Markup]:
    """The two frames of each action that has a picture, by the action; the style sheet is the page's."""
    return {
        action.id: _draw(knowledge, action.picture, f"do-{action.id}-")
        for action in plan.actions
        if action.picture is not None
    }


@lru_cache(maxsize=MOST_KEPT)
def _draw(knowledge: Knowledge, pose: str, prefix: str) -> Markup:
    return Markup(show_pose(knowledge, pose, prefix=prefix))
