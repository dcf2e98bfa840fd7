"""The outer form of a case file, before its answers are held against the questions."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ilium.answers.countries import ANYWHERE, PATTERN, why_no_country
from ilium.answers.values import Id

ItemWord = Literal["yes", "no", "unknown"]
AnswerDocument = str | bool | int | float | list[str] | dict[str, ItemWord | bool]


FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)
"""No case is older or later; beyond the calendar's last day, days to come cannot be told."""


def _no_number(value: object) -> object:
    """Refuse a number for a date, in quotes too: nobody means the seconds since 1970."""
    if isinstance(value, (int, float)) or (isinstance(value, str) and not value[:5].endswith("-")):
        raise ValueError("a date is wanted here, such as 2025-03-28, not seconds or days")
    return value


Day = Annotated[datetime.date, Field(ge=FIRST_DAY, le=LAST_DAY), BeforeValidator(_no_number)]


def _country(code: str) -> str:
    """Refuse two capitals that are no country: their emergency number would be a guess."""
    if why := why_no_country(code):
        raise ValueError(why)
    return code


Country = Annotated[
    str,
    Field(pattern=r"^([A-Z]{2}|default)$", json_schema_extra={"pattern": PATTERN}),
    AfterValidator(_country),
]


class ExpectedDocument(BaseModel):
    """What the case is known to be, for tests and studies; it never changes the result."""

    model_config = ConfigDict(extra="forbid")

    diagnosis: Id | None = None
    """A condition or family of ours, or `unlisted` when the main cause is none of them."""
    also: list[Id] = []
    urgency: (
        Literal["emergency_now", "urgent_same_day", "see_clinician_soon", "routine", "self_care"] | None
    ) = None
    ambiguous: str | None = None


class CaseSourceDocument(BaseModel):
    """Where the story of a case was published. It never changes the result."""

    model_config = ConfigDict(extra="forbid")

    title: str
    url: str | None = None
    year: Annotated[int, Field(strict=True)] | None = None
    kind: str | None = None
    """What it is: `case_report`, `vignette` (a teaching case), `forum` (a person's own account) ..."""


class CheckInDocument(BaseModel):
    """A later look at the same pain: its day, and what was answered. What is left out was not asked."""

    model_config = ConfigDict(extra="forbid")

    date: Day
    answers: dict[str, Any] = {}


class ClearedDocument(BaseModel):
    """A clinician has looked at what a rule warns of; it rests until that finding changes."""

    model_config = ConfigDict(extra="forbid")

    rule: Id
    date: Day
    test: Annotated[str, Field(min_length=1, max_length=200)]


class CaseDocument(BaseModel):
    """A case: who the person is, and what they answered. What is left out was not asked."""

    model_config = ConfigDict(extra="forbid", title="Ilium case")

    id: Annotated[str, Field(max_length=100)] | None = None
    today: Day | None = None
    start: Day | None = None
    """The day of the first answers. Without it, days are counted from the first check-in."""
    mode: Literal["person", "clinician"] = "person"
    country: Country = ANYWHERE
    setting: Literal["first_contact", "physiotherapy", "spine_clinic"] = "first_contact"
    age: Any = None
    sex: Any = None
    answers: dict[str, Any] = {}
    check_ins: list[CheckInDocument] = []
    """Later looks, from the first to the last."""
    cleared: list[ClearedDocument] = []
    expected: ExpectedDocument | None = None
    source: CaseSourceDocument | None = None
    note: str | None = None
    """What a reader of the case should know: how something was read from the source, what is missing."""
