"""A question's keys suit its kind, and its answers say something whole about its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ilium.answers.values import Kind
from ilium.documents.problems import suggest
from ilium.documents.yaml_text import Path
from ilium.knowledge.checking.faults import Fault, Written, written_concepts
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

KEYS: Mapping[Kind, frozenset[str]] = {
    Kind.YES_NO: frozenset({"finding"}),
    Kind.SAFETY: frozenset({"finding"}),
    Kind.CHOICE: frozenset({"choices"}),
    Kind.CHECKLIST: frozenset({"choices", "none_text", "tick"}),
    Kind.BODY_MAP: frozenset({"places", "side_finding", "tick"}),
    Kind.NUMBER: frozenset({"finding", "unit", "ucum", "min", "max", "bands"}),
}
"""The keys that mean something for a kind of question."""
NEEDED = {Kind.CHOICE: "choices", Kind.CHECKLIST: "choices", Kind.BODY_MAP: "places"}
SIDES = frozenset({"one_side", "both_sides", "middle"})
YES_NO = frozenset({"yes", "no"})


def check_questions(knowledge: Knowledge) -> Iterator[Fault]:
    """Every question by itself."""
    for _, written in written_concepts(knowledge, "questions"):
        question = written.entry
        assert isinstance(question, Question)
        yield from _check_keys(written, question)
        yield from _check_safety(written, question)
        yield from _check_ids(written, question)
        yield from _check_grades(knowledge, written, question)
        yield from _check_choices(knowledge, written, question)
        yield from _check_number(knowledge, written, question)


def values_of(knowledge: Knowledge, finding: str) -> frozenset[str]:
    """The values of a finding: yes and no, or the grades of its table."""
    table = knowledge.findings[finding].table
    return frozenset(table.values) if table is not None else YES_NO


def _check_keys(written: Written, question: Question) -> Iterator[Fault]:
    every = frozenset[str]().union(*KEYS.values())
    for key in sorted((every & question.model_fields_set) - KEYS[question.kind]):
        yield written.fault(
            (key,), f"'{key}' means nothing for a {question.kind.value} question.", "Remove it."
        )
    needed = NEEDED.get(question.kind)
    if needed is not None and not getattr(question, needed):
        yield written.fault(("kind",), f"a {question.kind.value} question needs '{needed}'.", "Add them.")


def _check_safety(written: Written, question: Question) -> Iterator[Fault]:
    if question.safety and question.unsure is None:
        what = "a safety question needs 'unsure': what it counts as when nobody can answer it."
        yield written.fault(("safety",), what, "Add 'unsure' with level, within_hours and who.")
    if not question.safety and (question.kind is Kind.SAFETY or question.unsure is not None):
        key = "kind" if question.kind is Kind.SAFETY else "unsure"
        yield written.fault((key,), "this belongs to a safety question.", "Add 'safety: true'.")


def _check_ids(written: Written, question: Question) -> Iterator[Fault]:
    for key, ids in (
        ("choices", [choice.id for choice in question.choices]),
        ("places", [place.id for place in question.places]),
    ):
        for id_, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(id_)
                yield written.fault((key, last, "id"), f"'{id_}' stands here twice.", "Choose another id.")


def _check_grades(knowledge: Knowledge, written: Written, question: Question) -> Iterator[Fault]:
    """Numbers, sides and choices may set graded findings; the other kinds say yes or no."""
    graded = {id_ for id_ in findings_of(knowledge, question) if values_of(knowledge, id_) != YES_NO}
    if question.kind not in (Kind.CHOICE, Kind.NUMBER):
        for path, id_ in _plain_uses(question):
            if id_ in graded:
                what = f"'{id_}' is graded, and this question can only say yes or no."
                yield written.fault(path, what, "Ask it by a choice or a number.")
    side = question.side_finding
    if side is not None and values_of(knowledge, side) != SIDES:
        what = f"the values of '{side}' are not the sides of a body map."
        yield written.fault(("side_finding",), what, f"Give it the values {', '.join(sorted(SIDES))}.")


def _plain_uses(question: Question) -> Iterator[tuple[Path, str]]:
    if question.finding is not None:
        yield ("finding",), question.finding
    yield from ((("choices", n, "id"), choice.id) for n, choice in enumerate(question.choices))
    yield from (
        (("places", n, "finding"), place.finding)
        for n, place in enumerate(question.places)
        if place.finding is not None
    )


def _check_choices(knowledge: Knowledge, written: Written, question: Question) -> Iterator[Fault]:
    """All choices set the same findings, to values they have; together they set every grade."""
    wanted = {finding for choice in question.choices for finding in choice.sets}
    told: dict[str, set[str]] = {finding: set() for finding in wanted}
    for number, choice in enumerate(question.choices):
        for finding in sorted(wanted - set(choice.sets)):
            what = f"'{choice.id}' says nothing about '{finding}', which other choices set."
            yield written.fault(("choices", number), what, "Let every choice set the same findings.")
        for finding, value in choice.sets.items():
            word = ("yes" if value else "no") if isinstance(value, bool) else value
            told[finding].add(word)
            path: Path = ("choices", number, "sets", finding)
            yield from _check_value(knowledge, written, path, finding, word)
    for finding, words in sorted(told.items()):
        yield from _check_whole(knowledge, written, "choices", finding, words)


def _check_value(
    knowledge: Knowledge, written: Written, path: Path, finding: str, word: str
) -> Iterator[Fault]:
    values = values_of(knowledge, finding)
    if word not in values:
        yield written.fault(path, f"'{finding}' has no value '{word}'.", suggest(word, values))


def _check_whole(
    knowledge: Knowledge, written: Written, key: str, finding: str, told: set[str]
) -> Iterator[Fault]:
    left = sorted(values_of(knowledge, finding) - told)
    if left:
        what = f"no answer gives '{finding}' the value '{left[0]}'."
        yield written.fault((key,), what, "Together the answers must give every value.")


def _check_number(knowledge: Knowledge, written: Written, question: Question) -> Iterator[Fault]:
    if question.kind is not Kind.NUMBER:
        return
    if question.min is not None and question.max is not None and question.min >= question.max:
        yield written.fault(("min",), "'min' is not below 'max'.", "Write the lower one as 'min'.")
    if bool(question.bands) != (question.finding is not None):
        key = "bands" if question.bands else "finding"
        yield written.fault((key,), "'finding' and 'bands' go together.", "Give both or neither.")
    elif question.bands and question.finding is not None:
        yield from _check_bands(knowledge, written, question, question.finding)


def _check_bands(knowledge: Knowledge, written: Written, question: Question, finding: str) -> Iterator[Fault]:
    limits = [band.below for band in question.bands]
    for number, limit in enumerate(limits):
        before = limits[number - 1] if number else None
        path: Path = ("bands", number)
        if (limit is None) != (number == len(limits) - 1):
            what = "the last band, and only the last, is without 'below'."
            yield written.fault(path, what, "Leave the last one open.")
        elif limit is not None and before is not None and limit <= before:
            yield written.fault((*path, "below"), "the bands do not rise.", "Write them from low to high.")
        band = question.bands[number]
        yield from _check_value(knowledge, written, (*path, "value"), finding, band.value)
    told = {band.value for band in question.bands}
    yield from _check_whole(knowledge, written, "bands", finding, told)
