"""What of a result is shown first: the likeliest sources, and the changes to look out for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilium.knowledge.levels import Level

if TYPE_CHECKING:
    from ilium.result import Assessment, ConditionShown, FamilyShown, WouldChange

FEWEST, MOST, WORTH_SHOWING = 3, 5, 0.05
MOST_CHANGES = 3
WORTH_SAYING = 0.1
"""The least log odds for which a reason is told; it moves 50 % by two and a half points."""


def shown_families(families: tuple[FamilyShown, ...]) -> list[FamilyShown]:
    """The first three, and up to five while they matter."""
    return [
        family
        for place, family in enumerate(families[:MOST])
        if place < FEWEST or family.probability >= WORTH_SHOWING
    ]


def likeliest_member(assessment: Assessment, family: FamilyShown) -> ConditionShown:
    """The member that ranks first; its reasons stand for the family's."""
    return next(condition for condition in assessment.conditions if condition.family == family.id)


def short_list(changes: tuple[WouldChange, ...]) -> tuple[WouldChange, ...]:
    """Three of them: the likeliest rise of the urgency, the one to an emergency, and another first source."""
    rises = [change for change in changes if "urgency" in change.becomes]
    gravest = [change for change in rises[1:] if change.becomes["urgency"] == Level.EMERGENCY_NOW]
    others = [change for change in changes if "urgency" not in change.becomes]
    order = [*rises[:1], *gravest[:1], *others[:1], *rises[1:], *others[1:]]
    chosen = list({change.text: change for change in order}.values())[:MOST_CHANGES]
    return tuple(change for change in changes if change in chosen)
