"""From answers to what they say of each finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Band, Question

Observation = tuple[float, ...]
"""P(what was said | value) for each value of a finding, in the order of its values."""

YES, NO = (1.0, 0.0), (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Seen:
    """One question's say on one finding: a value where it was stated outright, and the observation."""

    question: str
    finding: str
    stated: str | None
    observation: Observation


def observe(knowledge: Knowledge, case: Case) -> dict[str, Observation]:
    """What the answers say of each finding, by finding."""
    found = settle(knowledge, case)
    return {finding: found[finding].observation for finding in sorted(found)}


def settle(knowledge: Knowledge, case: Case) -> dict[str, Seen]:
    """The say that counts on each finding.

    A finding told outright by several questions counts once; an outright answer outweighs a tick.
    """
    found: dict[str, Seen] = {}
    for seen in sightings(knowledge, case):
        known = found.get(seen.finding)
        if known is None or (known.stated is None and seen.stated is not None):
            found[seen.finding] = seen
    return found


def contradictions(knowledge: Knowledge, case: Case) -> list[tuple[str, str]]:
    """Answers that cannot stand together: the question, and what is wrong.

    Either one finding is given two values, or a follow-up is answered that nothing has called up.
    """
    stated: dict[str, Seen] = {}
    clashes = _stray_follow_ups(knowledge, case)
    for seen in sightings(knowledge, case):
        if seen.stated is None:
            continue
        known = stated.setdefault(seen.finding, seen)
        if known.stated != seen.stated:
            both = f"'{seen.finding}' cannot be both {known.stated} and {seen.stated}"
            what = f"this contradicts the answer to '{known.question}': {both}. Change one of them."
            clashes.append((seen.question, what))
    return clashes


def _stray_follow_ups(knowledge: Knowledge, case: Case) -> list[tuple[str, str]]:
    """Follow-ups that tell the kind of a *new* sign, where that sign was not answered *new*."""
    strays = []
    for id_, answer in case.answers.items():
        parent = knowledge.questions[id_].refines
        if parent is None or isinstance(answer, Missing) or case.answer_to(parent) == "new":
            continue
        said = case.answer_to(parent)
        what = f"'{id_}' tells more of '{parent}: new', but '{parent}' is {str(said).replace('_', ' ')}."
        strays.append((id_, f"{what} Answer '{parent}: new', or leave '{id_}' out."))
    return strays


def sightings(knowledge: Knowledge, case: Case) -> Iterator[Seen]:
    """Every say of every answer on a finding, in the order of the answers.

    A follow-up that refines an answer speaks in its place, where both speak of the same finding.
    """
    said = {id_: answer for id_, answer in case.answers.items() if not isinstance(answer, Missing)}
    parents = {id_: parent for id_ in said if (parent := knowledge.questions[id_].refines) is not None}
    standing = {id_ for id_, parent in parents.items() if said.get(parent) == "new"}
    refined = {(parents[id_], one.finding) for id_ in standing for one in _say(knowledge, id_, said[id_])}
    for id_, answer in said.items():
        if id_ in parents and id_ not in standing:
            continue
        for one in _say(knowledge, id_, answer):
            if not refined or (id_, one.finding) not in refined:
                yield one


def _say(knowledge: Knowledge, question: str, answer: Answer) -> tuple[Seen, ...]:
    """What one answer says, remembered: people give the same answers again and again."""
    if isinstance(answer, Itemised):
        return tuple(sight(knowledge, knowledge.questions[question], answer))
    return _remembered(knowledge, question, answer)


@lru_cache(maxsize=8192)
def _remembered(knowledge: Knowledge, question: str, answer: Answer) -> tuple[Seen, ...]:
    return tuple(sight(knowledge, knowledge.questions[question], answer))


def sight(knowledge: Knowledge, question: Question, answer: Answer) -> Iterator[Seen]:
    """What one answer says of the findings its question covers."""
    match question.kind:
        case Kind.YES_NO | Kind.SAFETY:
            if question.finding is not None:
                yield _whether(question, question.finding, answer in ("yes", "new"))
        case Kind.CHOICE:
            yield from _chosen(knowledge, question, str(answer))
        case Kind.NUMBER:
            yield from _measured(knowledge, question, answer)
        case Kind.CHECKLIST:
            items = {choice.id: choice.id for choice in question.choices if choice.id in knowledge.findings}
            yield from _listed(question, items, answer)
        case Kind.BODY_MAP:
            yield from _drawn(knowledge, question, answer)


def value_of(knowledge: Knowledge, finding: str, value: str, question: str) -> Seen:
    """An outright value of a graded finding."""
    table = knowledge.findings[finding].table
    values = table.values if table is not None else ("yes", "no")
    return Seen(question, finding, value, tuple(float(v == value) for v in values))


def _whether(question: Question, finding: str, present: bool) -> Seen:
    return Seen(question.id, finding, "yes" if present else "no", YES if present else NO)


def _chosen(knowledge: Knowledge, question: Question, answer: str) -> Iterator[Seen]:
    choice = next(choice for choice in question.choices if choice.id == answer)
    for finding, value in choice.sets.items():
        if isinstance(value, bool):
            yield _whether(question, finding, value)
        else:
            yield value_of(knowledge, finding, value, question.id)


def _measured(knowledge: Knowledge, question: Question, answer: Answer) -> Iterator[Seen]:
    if question.bands and question.finding is not None:
        assert isinstance(answer, (int, float))
        yield value_of(knowledge, question.finding, band_of(question.bands, answer).value, question.id)


def band_of(bands: tuple[Band, ...], number: float) -> Band:
    """The band a number falls in: the first whose limit lies above it."""
    return next(band for band in bands if band.below is None or number < band.below)


def _listed(question: Question, items: Mapping[str, str], answer: Answer) -> Iterator[Seen]:
    if isinstance(answer, Itemised):
        for item, finding in items.items():
            if answer.items.get(item) in ("yes", "no"):
                yield _whether(question, finding, answer.items[item] == "yes")
    elif isinstance(answer, Ticked):
        for item, finding in items.items():
            yield _ticked(question, finding, item in answer.items)


def _ticked(question: Question, finding: str, ticked: bool) -> Seen:
    """A tick, or its absence: a noisy report of the finding, by the tick rates of the question."""
    if question.tick is None:
        return _whether(question, finding, ticked)
    present, absent = question.tick.present, question.tick.absent
    return Seen(question.id, finding, None, (present, absent) if ticked else (1 - present, 1 - absent))


def _drawn(knowledge: Knowledge, question: Question, answer: Answer) -> Iterator[Seen]:
    """A body map: each place counts once whatever its sides; the sides give the side finding."""
    findings = place_items(question)
    shown: dict[str, list[bool]] = {}
    for item, finding in findings.items():
        if finding is None:
            continue
        if isinstance(answer, Ticked):
            shown.setdefault(finding, []).append(item in answer.items)
        elif isinstance(answer, Itemised) and answer.items.get(item) in ("yes", "no"):
            shown.setdefault(finding, []).append(answer.items[item] == "yes")
    for finding, marks in shown.items():
        yield (
            _ticked(question, finding, any(marks))
            if isinstance(answer, Ticked)
            else _whether(question, finding, any(marks))
        )
    side = side_of(answer)
    if question.side_finding is not None and side is not None:
        yield value_of(knowledge, question.side_finding, side, question.id)


def side_of(answer: Answer) -> str | None:
    """Which side the marked places lie on: one_side, both_sides or middle; None when nothing is marked."""
    if isinstance(answer, Ticked):
        marked = set(answer.items)
    elif isinstance(answer, Itemised):
        marked = {item for item, word in answer.items.items() if word == "yes"}
    else:
        return None
    sides = {side for side in ("left", "right") if any(item.endswith(f"_{side}") for item in marked)}
    if len(sides) == 2:
        return "both_sides"
    return "one_side" if sides else ("middle" if marked else None)
