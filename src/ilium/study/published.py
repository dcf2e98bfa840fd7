"""What has been published of other symptom checkers, to hold beside the benchmark's figures.

None of it was measured on these cases: other complaints, other people, other ways of counting.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure in per cent, with its 95 % interval or the range over tools, and its source."""

    what: str
    percent: float | None
    low: float
    high: float
    source: str


SEMIGRAN = "Semigran HL et al. BMJ 2015;351:h3480 (23 tools, 45 stories)"
HILL = "Hill MG et al. Med J Aust 2020;212:514-519 (36 tools, 48 stories)"
WALLACE = "Wallace W et al. NPJ Digit Med 2022;5:118 (10 studies)"

PUBLISHED = (
    PublishedFigure("the cause comes first", 34, 31, 37, SEMIGRAN),
    PublishedFigure("the cause is among twenty", 58, 55, 62, SEMIGRAN),
    PublishedFigure("urgency right", 57, 52, 61, SEMIGRAN),
    PublishedFigure("urgency right in emergencies", 80, 75, 86, SEMIGRAN),
    PublishedFigure("urgency right in self-care cases", 33, 26, 40, SEMIGRAN),
    PublishedFigure("the cause comes first", 36, 31, 42, HILL),
    PublishedFigure("the cause is among three", 52, 47, 59, HILL),
    PublishedFigure("urgency right", 49, 44, 54, HILL),
    PublishedFigure("urgency right in emergencies", 63, 52, 71, HILL),
    PublishedFigure("urgency right in self-care cases", 40, 26, 49, HILL),
    PublishedFigure("the cause comes first, lowest and highest study", None, 19, 37.9, WALLACE),
    PublishedFigure("urgency right, lowest and highest study", None, 48.8, 90.1, WALLACE),
)
"""All read in the abstracts."""
