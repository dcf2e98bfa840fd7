"""What whoever runs the web pages decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.episode.store.episode_store import EpisodeStore

MOST_BYTES = 64_000
"""The largest form that is read; the longest page of questions sends about a twentieth of it."""
HOURS_KEPT = 24
"""How long the answers in a browser stay readable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the pages are served. `hosts` names the hosts that are answered; empty answers every name."""

    key: bytes
    hosts: frozenset[str] = frozenset()
    country: str = ""
    """The country when neither the person nor the browser names one."""
    secure: bool = False
    """Whether the pages are only ever reached through HTTPS."""
    today: Callable[[], date] = date.today
    open_store: Callable[[], EpisodeStore] | None = None
    """Opens where episodes are kept, at the first need; None offers no way to keep any."""
