"""The store behind the pages: opened at the first need, and worked with beside the other requests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import anyio.to_thread

if TYPE_CHECKING:
    from ilium.episode.store.episode_store import EpisodeStore

Result = TypeVar("Result")


class Keeper:
    """Lends the store out for a piece of work. Its faults are StoreErrors."""

    def __init__(self, open_store: Callable[[], EpisodeStore]) -> None:
        self._open, self._lock = open_store, threading.Lock()
        self._store: EpisodeStore | None = None

    async def do(self, work: Callable[[EpisodeStore], Result]) -> Result:
        """Do a piece of work with the store."""
        return await anyio.to_thread.run_sync(lambda: work(self.store()))

    def store(self) -> EpisodeStore:
        """The store; nothing is made before somebody keeps or opens an episode."""
        with self._lock:
            if self._store is None:
                self._store = self._open()
            return self._store

    def close(self) -> None:
        """Give the connections back."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None
