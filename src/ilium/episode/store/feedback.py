"""What became of the cards that a hospital's system was sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.rows import FeedbackRow


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a clinician did with a card, and when, as it was told."""

    service: str
    card: str
    outcome: str
    at: str
    details: dict[str, Any]
    """The suggestions accepted, or the reason given, under the names of CDS Hooks."""


class FeedbackBook:
    """The feedback that is kept in a store."""

    def __init__(self, store: EpisodeStore) -> None:
        self._store = store

    def add(self, entries: Iterable[Feedback]) -> int:
        """Keep some entries, all or none; those that were there already are not kept twice."""
        rows = {mark: one for one in entries for mark in (_mark(one),)}

        def keep(session: Session) -> int:
            new = [(mark, one) for mark, one in rows.items() if session.get(FeedbackRow, mark) is None]
            session.add_all(_row_of(mark, one) for mark, one in new)
            return len(new)

        return self._store.write(keep)

    def list(self) -> tuple[Feedback, ...]:
        """Everything that is kept, in the order of its times."""

        def read(session: Session) -> tuple[Feedback, ...]:
            rows = session.scalars(select(FeedbackRow))
            return tuple(Feedback(r.service, r.card, r.outcome, r.at, dict(r.details)) for r in rows)

        return tuple(sorted(self._store.read(read), key=lambda one: (one.at, one.card, one.outcome)))


def _mark(one: Feedback) -> str:
    plain = [one.service, one.card, one.outcome, one.at, one.details]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _row_of(mark: str, one: Feedback) -> FeedbackRow:
    return FeedbackRow(
        mark=mark, service=one.service, card=one.card, outcome=one.outcome, at=one.at, details=one.details
    )
