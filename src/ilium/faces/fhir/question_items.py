"""A question as items of a Questionnaire: what is asked, and which answers it takes.

Each question wants an answer; "not sure" and "rather not say" are always among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ilium.answers.values import LISTS, Kind, Missing
from ilium.faces.fhir import words
from ilium.faces.fhir.answer_items import item_link_id, unit_of
from ilium.faces.fhir.coding import choices, coding, fixed_coding, missing_coding, none_coding
from ilium.faces.fhir.layout import CHECK, EACH, HELP, INTRO, MISSING, Section
from ilium.faces.fhir.names import CONCEPTS, CORE, UCUM
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.schema import Question

Plain = dict[str, Any]
EXCLUSIVE = {"url": f"{CORE}/questionnaire-optionExclusive", "valueBoolean": True}
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


def group(section: Section, items: list[Plain]) -> Plain:
    """A page as a group, with its introduction."""
    intro = [note(section.link_id + INTRO, section.page.intro)] if section.page.intro else []
    return {"linkId": section.link_id, "text": section.page.title, "type": "group", "item": intro + items}


def note(link_id: str, text: str) -> Plain:
    """Something that is told."""
    return {"linkId": link_id, "text": text, "type": "display"}


def question_items(question: Question, prefix: str = "", *, itemised: bool = False) -> list[Plain]:
    """The items that ask a question; a list asks item by item where it was answered so."""
    link_id = prefix + question.id
    if itemised:
        return [_group_of_items(question, link_id)]
    if question.kind is Kind.NUMBER:
        return _number(question, link_id)
    many = question.kind in LISTS
    item: Plain = {"extension": [control("check-box" if many else "radio-button")]}
    item |= _head(question, link_id) | {"type": "choice", "required": True}
    item |= {"repeats": True} if many else {}
    return [item | {"answerOption": _options(question, many=many)} | _inside(_notes(question, link_id))]


def open_items(question: Question, prefix: str = "") -> list[Plain]:
    """The same, but it may be left open; a list can be answered by ticks or item by item."""
    items = [one | {"required": False} for one in question_items(question, prefix)]
    if question.kind in LISTS:
        each = question_items(question, prefix, itemised=True)
        items += [{"extension": [hiding()]} | one for one in each]
    return items


def choice(link_id: str, text: str, codings: Iterable[Plain], *, hidden: bool = False) -> Plain:
    """A choice that may be left open."""
    item: Plain = {"extension": [hiding()]} if hidden else {}
    item |= {"linkId": link_id, "text": text, "type": "choice", "required": False}
    return item | {"answerOption": [{"valueCoding": one} for one in codings]}


def control(code: str) -> Plain:
    """How an item is best shown."""
    coded = {"coding": [{"system": CONTROLS, "code": code}]}
    return {"url": f"{CORE}/questionnaire-itemControl", "valueCodeableConcept": coded}


def hiding() -> Plain:
    """Says that an item is for programs, not for people."""
    return {"url": f"{CORE}/questionnaire-hidden", "valueBoolean": True}


def _head(question: Question, link_id: str) -> Plain:
    own = {"system": CONCEPTS, "code": question.id, "display": question.text}
    others = [
        {"system": SYSTEMS[one.system], "code": one.code, "display": one.display}
        for one in question.codes
        if one.match == "equal"
    ]
    return {"linkId": link_id, "code": [own, *others], "text": question.text}


def _options(question: Question, *, many: bool) -> list[Plain]:
    own = [{"valueCoding": coding(question, one.answer)} for one in choices(question)]
    alone = [none_coding(question)] if many else []
    alone += [missing_coding(Missing.UNKNOWN), missing_coding(Missing.DECLINED)]
    mark: Plain = {"extension": [EXCLUSIVE]} if many else {}
    return own + [mark | {"valueCoding": one} for one in alone]


def _number(question: Question, link_id: str) -> list[Plain]:
    ends = (("minValue", question.min), ("maxValue", question.max))
    limits = [{"url": f"{CORE}/{name}", "valueDecimal": _short(end)} for name, end in ends if end is not None]
    unit = unit_of(question)
    coded: Plain = {"system": UCUM, "code": unit["code"]} if "code" in unit else {}
    if question.unit:
        limits.append({"url": f"{CORE}/questionnaire-unit", "valueCoding": coded | {"display": unit["unit"]}})
    number: Plain = (
        ({"extension": limits} if limits else {})
        | _head(question, link_id)
        | {"type": "decimal", "required": False}
    )
    missing: Plain = {"extension": [control("radio-button")], "linkId": link_id + MISSING}
    missing |= {"text": words.NO_NUMBER, "type": "choice"}
    missing["enableWhen"] = [{"question": link_id, "operator": "exists", "answerBoolean": False}]
    codes = [missing_coding(one) for one in (Missing.UNKNOWN, Missing.DECLINED)]
    missing |= {"required": True, "answerOption": [{"valueCoding": one} for one in codes]}
    return [number | _inside(_notes(question, link_id)), missing]


def _group_of_items(question: Question, link_id: str) -> Plain:
    codes = [fixed_coding("yes"), fixed_coding("no"), missing_coding(Missing.UNKNOWN)]
    inner = [choice(item_link_id(link_id, one.answer), one.label, codes) for one in choices(question)]
    return _head(question, link_id + EACH) | {"type": "group", "item": inner}


def _notes(question: Question, link_id: str) -> list[Plain]:
    """What helps to answer: why it is asked, and how to find out for somebody who is not sure."""
    text = " ".join(part for part in (question.help, words.WHY.format(why=question.why)) if part)
    notes: list[Plain] = [{"extension": [control("help")]} | note(link_id + HELP, text)]
    if question.unsure is not None and question.unsure.check:
        unsure = {"question": link_id, "operator": "=", "answerCoding": missing_coding(Missing.UNKNOWN)}
        notes.append(note(link_id + CHECK, question.unsure.check) | {"enableWhen": [unsure]})
    return notes


def _inside(notes: list[Plain]) -> Plain:
    return {"item": notes} if notes else {}


def _short(end: float) -> float:
    return int(end) if end == int(end) else end
