"""Which row of an action or medicine speaks for a cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ilium.knowledge.actions import UNLISTED, Effect
from ilium.knowledge.care import Care


def group_of(care: Care, condition: str) -> str | None:
    """The group that a condition stands in, if any."""
    return next((group.id for group in care.groups if condition in group.conditions), None)


def effects_by_cause(
    care: Care, effects: Iterable[Effect], conditions: Iterable[str]
) -> Mapping[str, Effect]:
    """The row about each condition, its own before that of its group, and about `unlisted`.

    A cause that no row speaks about is left out.
    """
    named = {cause: effect for effect in effects for cause in effect.causes}
    rows = {cause: named.get(cause) or named.get(group_of(care, cause) or "") for cause in conditions}
    rows[UNLISTED] = named.get(UNLISTED)
    return {cause: row for cause, row in rows.items() if row is not None}
