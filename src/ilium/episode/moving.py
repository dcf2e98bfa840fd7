"""What was said then, and what the knowledge of today makes of the same answers on the same day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ilium.assessment import assess
from ilium.episode.episode import Chance, Episode, Statement
from ilium.episode.fitting import fit
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment

MOST_KEPT = 5
"""So many families of a result are kept as what was said."""
WORTH_TELLING = 0.05
"""A probability that moved by less is not told."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How probable a family was said to be, and how probable it comes out now; None: not in what was said."""

    family: str
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class Moved:
    """What newer knowledge changes about something that was said."""

    then: Statement
    now: Statement
    shifts: tuple[Shift, ...]
    left_out: tuple[str, ...]
    """Answers that the knowledge of today no longer takes."""

    @property
    def urgency(self) -> bool:
        """Whether the urgency comes out differently."""
        return self.then.urgency != self.now.urgency

    @property
    def first(self) -> bool:
        """Whether another family comes first."""
        return bool(self.then.chances and self.now.chances) and (
            self.then.chances[0].family != self.now.chances[0].family
        )

    @property
    def nothing(self) -> bool:
        """Whether the conclusions are as they were."""
        return not (self.urgency or self.first or self.shifts or self.left_out)


def state(assessment: Assessment, day: datetime.date, check_ins: int) -> Statement:
    """What an assessment says to a person; in an emergency no causes are told."""
    hidden = assessment.urgency.level is Level.EMERGENCY_NOW
    shown = () if hidden else assessment.families[:MOST_KEPT]
    return Statement(
        day,
        check_ins,
        assessment.knowledge.version,
        assessment.knowledge.hash,
        assessment.urgency.level.value,
        tuple(Chance(one.id, one.probability) for one in shown),
    )


def what_moved(knowledge: Knowledge, episode: Episode) -> Moved | None:
    """What the knowledge changes about what was said last; None where that was said under the same.

    The answers are judged as they stood on that day, so that nothing but the knowledge can have moved it.
    Raises ImpossibleAnswersError where the knowledge allows no explanation of them any more.
    """
    last = episode.statements[-1] if episode.statements else None
    if last is None or last.knowledge_hash == knowledge.hash:
        return None
    fitted = fit(knowledge, episode.as_told(last))
    assessment = assess(knowledge, fitted.case)
    now = state(assessment, last.date, last.check_ins)
    chances = {one.id: one.probability for one in assessment.families}
    shifts = tuple(
        Shift(one.family, one.probability, chances.get(knowledge.aliases.get(one.family, one.family), 0.0))
        for one in last.chances
    )
    told = tuple(one for one in shifts if now.chances and abs(one.now - one.then) >= WORTH_TELLING)
    return Moved(last, now, told, fitted.left_out)
