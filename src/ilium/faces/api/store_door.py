"""The store behind the calls: opened when it is first needed, and its faults told without its place."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.keys import Key, KeyRing
from ilium.faces.api import words
from ilium.faces.api.problems import Refused

log = logging.getLogger("ilium.api")
SOON = {"Retry-After": "1"}


class StoreDoor:
    """Opens the store of an address once, at first need."""

    def __init__(self, address: str | None = None) -> None:
        self._address, self._lock = address, threading.Lock()
        self._store: EpisodeStore | None = None

    def open(self) -> EpisodeStore:
        """The store. Raises StoreError where it cannot be opened."""
        with self._lock:
            if self._store is None:
                self._store = EpisodeStore(self._address)
            return self._store

    def close(self) -> None:
        """Give the store's connections back."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None

    def find_key(self, today: Callable[[], date]) -> Callable[[str], Key | None]:
        """What finds the key of a token."""

        def find(token: str) -> Key | None:
            with store_faults():
                return KeyRing(self.open()).find(token, today())

        return find


@contextmanager
def store_faults() -> Iterator[None]:
    """Tell a fault of the store to a caller; where the store is, is none of a caller's business."""
    try:
        yield
    except StoreError as error:
        match error.fault:
            case Fault.NO_EPISODE:
                raise Refused("not_found", words.NO_EPISODE) from None
            case Fault.USED_TWICE:
                raise Refused("used_twice", words.USED_TWICE) from None
        log.error("The store cannot do what was asked: %s", error.fault.value)
        raise Refused("no_store", words.NO_STORE, headers=SOON) from None
