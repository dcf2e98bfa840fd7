"""Who may call, and how much: what whoever runs the server decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ilium.answers.countries import ANYWHERE

MOST_BYTES = 1_000_000
"""The largest body that is read; a hospital's list of diagnoses takes some, a case a hundredth of it."""


class KeyKept(Protocol):
    """What is known of an API key that was presented."""

    @property
    def id(self) -> str:
        """Names the key, and is no secret."""

    @property
    def episodes(self) -> bool:
        """Whether the key also opens the episodes."""


FindKey = Callable[[str], KeyKept | None]
"""Finds the key of a token; None when there is none, it has ended, or it was revoked."""


def no_keys(_token: str) -> None:
    """Know no key at all."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call, and how much.

    `key_needed` is set when other machines may reach the server. `rate` such as `120/minute` counts for each
    key, and for each address where there is none; empty does not count.
    """

    key_needed: bool = False
    find_key: FindKey = no_keys
    rate: str = ""
    hosts: frozenset[str] = frozenset()
    """The host names that are answered; empty answers every name."""
    most_bytes: int = MOST_BYTES
    keeps_episodes: bool = True
    country: str = ANYWHERE
    """Where people are of whom a program does not say it: this decides about the emergency number."""
    today: Callable[[], date] = field(default=date.today)
