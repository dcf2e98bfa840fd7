"""An answer as items of a QuestionnaireResponse, and back: exactly, both ways, for every kind of question.

A list that was ticked is one item with a coding for each tick; one that was answered item by item is a group.
A number that nobody knows has an item beside it that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ilium.answers.case_reader import BadAnswerError, plain_answer, read_answer
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.documents.problems import shorten
from ilium.faces.fhir import words
from ilium.faces.fhir.coding import (
    NONE,
    choices,
    coding,
    fixed_coding,
    missing_coding,
    missing_of,
    none_coding,
    read_coding,
)
from ilium.faces.fhir.layout import EACH, MISSING
from ilium.faces.fhir.names import ANSWERS, CORE, DATA_ABSENT
from ilium.knowledge.forms import form_of
from ilium.knowledge.schema import Question

Plain = dict[str, Any]
ABSENT_REASON = f"{CORE}/data-absent-reason"
NUMBERS = ("valueDecimal", "valueInteger")


def answer_items(question: Question, answer: Answer, prefix: str = "") -> list[Plain]:
    """The items that say an answer; none for what was not asked."""
    if answer is Missing.NOT_ASKED:
        return []
    link_id = prefix + question.id
    if isinstance(answer, Itemised):
        inner = _inner(question, answer, link_id)
        return [{"linkId": link_id + EACH, "text": question.text, "item": inner}]
    if isinstance(answer, Missing):
        number = question.kind is Kind.NUMBER
        item = {"linkId": link_id + MISSING, "text": words.NO_NUMBER} if number else _item(question, link_id)
        return [item | {"answer": [{"valueCoding": missing_coding(answer)}]}]
    return [_item(question, link_id) | {"answer": _values(question, answer)}]


def item_link_id(link_id: str, item: str) -> str:
    """The name of one item of a list that is answered item by item."""
    return f"{link_id}.{item}"


def _item(question: Question, link_id: str) -> Plain:
    return {"linkId": link_id, "text": question.text}


def _values(question: Question, answer: Answer) -> list[Plain]:
    if isinstance(answer, Ticked):
        ticked = [coding(question, one.answer) for one in choices(question) if one.answer in answer.items]
        return [{"valueCoding": one} for one in ticked or [none_coding(question)]]
    if isinstance(answer, float):
        return [{"valueDecimal": plain_answer(answer)}]
    return [{"valueCoding": coding(question, str(answer))}]


def _inner(question: Question, answer: Itemised, link_id: str) -> list[Plain]:
    """The items that were asked; where none was, the first stands there unanswered."""
    inner = []
    for one in choices(question):
        said = answer.items.get(one.answer)
        if said is not None:
            item = {"linkId": item_link_id(link_id, one.answer), "text": one.label}
            inner.append(item | {"answer": [{"valueCoding": fixed_coding(said)}]})
    first = choices(question)[0]
    return inner or [{"linkId": item_link_id(link_id, first.answer), "text": first.label}]


def read_answers(question: Question, given: Sequence[Plain]) -> Answer:
    """The answer in the values of an item. Raises BadAnswerError with the place inside them."""
    missing = [one for one in map(_missing, given) if one is not None]
    if missing:
        if len(given) > 1:
            raise BadAnswerError(words.TOGETHER.format(question=question.id), words.KEEP_ONE_ANSWER)
        return missing[0]
    read = [_read_value(question, value, number) for number, value in enumerate(given)]
    if question.kind in LISTS:
        if NONE in read and len(set(read)) > 1:
            raise BadAnswerError(words.TOGETHER.format(question=question.id), words.KEEP_ONE_ANSWER)
        return Ticked(frozenset(str(word) for word in read if word != NONE))
    if len(read) > 1:
        raise BadAnswerError(words.ONE_ANSWER.format(question=question.id), words.KEEP_ONE_ANSWER)
    return read_answer(form_of(question), read[0])


def read_word(given: Sequence[Plain], name: str) -> str:
    """What was said of one item of a list: yes, no or unknown. Raises BadAnswerError."""
    value: Plain = given[0] if len(given) == 1 else {}
    if _missing(value) is Missing.UNKNOWN:
        return "unknown"
    if isinstance(value.get("valueBoolean"), bool):
        return "yes" if value["valueBoolean"] else "no"
    given_code = value.get("valueCoding", {})
    if given_code.get("code") in ("yes", "no") and given_code.get("system", ANSWERS) == ANSWERS:
        return str(given_code["code"])
    raise BadAnswerError(words.YES_OR_NO.format(item=name), words.YES_NO_CODES)


def read_missing(given: Sequence[Plain], question: Question) -> Missing:
    """Why there is no number. Raises BadAnswerError."""
    found = _missing(given[0]) if len(given) == 1 else None
    if found is None:
        raise BadAnswerError(words.WHY_MISSING.format(question=question.id), words.ABSENT_CODES)
    return found


def _read_value(question: Question, value: Plain, number: int) -> str | float:
    try:
        if question.kind is Kind.NUMBER:
            return _read_number(question, value)
        if question.kind is Kind.YES_NO and isinstance(value.get("valueBoolean"), bool):
            return "yes" if value["valueBoolean"] else "no"
        if not isinstance(value.get("valueCoding"), dict):
            raise BadAnswerError(words.WANT_CODING.format(question=question.id), words.SEE_OPTIONS)
        return read_coding(question, value["valueCoding"])
    except BadAnswerError as fault:
        raise BadAnswerError(fault.what, fault.remedy, (number,)) from None


def _read_number(question: Question, value: Plain) -> float:
    for key in NUMBERS:
        if key in value:
            return _as_number(question, value[key])
    quantity = value.get("valueQuantity")
    if not isinstance(quantity, dict):
        raise BadAnswerError(words.WANT_NUMBER.format(question=question.id), words.SEND_DECIMAL)
    unit, wanted = quantity.get("code", quantity.get("unit")), unit_of(question)
    if (unit is not None and unit not in wanted.values()) or quantity.get("comparator") is not None:
        what = words.WRONG_UNIT.format(unit=shorten(unit), question=question.id, wanted=question.unit)
        raise BadAnswerError(what, words.SEND_DECIMAL)
    return _as_number(question, quantity.get("value"))


def _as_number(question: Question, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadAnswerError(words.WANT_NUMBER.format(question=question.id), words.SEND_DECIMAL)
    try:
        return float(value)
    except OverflowError:
        raise BadAnswerError(words.WANT_NUMBER.format(question=question.id), words.SEND_DECIMAL) from None


def _missing(value: Plain) -> Missing | None:
    """The way not to know that a value says: as a code, or as a value with a reason for its absence."""
    as_code = missing_of(value.get("valueCoding"))
    if as_code is not None:
        return as_code
    for key, beside in value.items():
        if key.startswith("_value") and isinstance(beside, dict):
            for one in beside.get("extension", ()):
                if one.get("url") == ABSENT_REASON:
                    return missing_of({"system": DATA_ABSENT, "code": one.get("valueCode")})
    return None


def unit_of(question: Question) -> Plain:
    """The unit of a number, in words and as UCUM writes it."""
    return {"unit": question.unit} | ({"code": question.ucum} if question.ucum else {})
