"""Everything of the knowledge that has an id, as rows of a code system; each id stands there once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, get_args

from ilium.answers.case import Mode, Setting
from ilium.answers.values import LISTS
from ilium.care.safety_net import SEEN
from ilium.faces.asking.options import none_label
from ilium.faces.fhir.assessed import words as assessed_words
from ilium.faces.fhir.case_items import LABELS, word_code
from ilium.faces.fhir.coding import FIXED, NONE, choices, code_of
from ilium.faces.fhir.terminology import words
from ilium.knowledge.actions import UNLISTED
from ilium.knowledge.care import Step
from ilium.knowledge.checking.faults import Written, inner_entries
from ilium.knowledge.courses import Course
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.numbers import Entry
from ilium.knowledge.schema import Condition, LevelText, Loss, Mechanism, Question, RedFlag
from ilium.knowledge.studies import Study

NAMES: Final = ("name", "title", "text", "citation")
MEANINGS: Final = ("about", "does", "do", "aim", "why", "note", "intro")
KIND: Final = "kind"
CALLED: Final[Mapping[type[Entry], str]] = {LevelText: "level"}
"""Kinds that are not called as their class is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One code: what it is called, what it means, and its properties, each with one value or more."""

    code: str
    display: str
    definition: str = ""
    properties: Mapping[str, tuple[str | bool, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What it is: condition, finding, question ..."""
        return str(self.properties[KIND][0])


@lru_cache(maxsize=8)
def concept_rows(knowledge: Knowledge) -> Mapping[str, Row]:
    """Every concept, level, person to see, page, phase ... and *none of these*, by id."""
    entries: list[Entry] = [concept for folder in FOLDERS for concept in knowledge.concepts(folder).values()]
    for part in (knowledge.region, knowledge.urgency, knowledge.care):
        entries += [one.entry for one in inner_entries(Written("", (), part)) if hasattr(one.entry, "id")]
    rows = [_row(knowledge, entry) for entry in entries]
    rows.append(Row(UNLISTED, assessed_words.UNLISTED, words.UNLISTED_MEANS, {KIND: ("condition_group",)}))
    rows.append(Row(SEEN, assessed_words.LOOK_AGAIN, words.SEEN_MEANS, {KIND: ("step",)}))
    return {row.code: row for row in sorted(rows, key=lambda row: row.code)}


@lru_cache(maxsize=8)
def answer_rows(knowledge: Knowledge) -> Mapping[str, Row]:
    """Every answer: those that all questions share, those of one question, and what a case says beside."""
    shared = [Row(str(code), label, properties={KIND: ("shared",)}) for code, label in FIXED.items()]
    about = [
        Row(word_code(word), LABELS[word], properties={KIND: (kind,)})
        for kind, valid in (("mode", Mode), ("setting", Setting))
        for word in get_args(valid)
    ]
    own = [row for question in knowledge.questions.values() for row in question_rows(question)]
    rows = {row.code: row for row in (*shared, *about, *own)}
    return dict(sorted(rows.items()))


def question_rows(question: Question) -> Iterator[Row]:
    """The answers that a question offers, in its own order, without the ways not to know."""
    for one in choices(question):
        code = code_of(question, one.answer)
        if code in FIXED:
            yield Row(code, FIXED[code], properties={KIND: ("shared",)})
        else:
            yield Row(code, one.label, question.text, {KIND: ("answer",), "question": (question.id,)})
    if question.kind in LISTS:
        yield Row(NONE, none_label(question), properties={KIND: ("shared",)})


def _row(knowledge: Knowledge, entry: Entry) -> Row:
    meant = [str(text).strip() for name in MEANINGS if (text := getattr(entry, name, ""))]
    properties: dict[str, tuple[str | bool, ...]] = {KIND: (kind_of(type(entry)),)}
    properties |= {name: values for name, values in _links(knowledge, entry).items() if values}
    code = str(getattr(entry, "id"))  # noqa: B009 - what has no id never comes here
    return Row(code, _display(knowledge, entry) or code, next(iter(meant), ""), properties)


def _display(knowledge: Knowledge, entry: Entry) -> str:
    if isinstance(entry, Course | Loss):
        condition = knowledge.conditions[entry.condition].name
        return words.OF_CONDITION.format(kind=kind_of(type(entry)), condition=condition)
    if isinstance(entry, Step):
        return assessed_words.LOOK_AGAIN
    if isinstance(entry, Study):
        return knowledge.sources[entry.source].citation
    told = (str(getattr(entry, name, "")) for name in NAMES)
    return next((text for text in told if text), "")


def kind_of(form: type[Entry]) -> str:
    """What an entry of some form is called as a kind: `RedFlag` is a red_flag."""
    return CALLED.get(form) or re.sub(r"(?<!^)(?=[A-Z])", "_", form.__name__).lower()


def _links(knowledge: Knowledge, entry: Entry) -> dict[str, tuple[str | bool, ...]]:
    """The clinical name, the old ids, and the ids of what it hangs together with."""
    clinical = getattr(entry, "clinical_name", "")
    links: dict[str, tuple[str | bool, ...]] = {
        "clinical-name": (clinical,) if clinical else (),
        "alias": tuple(getattr(entry, "aliases", ())),
    }
    if isinstance(entry, Condition):
        links["family"] = (entry.family,) if entry.family else ()
        links["serious"] = (entry.serious,)
        links["mechanism"] = tuple(entry.mechanisms)
    if isinstance(entry, Condition | Mechanism):
        links["structure"] = entry.structures
    if isinstance(entry, Question):
        links["finding"] = tuple(sorted(findings_of(knowledge, entry)))
        links["safety"] = (entry.safety,)
        links["unit"] = (entry.ucum,) if entry.ucum else ()
    if isinstance(entry, RedFlag):
        links["level"] = (entry.level.value,)
    return links
