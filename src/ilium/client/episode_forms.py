"""The forms of a case as it is kept, and of an episode as it stands."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from ilium.client.assessment_forms import Assessment
from ilium.client.plan_forms import Level


class ExpectedDocument(TypedDict):
    """What the case is known to be, for tests and studies; it never changes the result."""

    diagnosis: NotRequired[str | None]
    also: NotRequired[list[str]]
    urgency: NotRequired[Level | None]
    ambiguous: NotRequired[str | None]


class CaseSourceDocument(TypedDict):
    """Where the story of a case was published. It never changes the result."""

    title: str
    url: NotRequired[str | None]
    year: NotRequired[int | None]
    kind: NotRequired[str | None]


class CheckInDocument(TypedDict):
    """A later look at the same pain: its day, and what was answered. What is left out was not asked."""

    date: str
    answers: NotRequired[dict[str, Any]]


class ClearedDocument(TypedDict):
    """A clinician has looked at what a rule warns of; it rests until that finding changes."""

    rule: str
    date: str
    test: str


class CaseDocument(TypedDict):
    """A case: who the person is, and what they answered. What is left out was not asked."""

    id: NotRequired[str | None]
    today: NotRequired[str | None]
    start: NotRequired[str | None]
    mode: NotRequired[Literal["person", "clinician"]]
    country: NotRequired[str]
    setting: NotRequired[Literal["first_contact", "physiotherapy", "spine_clinic"]]
    age: NotRequired[Any]
    sex: NotRequired[Any]
    answers: NotRequired[dict[str, Any]]
    check_ins: NotRequired[list[CheckInDocument]]
    cleared: NotRequired[list[ClearedDocument]]
    expected: NotRequired[ExpectedDocument | None]
    source: NotRequired[CaseSourceDocument | None]
    note: NotRequired[str | None]


class GlanceAnswer(TypedDict):
    """An episode in a list."""

    id: str
    started: str
    last_day: str
    check_ins: int


class ChanceDocument(TypedDict):
    """A family and how probable it was said to be."""

    family: str
    probability: float


class StatementDocument(TypedDict):
    """What a person was told on a day."""

    date: str
    check_ins: int
    knowledge_version: str
    knowledge_hash: str
    urgency: str
    chances: NotRequired[list[ChanceDocument]]


class EpisodeDocument(TypedDict):
    """A whole episode in a file."""

    format: NotRequired[str]
    format_version: NotRequired[int]
    id: str
    started: str
    version: NotRequired[int]
    case: CaseDocument
    statements: NotRequired[list[StatementDocument]]


class LevelMoved(TypedDict):
    """The urgency as it was said, and as it comes out now."""

    then: str
    now: str


class ChanceMoved(TypedDict):
    """How probable a family was said to be, and how probable it comes out now."""

    family: str
    then: float
    now: float


class MovedAnswer(TypedDict):
    """What newer knowledge changes about what was said last."""

    said_on: str
    urgency: LevelMoved
    first: bool
    shifts: list[ChanceMoved]
    left_out: list[str]


class ProgressAnswer(TypedDict):
    """Whether it goes as it should."""

    standing: str
    text: str
    day: int
    share: float | None


class PainAnswer(TypedDict):
    """The pain told on a day since the start, from 0 to 10."""

    day: int
    pain: float


class ExpectedAnswer(TypedDict):
    """Where eight of ten people with answers like these are expected on a day."""

    day: int
    low: float
    high: float


class DueAnswer(TypedDict):
    """A day on which something is due: `check_in`, `be_seen` or `safety_net`."""

    day: str
    due: str


class EpisodeAnswer(TypedDict):
    """An episode as it stands on a day: everything answered, and what follows from it."""

    episode: EpisodeDocument
    today: str
    day: int
    assessment: Assessment
    left_out: list[str]
    moved: MovedAnswer | None
    progress: ProgressAnswer | None
    pain: list[PainAnswer]
    expected: list[ExpectedAnswer]
    due: list[DueAnswer]
