"""The forms in which episodes are answered."""

from __future__ import annotations

import datetime

from pydantic import BaseModel

from ilium.episode.documents import EpisodeDocument
from ilium.result import Assessment


class GlanceAnswer(BaseModel):
    """An episode in a list."""

    id: str
    started: datetime.date
    last_day: datetime.date
    check_ins: int


class LevelMoved(BaseModel):
    """The urgency as it was said, and as it comes out now."""

    then: str
    now: str


class ChanceMoved(BaseModel):
    """How probable a family was said to be, and how probable it comes out now."""

    family: str
    then: float
    now: float


class MovedAnswer(BaseModel):
    """What newer knowledge changes about what was said last."""

    said_on: datetime.date
    urgency: LevelMoved
    first: bool
    shifts: list[ChanceMoved]
    left_out: list[str]


class ProgressAnswer(BaseModel):
    """Whether it goes as it should."""

    standing: str
    text: str
    day: int
    share: float | None


class PainAnswer(BaseModel):
    """The pain told on a day since the start, from 0 to 10."""

    day: int
    pain: float


class ExpectedAnswer(BaseModel):
    """Where eight of ten people with answers like these are expected on a day."""

    day: int
    low: float
    high: float


class DueAnswer(BaseModel):
    """A day on which something is due: `check_in`, `be_seen` or `safety_net`."""

    day: datetime.date
    due: str


class EpisodeAnswer(BaseModel):
    """An episode as it stands on a day: everything answered, and what follows from it."""

    episode: EpisodeDocument
    today: datetime.date
    day: int
    assessment: Assessment
    left_out: list[str]
    moved: MovedAnswer | None
    progress: ProgressAnswer | None
    pain: list[PainAnswer]
    expected: list[ExpectedAnswer]
    due: list[DueAnswer]
