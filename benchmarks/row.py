"""One line of the table of measurements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement: our seconds, the peer's, and what was wanted."""

    work: str
    against: str
    ours: float
    theirs: float | None
    wanted: str
    met: bool
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as long the peer takes."""
        return None if self.theirs is None else self.theirs / self.ours
