"""For which of the likely causes an action is right, counted and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilium.knowledge.library import Knowledge
from ilium.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Cause:
    """A condition with its probability."""

    id: str
    probability: float


def likely_causes(knowledge: Knowledge, verdict: Verdict) -> tuple[Cause, ...]:
    """The conditions probable enough to count as likely, the most probable first; ties by id."""
    chances = zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True)
    found = [Cause(id_, float(chance)) for id_, chance in chances if chance >= knowledge.care.likely]
    return tuple(sorted(found, key=lambda cause: (-round(cause.probability, 12), cause.id)))


def right_for(knowledge: Knowledge, action: str, likely: Sequence[Cause]) -> int:
    """For how many of the likely causes the action helps and does no harm that would hold it back."""
    least = min(knowledge.care.plausible)
    rows = [knowledge.effects[action][cause.id] for cause in likely]
    return sum(row.benefit > 0 and row.harm < least for row in rows)


def say_right_for(knowledge: Knowledge, action: str, likely: Sequence[Cause]) -> str:
    """For how many of the likely causes it is right, in words; empty when it suits none."""
    right, words = right_for(knowledge, action, likely), knowledge.care.words
    if not right:
        return ""
    if len(likely) == 1:
        return words.right_for_only
    return words.right_for.format(right=right, likely=len(likely))
