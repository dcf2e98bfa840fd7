"""Who hears how far a long study is."""

from __future__ import annotations

from typing import Protocol


class Listener(Protocol):
    """Hears of everybody once: as found, where an earlier run did the work, or as done."""

    def found(self, people: int) -> None:
        """So many people more had been done before."""
        ...

    def done(self, people: int) -> None:
        """So many people more are done now."""
        ...


class Nobody:
    """Does not listen."""

    def found(self, people: int) -> None:
        """Nothing happens."""

    def done(self, people: int) -> None:
        """Nothing happens."""


NOBODY: Listener = Nobody()
