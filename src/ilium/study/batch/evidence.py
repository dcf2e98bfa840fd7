"""From coded answers to what they say of each finding, for many people at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ilium.answers.values import LISTS, Itemised, Kind, Ticked
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import Observation, Seen, sight
from ilium.knowledge.schema import Question
from ilium.study.batch.sheet import ITEMISED, NO, TICKED, YES, Codes, Flags, Sheet, layout_of

NOTHING = -1
"""Nothing was said of the finding."""
Seens = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Say:
    """What one question says of one finding: a number in the list of sights for each person, or NOTHING."""

    question: Question
    finding: str
    read: object
    """A table by code, the limits of a number's bands, or the items of a list."""


@dataclass(eq=False)
class Sights:
    """Everything an answer may say of a finding, numbered: the finding, the observation, stated or ticked."""

    seen: list[tuple[str, Observation, str | None]] = field(default_factory=list)
    number: dict[tuple[str, Observation, str | None], int] = field(default_factory=dict)

    def add(self, one: Seen) -> int:
        """The number of a sight."""
        key = (one.finding, one.observation, one.stated)
        if key not in self.number:
            self.number[key] = len(self.seen)
            self.seen.append(key)
        return self.number[key]


@dataclass(frozen=True, eq=False)
class ListSay:
    """The items that stand for one finding, and what their marks say: ticked, left, yes, no."""

    items: tuple[int, ...]
    ticked: int
    left: int
    yes: int
    no: int


@dataclass(frozen=True, eq=False)
class SideSay:
    """The items of a body map by side, and what each way of marking says of the side finding."""

    sides: tuple[tuple[str, tuple[int, ...]], ...]
    one_side: int
    both_sides: int
    middle: int


@dataclass(frozen=True, eq=False)
class BandSay:
    """The limits of a number's bands, and what each band says."""

    limits: tuple[float, ...]
    says: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Evidence:
    """Every way in which answers speak of findings: by finding, in the order of the questions."""

    sights: Sights
    says: dict[str, tuple[Say, ...]]
    findings: tuple[str, ...]
    stated: NDArray[np.bool_]


@lru_cache(maxsize=8)
def evidence_of(knowledge: Knowledge) -> Evidence:
    """The ways in which the answers of one knowledge speak of its findings."""
    sights = Sights()
    says: dict[str, list[Say]] = {}
    for question in knowledge.questions.values():
        for finding in findings_of(knowledge, question):
            read = _read(knowledge, sights, question, finding)
            says.setdefault(finding, []).append(Say(question, finding, read))
    stated = np.array([said is not None for _, _, said in sights.seen])
    ordered = {finding: tuple(says[finding]) for finding in sorted(says)}
    return Evidence(sights, ordered, tuple(ordered), stated)


def _read(knowledge: Knowledge, sights: Sights, question: Question, finding: str) -> object:
    def number(answer: object) -> int:
        seen = sight(knowledge, question, answer)  # type: ignore[arg-type]
        return next((sights.add(one) for one in seen if one.finding == finding), NOTHING)

    if question.kind in LISTS:
        return _read_list(knowledge, question, finding, number)
    if question.kind is Kind.NUMBER:
        limits = tuple(band.below for band in question.bands if band.below is not None)
        inside = [*(np.nextafter(limit, -np.inf) for limit in limits)]
        beyond = [limits[-1] if limits else 0.0] if len(question.bands) > len(limits) else []
        return BandSay(limits, tuple(number(float(value)) for value in [*inside, *beyond]) or (NOTHING,))
    return np.array([number(word) for word in knowledge.forms[question.id].words], dtype=np.int16)


def _read_list(knowledge: Knowledge, question: Question, finding: str, number: object) -> object:
    assert callable(number)
    layout = layout_of(knowledge)
    if finding == question.side_finding:
        sides = tuple(
            (side, tuple(layout.items[question.id, f"{place.id}_{s}"] for place in question.places
                         for s in place.sides if s == side))
            for side in ("left", "right", "midline")
        )  # fmt: skip
        left, right, middle = (_first(question, side) for side in ("left", "right", "midline"))
        one, two, mid = (
            number(Ticked(frozenset(marked)))
            for marked in ({left} - {""}, {left, right} - {""}, {middle} - {""})
        )
        return SideSay(sides, one, two, mid)
    named = (
        place_items(question) if question.kind is Kind.BODY_MAP else {c.id: c.id for c in question.choices}
    )
    mine = [item for item, stands_for in named.items() if stands_for == finding]
    return ListSay(
        tuple(layout.items[question.id, item] for item in mine),
        number(Ticked(frozenset(mine[:1]))),
        number(Ticked(frozenset())),
        number(Itemised({mine[0]: "yes"})),
        number(Itemised({mine[0]: "no"})),
    )


def _first(question: Question, side: str) -> str:
    return next((f"{place.id}_{side}" for place in question.places if side in place.sides), "")


def sights_in(evidence: Evidence, sheet: Sheet) -> Seens:
    """What counts of what each person said of each finding: [people, findings], NOTHING where unsaid.

    An outright answer outweighs a tick; of two alike the one asked first counts; a follow-up speaks in the
    place of the answer that it refines.
    """
    chosen = np.full((len(sheet), len(evidence.findings)), NOTHING, dtype=np.int16)
    for place, finding in enumerate(evidence.findings):
        says = evidence.says[finding]
        if len(says) == 1 and says[0].question.refines is None:
            chosen[:, place] = hear(says[0], sheet)
        else:
            chosen[:, place] = _settle(evidence, says, sheet)
    return chosen


def _settle(evidence: Evidence, says: tuple[Say, ...], sheet: Sheet) -> Seens:
    heard = _refined(says, [hear(say, sheet) for say in says], sheet)
    best = np.full(len(sheet), NOTHING, dtype=np.int16)
    best_stated = np.zeros(len(sheet), dtype=bool)
    best_time = np.full(len(sheet), np.iinfo(np.int16).max, dtype=np.int16)
    for say, seen in zip(says, heard, strict=True):
        stated = evidence.stated[seen] & (seen != NOTHING)
        time = sheet.asked_at[:, sheet.layout.column[say.question.id]]
        earlier = (stated == best_stated) & (time < best_time)
        better = (seen != NOTHING) & ((best == NOTHING) | (stated & ~best_stated) | earlier)
        best = np.where(better, seen, best)
        best_stated, best_time = np.where(better, stated, best_stated), np.where(better, time, best_time)
    return best


def _refined(says: tuple[Say, ...], heard: list[Seens], sheet: Sheet) -> list[Seens]:
    """A follow-up stands only after *new*, and then its say replaces that of its parent."""
    place = {say.question.id: n for n, say in enumerate(says)}
    for n, say in enumerate(says):
        parent = say.question.refines
        if parent is None:
            continue
        new = sheet.layout.code(parent, "new")
        heard[n] = np.where(sheet.code(parent) == new, heard[n], NOTHING)
        if parent in place:
            other = place[parent]
            heard[other] = np.where(heard[n] != NOTHING, NOTHING, heard[other])
    return heard


def hear(say: Say, sheet: Sheet) -> Seens:
    """What each person's answer to one question says of one finding."""
    codes, read = sheet.code(say.question.id), say.read
    match read:
        case ListSay():
            return _hear_list(read, codes, sheet)
        case SideSay():
            return _hear_side(read, codes, sheet)
        case BandSay():
            numbers = sheet.numbers[:, sheet.layout.numbers[say.question.id]]
            band = np.searchsorted(read.limits, numbers, side="right")
            says = np.array(read.says, dtype=np.int16)
            return np.where(codes >= 0, says[np.minimum(band, len(says) - 1)], NOTHING).astype(np.int16)
        case _:
            table = np.asarray(read, dtype=np.int16)
            return np.where(codes >= 0, table[np.maximum(codes, 0)], NOTHING).astype(np.int16)


def _hear_list(read: ListSay, codes: Codes, sheet: Sheet) -> Seens:
    if len(read.items) == 1:
        table = np.array([read.left, read.ticked, read.no, read.yes, NOTHING], dtype=np.int16)
        mark = np.maximum(sheet.items[:, read.items[0]], -1)
        place = np.where(
            codes == TICKED, np.maximum(mark, 0), np.where((codes < 0) | (mark < 0), 4, mark + 2)
        )
        return table[place]
    marks = sheet.items[:, read.items]
    any_yes = (marks == YES).any(axis=1)
    said = any_yes | (marks == NO).any(axis=1)
    ticked = np.where(any_yes, read.ticked, read.left)
    itemised = np.where(said, np.where(any_yes, read.yes, read.no), NOTHING)
    seen = np.where(codes == TICKED, ticked, np.where(codes == ITEMISED, itemised, NOTHING))
    return seen.astype(np.int16)


def _hear_side(read: SideSay, codes: Codes, sheet: Sheet) -> Seens:
    marked: dict[str, Flags] = {
        side: (sheet.items[:, items] == YES).any(axis=1) if items else np.zeros(len(sheet), dtype=bool)
        for side, items in read.sides
    }
    left, right, middle = marked["left"], marked["right"], marked["midline"]
    one = np.where(left | right, read.one_side, np.where(middle, read.middle, NOTHING))
    seen = np.where(left & right, read.both_sides, one)
    return np.where(codes >= 0, seen, NOTHING).astype(np.int16)


def clashing(evidence: Evidence, sheet: Sheet) -> Flags:
    """Whose answers give one finding two values, or answer a follow-up that nothing has called up."""
    bad = np.zeros(len(sheet), dtype=bool)
    for says in evidence.says.values():
        if len(says) > 1:
            bad |= _two_values(evidence, says, sheet)
    for question in sheet.layout.questions:
        if question.refines is not None:
            new = sheet.layout.code(question.refines, "new")
            bad |= (sheet.code(question.id) >= 0) & (sheet.code(question.refines) != new)
    return bad


def _two_values(evidence: Evidence, says: tuple[Say, ...], sheet: Sheet) -> Flags:
    heard = _refined(says, [hear(say, sheet) for say in says], sheet)
    first = np.full(len(sheet), NOTHING, dtype=np.int16)
    bad = np.zeros(len(sheet), dtype=bool)
    for seen in heard:
        stated = (seen != NOTHING) & evidence.stated[seen]
        bad |= stated & (first != NOTHING) & (seen != first)
        first = np.where(stated & (first == NOTHING), seen, first)
    return bad


def iterate_sights(evidence: Evidence) -> Iterator[tuple[int, str, Observation]]:
    """Every sight with its number, finding and observation."""
    for number, (finding, observation, _) in enumerate(evidence.sights.seen):
        yield number, finding, observation
