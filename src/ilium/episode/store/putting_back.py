"""Putting episodes back from a copy, without losing what has been added since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ilium.episode.episode import Episode
from ilium.episode.store.conversion import episode_of, row_of
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.rows import EpisodeRow


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was done, by the ids of the episodes."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]
    """Already there, and the same or further on."""


def put_back(session: Session, episodes: Iterable[Episode], replace_others: bool, place: str) -> PutBack:
    """Put episodes back. One that is there and differs is replaced, or the whole work refused."""
    added, replaced, kept = [], [], []
    for episode in episodes:
        row = session.get(EpisodeRow, episode.id)
        if row is None:
            added.append(episode.id)
            session.add(row_of(episode))
        elif holds(episode_of(row), episode):
            kept.append(episode.id)
        elif replace_others:
            replaced.append(episode.id)
            _exchange(session, row, episode)
        else:
            raise StoreError(Fault.ALREADY_THERE, place, episode.id)
        session.flush()
    return PutBack(tuple(added), tuple(replaced), tuple(kept))


def _exchange(session: Session, row: EpisodeRow, episode: Episode) -> None:
    version = max(episode.version, row.version + 1)
    session.delete(row)
    session.flush()
    session.expunge_all()
    session.add(row_of(replace(episode, version=version)))


def holds(present: Episode, old: Episode) -> bool:
    """Whether an episode has everything that an older copy of it has, and perhaps more."""
    if replace(present.case, check_ins=(), cleared=()) != replace(old.case, check_ins=(), cleared=()):
        return False
    left = [*present.case.check_ins, *present.case.cleared, *present.statements]
    for one in (*old.case.check_ins, *old.case.cleared, *old.statements):
        if one not in left:
            return False
        left.remove(one)
    return True
