"""The forms of CDS Hooks 2: what a hospital's system sends, and what it gets."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Word = Annotated[str, Field(min_length=1, max_length=200)]
Plain = dict[str, Any]


class Context(BaseModel):
    """Whose chart is open."""

    model_config = ConfigDict(extra="allow")

    userId: Word  # noqa: N815 - the name in CDS Hooks
    patientId: Word  # noqa: N815


class Call(BaseModel):
    """A call of a service. Whatever else stands in it is not read; an access token least of all."""

    model_config = ConfigDict(extra="allow")

    hook: Literal["patient-view"]
    hookInstance: UUID  # noqa: N815
    context: Context
    prefetch: Plain = {}
    extension: Plain = {}


class Coding(BaseModel):
    """A code of some system."""

    model_config = ConfigDict(extra="allow")

    code: Word
    system: Word | None = None
    display: Word | None = None


class AcceptedSuggestion(BaseModel):
    """A suggestion that was taken."""

    model_config = ConfigDict(extra="allow")

    id: Word


class OverrideReason(BaseModel):
    """Why a card was put aside."""

    model_config = ConfigDict(extra="allow")

    reason: Coding | None = None
    userComment: Text | None = None  # noqa: N815


def _text(value: object) -> object:
    """Refuse what is no text: a time is written out, never counted in seconds."""
    if not isinstance(value, str):
        raise ValueError("a time is wanted here, such as 2026-03-01T09:30:00Z")
    return value


class FeedbackEntry(BaseModel):
    """What somebody did with a card."""

    model_config = ConfigDict(extra="allow")

    card: UUID
    outcome: Literal["accepted", "overridden"]
    acceptedSuggestions: Annotated[list[AcceptedSuggestion], Field(max_length=50)] = []  # noqa: N815
    overrideReason: OverrideReason | None = None  # noqa: N815
    outcomeTimestamp: Annotated[AwareDatetime, BeforeValidator(_text)]  # noqa: N815


class FeedbackCall(BaseModel):
    """Feedback on some cards."""

    model_config = ConfigDict(extra="allow")

    feedback: Annotated[list[FeedbackEntry], Field(min_length=1, max_length=100)]


class FeedbackAnswer(BaseModel):
    """How many entries were new."""

    kept: int


class Link(BaseModel):
    """Where to read on."""

    label: str
    url: str
    type: Literal["absolute"] = "absolute"


class Source(BaseModel):
    """What a card rests on first of all."""

    label: str
    url: str


class Override(BaseModel):
    """A reason to put a card aside."""

    code: str
    system: str
    display: str


class Card(BaseModel):
    """A card."""

    uuid: UUID
    summary: Annotated[str, Field(min_length=1, max_length=139)]
    indicator: Literal["info", "warning", "critical"]
    detail: str
    source: Source
    overrideReasons: list[Override]  # noqa: N815
    links: list[Link]


class Cards(BaseModel):
    """The answer to a call."""

    cards: list[Card]


class ServiceShown(BaseModel):
    """A service in the list of services."""

    hook: str
    title: str
    description: str
    id: str
    usageRequirements: str  # noqa: N815
    prefetch: dict[str, str]


class Services(BaseModel):
    """The list of services."""

    services: list[ServiceShown]


class Patient(BaseModel):
    """What is read of a FHIR patient."""

    resourceType: Literal["Patient"]  # noqa: N815
    birthDate: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None  # noqa: N815
    gender: str | None = None
