"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table, and a blank line after it."""
    head = list(head)
    yield _row(head)
    yield "|" + "---|" * len(head)
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A section with its heading; nothing when there is nothing in it."""
    body = list(lines)
    if body:
        yield f"## {title}"
        yield ""
        yield from body
        if body[-1]:
            yield ""


def percent(share: float) -> str:
    """A share as people read it; small ones keep a digit."""
    told = share * 100
    return f"{told:.0f} %" if told >= 9.95 else f"{told:.1f} %" if told >= 0.095 else "under 0.1 %"
