"""The keys of programs: shown once, kept as hashes, each with a last day."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.rows import ApiKeyRow

SECRET_BYTES, ID_BYTES = 32, 4
BEGINNING = "ilium"
Day = datetime.date


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret. It opens until the end of its last day (UTC), unless it was revoked."""

    id: str
    name: str
    episodes: bool
    """Whether it also opens the episodes, all of them."""
    made: Day
    expires: Day
    revoked: Day | None

    def opens(self, today: Day) -> bool:
        """Whether it opens on a day."""
        return self.revoked is None and today <= self.expires


class KeyRing:
    """The keys that are kept in a store."""

    def __init__(self, store: EpisodeStore) -> None:
        self._store = store

    def create(self, name: str, expires: Day, today: Day, *, episodes: bool = False) -> tuple[Key, str]:
        """Make a key: what is kept of it, and the token, which nobody can be shown again."""
        id_ = secrets.token_hex(ID_BYTES)
        token = f"{BEGINNING}_{id_}_{secrets.token_urlsafe(SECRET_BYTES)}"
        row = ApiKeyRow(
            id=id_, name=name, hash=_hash(token), episodes=episodes, made=today, expires=expires, revoked=None
        )
        key = _key_of(row)
        self._store.write(lambda session: session.add(row))
        return key, token

    def find(self, token: str, today: Day) -> Key | None:
        """The key of a token, if it opens today. The time it takes tells nothing of any key."""
        parts = token.split("_", 2)
        id_ = parts[1] if len(parts) == 3 and parts[1].isalnum() else ""
        row = self._store.read(lambda session: session.get(ApiKeyRow, id_[: 2 * ID_BYTES]))
        same = hmac.compare_digest(_hash(token), row.hash if row else _hash(""))
        key = _key_of(row) if row is not None and same else None
        return key if key is not None and key.opens(today) else None

    def list(self) -> tuple[Key, ...]:
        """All keys, the newest first."""

        def read(session: Session) -> tuple[Key, ...]:
            return tuple(_key_of(row) for row in session.scalars(select(ApiKeyRow)))

        return tuple(sorted(self._store.read(read), key=lambda one: (-one.made.toordinal(), one.id)))

    def revoke(self, id_: str, today: Day) -> Key:
        """Let a key open nothing any more. Raises StoreError where there is none."""

        def end(session: Session) -> Key:
            row = session.get(ApiKeyRow, id_)
            if row is None:
                raise StoreError(Fault.NO_KEY, self._store.place, id_)
            row.revoked = row.revoked or today
            return _key_of(row)

        return self._store.write(end)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _key_of(row: ApiKeyRow) -> Key:
    return Key(row.id, row.name, row.episodes, row.made, row.expires, row.revoked)
