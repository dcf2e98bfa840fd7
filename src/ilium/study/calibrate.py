"""The network held against the literature: every published figure, in that study's own mix of people."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ilium.knowledge.coverage import findings_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.studies import SHARE_MEASURES, Figure, Item, People, Study
from ilium.study.expected import Chances, expected_figure, group_chances

Z = 1.959964
"""The normal deviate of a 95 % interval."""
MOST_EXCUSED = 0.1
"""The largest share of figures that may be excused."""
Standing = Literal["inside", "between", "excused", "outside"]


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure, its 95 % interval, and what the network makes of it."""

    study: str
    source: str
    signs: str
    measure: str
    among: str
    against: str
    published: float
    low: float
    high: float
    model: float
    standing: Standing
    excuse: str = ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Every figure, and what is wrong with the excuses."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Nothing lies outside without a reason, and the reasons are few and allowed."""
        return not self.faults and all(row.standing != "outside" for row in self.rows)

    def count(self, standing: Standing) -> int:
        """How many figures stand so."""
        return sum(row.standing == standing for row in self.rows)


def calibrate(knowledge: Knowledge) -> Calibration:
    """What the network implies for every figure of every study, against what was published."""
    drafts = [draft for study in knowledge.studies.values() for draft in _drafts(knowledge, study)]
    spans = _spans(drafts)
    rows = tuple(_judge(figure, row, spans[_key(row)]) for figure, row in drafts)
    return Calibration(rows, tuple(_faults(knowledge, drafts, rows)))


def _drafts(knowledge: Knowledge, study: Study) -> Iterator[tuple[Figure, Row]]:
    chances: dict[tuple[str, tuple[Item, ...]], Chances] = {}

    def of(group: str, signs: tuple[Item, ...]) -> Chances:
        key = (group, signs)
        if key not in chances:
            chances[key] = group_chances(knowledge, study.people[group], signs)
        return chances[key]

    for figure in study.figures:
        other = None if figure.against is None else of(figure.against, figure.signs)
        model = expected_figure(figure, of(figure.among, figure.signs), other)
        low, high = interval(figure)
        against = "" if figure.against is None else _mix(study.people[figure.against])
        among = _mix(study.people[figure.among])
        yield (
            figure,
            Row(
                *(study.id, study.source, told(figure), figure.measure, among, against),
                *(figure.published, low, high, model, "outside"),
            ),
        )


def interval(figure: Figure) -> tuple[float, float]:
    """The published 95 % interval; from a number of people Wilson's or Hanley and McNeil's."""
    if figure.ci is not None:
        return figure.ci
    people = figure.counts[1] if figure.counts is not None else figure.n
    assert people is not None
    if figure.measure == "auc":
        return hanley_mcneil(figure.published, people)
    return wilson(figure.published, people)


def wilson(share: float, people: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share seen among so many people."""
    wide = Z * Z / people
    middle = (share + wide / 2) / (1 + wide)
    half = Z / (1 + wide) * math.sqrt(share * (1 - share) / people + wide / (4 * people))
    return max(0.0, middle - half), min(1.0, middle + half)


def hanley_mcneil(area: float, people: int) -> tuple[float, float]:
    """The 95 % interval of an area under the curve (Hanley and McNeil 1982), with groups of one size."""
    each = people / 2
    both_above, both_below = area / (2 - area), 2 * area * area / (1 + area)
    spread = area * (1 - area) + (each - 1) * (both_above + both_below - 2 * area * area)
    half = Z * math.sqrt(spread) / each
    return max(0.0, area - half), min(1.0, area + half)


def told(figure: Figure) -> str:
    """The signs in a few words: alternatives with slashes, a cluster by how many it takes."""
    items = ["/".join(":".join([sign.finding, *sign.values]) for sign in item) for item in figure.signs]
    if figure.measure == "auc" or len(items) == 1:
        return " + ".join(items)
    return f"{figure.at_least} of ({', '.join(items)})"


def _mix(people: People) -> str:
    return " + ".join(people.conditions)


def _key(row: Row) -> tuple[str, str, str, str]:
    """What two studies must share for their figures to be measurements of one thing."""
    measure = "frequency" if row.measure in SHARE_MEASURES else row.measure
    return row.signs, measure, row.among, row.against


def _share(row: Row, figure: float) -> float:
    """The share of people with the signs, where a specificity is the share without."""
    return 1 - figure if row.measure == "specificity" else figure


def _spans(drafts: Iterable[tuple[Figure, Row]]) -> Mapping[tuple[str, str, str, str], tuple[float, float]]:
    """From the lowest to the highest figure that studies report of one thing."""
    spans: dict[tuple[str, str, str, str], tuple[float, float]] = {}
    for _, row in drafts:
        share = _share(row, row.published)
        low, high = spans.get(_key(row), (share, share))
        spans[_key(row)] = (min(low, share), max(high, share))
    return spans


def _judge(figure: Figure, row: Row, span: tuple[float, float]) -> Row:
    """Inside its own interval; else between studies that contradict each other; else excused, or outside."""
    standing: Standing = "outside"
    if row.low <= row.model <= row.high:
        standing = "inside"
    elif span[0] <= _share(row, row.model) <= span[1]:
        standing = "between"
    elif figure.excuse:
        standing = "excused"
    return Row(
        *(row.study, row.source, row.signs, row.measure, row.among, row.against, row.published),
        *(row.low, row.high, row.model, standing, figure.excuse),
    )


def _faults(knowledge: Knowledge, drafts: list[tuple[Figure, Row]], rows: tuple[Row, ...]) -> Iterator[str]:
    """Excuses where none is allowed, and too many of them."""
    alarming = safety_findings(knowledge)
    for figure, row in drafts:
        named = {sign.finding for item in figure.signs for sign in item}
        if figure.excuse and named & alarming:
            yield f"{row.study}: '{row.signs}' belongs to a safety question, and those take no excuse"
    excused = sum(row.standing == "excused" for row in rows)
    if excused > MOST_EXCUSED * len(rows):
        yield f"{excused} of {len(rows)} figures are excused; at most {MOST_EXCUSED:.0%} may be"


def safety_findings(knowledge: Knowledge) -> frozenset[str]:
    """The findings that safety questions ask for."""
    asked = [findings_of(knowledge, question) for question in knowledge.questions.values() if question.safety]
    return frozenset(finding for findings in asked for finding in findings)
