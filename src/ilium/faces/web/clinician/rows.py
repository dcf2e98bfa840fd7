"""The rows of the clinician's form: one for each finding, with a sign for present, absent and unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.faces.asking.interview import parts_of
from ilium.faces.asking.options import SIDES, options, place_rows
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Choice, Question
from ilium.safety.evaluation import is_asked

Sign = Literal["new", "same", "yes", "no", "unknown", ""]
SIGNS: Mapping[Kind, tuple[Sign, ...]] = {
    Kind.SAFETY: ("new", "same", "no", "unknown", ""),
    Kind.YES_NO: ("yes", "no", "unknown", ""),
    Kind.CHECKLIST: ("yes", "no", "unknown", ""),
}
"""The signs of a row; the last stands for *not asked*."""
GROUPS = (
    "person",
    "red_flags",
    "place",
    "pattern",
    "sensation",
    "aggravating",
    "relief",
    "history",
    "general",
    "examination",
)
UNKNOWN_NUMBER = "?"
"""Stands in the field of a number that nobody knows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One control of the form. `name` is its field, `value` what it shows."""

    name: str
    label: str
    clinical: str
    form: Literal["signs", "choice", "number", "places"]
    value: str = ""
    signs: tuple[Sign, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlaceBoxes:
    """One place of the body with a box for each side it has; `items` are None where it has none."""

    label: str
    items: tuple[tuple[str, bool] | None, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One question with its rows; `depends` marks one that other answers call up, `asked` whether they do."""

    question: Question
    rows: tuple[Row, ...]
    places: tuple[PlaceBoxes, ...] = ()
    depends: bool = False
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind of finding."""

    id: str
    blocks: tuple[Block, ...]


def group_rows(knowledge: Knowledge, case: Case) -> tuple[Group, ...]:
    """Every question that a clinician can answer, by the kind of its findings; the safety questions first."""
    found: dict[str, list[Block]] = {group: [] for group in GROUPS}
    for question in form_questions(knowledge):
        found[group_of(knowledge, question)].append(block_of(knowledge, question, case))
    return tuple(Group(id_, tuple(blocks)) for id_, blocks in found.items() if blocks)


def form_questions(knowledge: Knowledge) -> tuple[Question, ...]:
    """The questions of the form, in the order of the pages and then of their ids."""
    order = {id_: n for n, id_ in enumerate(id_ for page in knowledge.region.pages for id_ in page.questions)}
    asked = [
        question for question in knowledge.questions.values() if question.mode in ("person", "clinician")
    ]
    return tuple(sorted(asked, key=lambda question: (order.get(question.id, len(order)), question.id)))


def group_of(knowledge: Knowledge, question: Question) -> str:
    """The group a question stands in."""
    about_person, *_ = parts_of(knowledge)
    if any(question.id in page.questions for page in about_person):
        return "person"
    if question.safety:
        return "red_flags"
    if question.kind is Kind.BODY_MAP:
        return "place"
    if question.mode == "clinician":
        return "examination"
    groups = [knowledge.findings[id_].group for id_ in findings_of(knowledge, question)]
    return groups[0] if groups else "pattern"


def block_of(knowledge: Knowledge, question: Question, case: Case) -> Block:
    """One question as it stands in the case."""
    shown = show_answer(question, case.answer_to(question.id))
    depends = question.ask_when is not None
    asked = is_asked(knowledge, question, case)
    if question.kind is Kind.BODY_MAP:
        return Block(question, (), _places(question, case.answer_to(question.id)), depends, asked)
    return Block(question, tuple(_rows(knowledge, question, shown)), (), depends, asked)


def show_answer(question: Question, answer: Answer) -> dict[str, str]:
    """What each field of a question shows. An option left unticked in a list shows as not asked."""
    names = field_names(question)
    if question.kind not in LISTS:
        return {names[0]: _show_single(question, answer)}
    if isinstance(answer, Ticked):
        return {name: "yes" if name.split(".")[1] in answer.items else "" for name in names}
    if isinstance(answer, Itemised):
        return {name: answer.items.get(name.split(".")[1], "") for name in names}
    said = "unknown" if answer in (Missing.UNKNOWN, Missing.DECLINED) else ""
    return dict.fromkeys(names, said)


def _show_single(question: Question, answer: Answer) -> str:
    if answer in (Missing.UNKNOWN, Missing.DECLINED):
        return UNKNOWN_NUMBER if question.kind is Kind.NUMBER else "unknown"
    if isinstance(answer, float):
        return f"{answer:g}"
    return "" if answer is Missing.NOT_ASKED else str(answer)


def field_names(question: Question) -> list[str]:
    """The names of a question's fields: its id, or one for each item of a list."""
    if question.kind is Kind.BODY_MAP:
        return [f"{question.id}.{item}" for row in place_rows(question) for item in row.items if item]
    if question.kind is Kind.CHECKLIST:
        return [f"{question.id}.{choice.id}" for choice in question.choices]
    return [question.id]


def _rows(knowledge: Knowledge, question: Question, shown: Mapping[str, str]) -> list[Row]:
    if question.kind is Kind.CHECKLIST:
        return [_item_row(knowledge, question, choice, shown) for choice in question.choices]
    label, clinical = _labels(knowledge, question)
    value = shown[question.id]
    if question.kind is Kind.NUMBER:
        return [Row(question.id, label, clinical, "number", value, unit=question.unit)]
    if question.kind is Kind.CHOICE:
        choices = tuple((option.answer, option.label) for option in options(question))
        return [Row(question.id, label, clinical, "choice", value, choices=choices)]
    return [Row(question.id, label, clinical, "signs", value, SIGNS[question.kind])]


def _item_row(knowledge: Knowledge, question: Question, choice: Choice, shown: Mapping[str, str]) -> Row:
    name = f"{question.id}.{choice.id}"
    finding = knowledge.findings.get(choice.id)
    clinical = finding.clinical_name if finding else ""
    return Row(name, choice.text, clinical, "signs", shown[name], SIGNS[Kind.CHECKLIST])


def _labels(knowledge: Knowledge, question: Question) -> tuple[str, str]:
    """What a row is called in short, and its clinical name."""
    finding = knowledge.findings.get(question.finding or "")
    short = question.topic or (finding.name if finding else question.text)
    return short[:1].upper() + short[1:], finding.clinical_name if finding else ""


def _places(question: Question, answer: Answer) -> tuple[PlaceBoxes, ...]:
    marked: frozenset[str] = frozenset()
    if isinstance(answer, Ticked):
        marked = answer.items
    elif isinstance(answer, Itemised):
        marked = frozenset(item for item, said in answer.items.items() if said == "yes")
    return tuple(
        PlaceBoxes(row.label, tuple((item, item in marked) if item else None for item in row.items))
        for row in place_rows(question)
        if len(row.items) == len(SIDES)
    )
