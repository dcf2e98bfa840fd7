"""How soon, and who, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ilium.faces.telling import words
from ilium.knowledge.levels import Level


def time_words(level: Level, hours: int) -> str:
    """Within what time: now, hours up to two days, then days, then weeks."""
    if hours == 0:
        return words.NOW
    if level is Level.SELF_CARE:
        return words.LOOK_AGAIN.format(n=round(hours / 168))
    if hours <= 48:
        return words.WITHIN_HOURS.format(n=hours)
    if hours < 336:
        return words.WITHIN_DAYS.format(n=hours // 24)
    return words.WITHIN_WEEKS.format(n=hours // 168)


def who_words(level: Level) -> str:
    """What stands before the name of somebody: at home nobody needs to be seen, only asked."""
    return words.WHO_TO_ASK if level is Level.SELF_CARE else words.WHO_TO_SEE


def say_days(days: Sequence[int]) -> str:
    """A list of days as it is read aloud: 2, 5 and 14 days."""
    *before, last = [str(day) for day in days] or [words.SOME]
    told = words.AND.format(before=", ".join(before), last=last) if before else last
    return words.DAYS_ON.format(days=told)
