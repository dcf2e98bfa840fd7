"""An episode as it stands on a day: its result, computed anew, what moved, and the dates to come."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ilium.assessment import assess
from ilium.episode.calendar import DueDay, due_days
from ilium.episode.course import Progress, expected_band, progress
from ilium.episode.episode import Episode
from ilium.episode.fitting import fit
from ilium.episode.moving import Moved, what_moved
from ilium.knowledge.library import Knowledge
from ilium.knowledge.moments import looks
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.result import Assessment

MOST_PAIN = 10.0


@dataclass(frozen=True, slots=True)
class EpisodeShown:
    """Everything that is said about an episode on a day."""

    episode: Episode
    today: datetime.date
    assessment: Assessment
    left_out: tuple[str, ...]
    """Answers that the knowledge no longer takes: they count as not asked."""
    moved: Moved | None
    moved_unreadable: bool
    """Whether the knowledge allows no explanation of what was answered when something was said last."""
    due: tuple[DueDay, ...]
    pain: tuple[tuple[int, float], ...]
    """The pain as it was told, with the day since the start."""
    band: Mapping[int, tuple[float, float]]
    """Where eight of ten people with these answers are, by day, in points; empty before a first pain."""
    progress: Progress | None
    """Whether it goes as it should; None before the first check-in."""

    @property
    def day(self) -> int:
        """How many days the episode has lasted."""
        return (self.today - self.episode.started).days


def show_episode(knowledge: Knowledge, episode: Episode, today: datetime.date) -> EpisodeShown:
    """The episode on a day. Raises ImpossibleAnswersError when no explanation allows the answers."""
    fitted = fit(knowledge, episode.on(max(today, episode.last_day)))
    assessment = assess(knowledge, fitted.case)
    moved, unreadable = None, False
    try:
        moved = what_moved(knowledge, episode)
    except ImpossibleAnswersError:
        unreadable = True
    due = due_days(episode, assessment.urgency, check_in_days(knowledge), today)
    pain = tuple((look.day, look.pain) for look in looks(knowledge, fitted.case) if look.pain is not None)
    band = _band(knowledge, assessment, pain)
    going = progress(knowledge, fitted.case, assessment)
    return EpisodeShown(
        episode, today, assessment, fitted.left_out, moved, unreadable, due, pain, band, going
    )


def _band(
    knowledge: Knowledge, assessment: Assessment, pain: tuple[tuple[int, float], ...]
) -> dict[int, tuple[float, float]]:
    """The expected pain in points, from the first day to the last one described or told."""
    if not pain or pain[0][0] != 0:
        return {}
    days = sorted({0, *check_in_days(knowledge), pain[-1][0]})
    first = pain[0][1]
    return {
        one.day: (min(one.low * first, MOST_PAIN), min(one.high * first, MOST_PAIN))
        for one in expected_band(knowledge, assessment, days)
    }


def check_in_days(knowledge: Knowledge) -> tuple[int, ...]:
    """The days after the start on which a check-in is due."""
    course = knowledge.region.course
    return course.days if course is not None else ()
