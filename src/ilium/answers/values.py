"""The words that every answer is made of: ids, kinds of question, answers, and the ways not to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}[a-z0-9]$")]
"""An id: lower snake case, two to sixty-four letters."""


class Kind(StrEnum):
    """The kinds of question; each has its own form of answer."""

    YES_NO = "yes_no"
    SAFETY = "safety"
    CHOICE = "choice"
    CHECKLIST = "checklist"
    BODY_MAP = "body_map"
    NUMBER = "number"


class Missing(StrEnum):
    """The ways not to know; none of them is *no*."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Ticked:
    """A list answered by ticking options: the rest were seen and left unticked."""

    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Itemised:
    """A list answered item by item with `yes`, `no` or `unknown`: the rest were not asked."""

    items: Mapping[str, str]


Answer = str | float | Ticked | Itemised | Missing
"""A word (yes, no, new, same, a choice), a number, a list, or a way not to know."""

LISTS = (Kind.CHECKLIST, Kind.BODY_MAP)
"""The kinds whose answer is a list."""
