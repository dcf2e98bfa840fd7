"""Citations in the form in which results carry them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ilium.knowledge.numbers import Citation


@dataclass(frozen=True, slots=True)
class CitationShown:
    """Where a statement comes from."""

    source: str
    place: str
    says: str


def show_citations(citations: Iterable[Citation]) -> tuple[CitationShown, ...]:
    """Citations as results carry them, in their own order."""
    return tuple(CitationShown(c.source, c.place, c.says) for c in citations)
