"""One line of the table of measurements, and the words that tell it."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilium.knowledge.reading import load_knowledge


@dataclass(frozen=True)
class Row:
    """One measurement: our seconds, the peer's, what was wanted, and what stands in the way."""

    work: str
    against: str
    ours: float
    theirs: float | None
    wanted: str
    met: bool
    note: str = ""
    told: str = ""
    """What stands for the ratio, where that is no number of times."""
    limit: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as long the peer takes."""
        return None if self.theirs is None else self.theirs / self.ours


def table(rows: Iterable[Row]) -> list[str]:
    """The rows as a table in Markdown."""
    lines = [
        "| work | against | Ilium | the other | ratio | wanted | met | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        theirs = "-" if row.theirs is None else seconds(row.theirs)
        cells = [row.work, row.against, seconds(row.ours), theirs, row.told or times(row.ratio), row.wanted]
        lines.append("| " + " | ".join([*cells, "yes" if row.met else "**no**", row.note]) + " |")
    return lines


def limits(rows: Iterable[Row]) -> Iterator[str]:
    """What stands in the way of each row that is not met."""
    missed = [row for row in rows if not row.met]
    if missed:
        yield "\n## What is not met, and why\n"
        yield from (f"- **{row.work}**: {row.limit}" for row in missed)


def seconds(time: float) -> str:
    """A time as people write it."""
    return f"{time:,.0f} s" if time >= 100 else f"{time:.2f} s" if time >= 1 else f"{time * 1e3:.3g} ms"


def times(ratio: float | None) -> str:
    """How many times faster, or how many times as long."""
    if ratio is None:
        return "-"
    return (
        f"{ratio:,.0f} x faster"
        if ratio >= 10
        else f"{ratio:.2f} x faster"
        if ratio >= 1
        else f"{1 / ratio:.2f} x its time"
    )


def machine() -> str:
    """The machine and the Python."""
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}."


def of_knowledge() -> str:
    """The knowledge that was measured, and the day."""
    knowledge = load_knowledge()
    return f"Knowledge {knowledge.version} ({knowledge.hash[:12]}), {datetime.date.today()}."
