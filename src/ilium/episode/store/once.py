"""A request that is sent again is not kept twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.rows import RepeatRow


@dataclass(frozen=True, slots=True)
class Once:
    """Names a request, and what it asks for, by hashes that give neither away."""

    mark: str
    content: str


def only_once(caller: str, target: str, given: str, body: bytes) -> Once:
    """The name of a request: who asks for what, under the mark that the caller gave it.

    The hash of the body holds the mark too, so that nobody can find out a body by trying.
    """
    mark = _digest(caller.encode(), target.encode(), given.encode())
    return Once(mark, _digest(given.encode(), caller.encode(), target.encode(), body))


def _digest(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def earlier(session: Session, once: Once, place: str) -> str | None:
    """The episode that the same request made or changed before; None where there was none.

    Raises StoreError where the mark stands for another request.
    """
    row = session.get(RepeatRow, once.mark)
    if row is None:
        return None
    if row.content != once.content:
        raise StoreError(Fault.USED_TWICE, place)
    return row.episode


def remember(session: Session, once: Once | None, episode: str) -> None:
    """Note in the same transaction that a request was kept."""
    if once is not None:
        session.flush()
        session.add(RepeatRow(mark=once.mark, content=once.content, episode=episode))
