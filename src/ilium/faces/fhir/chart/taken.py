"""What was taken from a record, from where, and what was not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium.answers.values import Answer


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in a record something stands, and what stands there, in words."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one place of a record says: an answer to a question, or that an item of a list is so."""

    question: str
    answer: str | float
    origin: Origin
    item: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer taken from a record, and the places that it was taken from: for a list, by item."""

    question: str
    answer: Answer
    by_item: Mapping[str, tuple[Origin, ...]]
    """Under the empty name for what is no list."""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every place, each once."""
        return tuple(dict.fromkeys(one for places in self.by_item.values() for one in places))


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something of a record that was not read, and why."""

    origin: Origin
    why: str


Found = Said | NotRead


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a record, beside the answers that were there already."""

    taken: tuple[Taken, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    conflicts: tuple[NotRead, ...] = ()
    """Places that were taken although the answers said otherwise."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The answers that the record adds to, whole: what was answered of a list, and what the record says."""
