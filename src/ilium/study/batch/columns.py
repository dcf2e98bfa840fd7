"""From the columns of a cohort table to coded answers, and which rows cannot be read.

A column is named like a question, and holds what a case file would hold. A list question may be given as
one column of ticked items, or as one column an item (`question.item`) with yes, no or unknown. A number may
stand as text, beside `unknown`. A null was not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ilium.answers.values import LISTS, Kind, Missing
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.study.batch.sheet import (
    DECLINED,
    GIVEN,
    ITEMISED,
    NO,
    NOT_ASKED,
    TICKED,
    UNKNOWN,
    YES,
    Flags,
    Layout,
    Sheet,
    empty_sheet,
    layout_of,
)

ID, SETTING = "id", "setting"
"""Two columns that are no question: carried along, and where people come from."""
BAD = -9
"""The code of a value that is no answer."""
FIGURES = r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$"
"""A number in a column of text: a column of numbers has no room for *unknown*."""
ITEM_WORDS = {"yes": YES, "no": NO, "unknown": UNKNOWN}


class UnreadableColumnError(ValueError):
    """A column cannot be read at all: its name, and why (`name`, `type` or `both`)."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(column)
        self.column, self.why = column, why


@dataclass(frozen=True, eq=False)
class Read:
    """The answers of a batch of rows, and the rows in which some value is no answer."""

    sheet: Sheet
    bad: Flags


def column_names(knowledge: Knowledge) -> list[str]:
    """Every column that a table may have."""
    layout = layout_of(knowledge)
    items = [f"{question}.{item}" for question, item in layout.items]
    return [
        ID,
        SETTING,
        *(question.id for question in layout.questions if question.mode != "derived"),
        *items,
    ]


def check_columns(knowledge: Knowledge, schema: pa.Schema) -> None:
    """Refuse a table with a column that is none of ours, or of a type that no answer has."""
    layout, known = layout_of(knowledge), set(column_names(knowledge))
    for field in schema:
        if field.name not in known or schema.names.count(field.name) > 1:
            raise UnreadableColumnError(field.name, "name")
        question, _, item = field.name.partition(".")
        if item and question in schema.names:
            raise UnreadableColumnError(field.name, "both")
        if field.name not in (ID,) and not _fits(layout, question, item, field.type):
            raise UnreadableColumnError(field.name, "type")


def _fits(layout: Layout, question: str, item: str, kind: pa.DataType) -> bool:
    words = pa.types.is_boolean(kind) or _is_text(kind) or pa.types.is_null(kind)
    if question == SETTING or item:
        return words
    asked = layout.questions[layout.column[question]]
    if asked.kind is Kind.NUMBER:
        return _is_number(kind) or _is_text(kind) or pa.types.is_null(kind)
    if asked.kind in LISTS:
        listed = pa.types.is_list(kind) or pa.types.is_large_list(kind)
        return pa.types.is_null(kind) or (listed and _is_text(kind.value_type))
    return words


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def read_columns(knowledge: Knowledge, batch: pa.RecordBatch) -> Read:
    """The coded answers of a batch of rows."""
    layout = layout_of(knowledge)
    sheet = empty_sheet(layout, len(batch))
    bad = np.zeros(len(batch), dtype=bool)
    for column, question in enumerate(layout.questions):
        if question.id in batch.schema.names:
            bad |= _read_whole(sheet, column, question, batch.column(question.id))
        elif question.kind in LISTS:
            bad |= _read_items(sheet, column, question, batch)
    sheet.asked_at[:] = np.where(sheet.codes == NOT_ASKED, sheet.asked_at, np.arange(len(layout.questions)))
    return Read(sheet, bad)


def _read_whole(sheet: Sheet, column: int, question: Question, values: pa.Array) -> Flags:
    if pa.types.is_null(values.type):
        return np.zeros(len(sheet), dtype=bool)
    if question.kind in LISTS:
        return _read_list(sheet, column, question, values)
    if question.kind is Kind.NUMBER:
        return _read_number(sheet, column, question, values)
    words = _with_missing({word: n for n, word in enumerate(sheet.layout.words[column])})
    codes = _codes(values, words.get)
    sheet.codes[:, column] = codes
    return np.asarray(codes == BAD)


def _with_missing(words: dict[str, int]) -> dict[str, int]:
    return {**words, Missing.UNKNOWN.value: UNKNOWN, Missing.DECLINED.value: DECLINED}


def _codes(values: pa.Array, code: Callable[[str], int | None]) -> np.ndarray[Any, np.dtype[np.int16]]:
    """The code of each word; true and false read as yes and no, null as not asked."""
    if pa.types.is_boolean(values.type):
        values = pc.if_else(values, "yes", "no")
    known = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    table = np.array(
        [*(_or_bad(code(word)) for word in known.dictionary.to_pylist()), NOT_ASKED], dtype=np.int16
    )
    places = known.indices.cast(pa.int64()).fill_null(len(table) - 1).to_numpy(zero_copy_only=False)
    return np.asarray(table[places], dtype=np.int16)


def _or_bad(code: int | None) -> int:
    return BAD if code is None else code


def _read_number(sheet: Sheet, column: int, question: Question, values: pa.Array) -> Flags:
    bad = np.zeros(len(sheet), dtype=bool)
    if not _is_number(values.type):
        text = values.cast(pa.string())
        figures = pc.match_substring_regex(text, FIGURES)
        nothing = pa.scalar(None, pa.string())
        codes = _codes(pc.if_else(figures, nothing, text), _with_missing({}).get)
        sheet.codes[:, column] = codes
        bad, values = np.asarray(codes == BAD), pc.if_else(figures, text, nothing)
    given = ~values.is_null().to_numpy(zero_copy_only=False)
    numbers = values.cast(pa.float64()).fill_null(0.0).to_numpy(zero_copy_only=False)
    sheet.codes[given, column] = GIVEN
    sheet.numbers[given, sheet.layout.numbers[question.id]] = numbers[given]
    low = -np.inf if question.min is None else question.min
    high = np.inf if question.max is None else question.max
    return np.asarray(bad | (given & ~(np.isfinite(numbers) & (numbers >= low) & (numbers <= high))))


def _read_list(sheet: Sheet, column: int, question: Question, values: pa.Array) -> Flags:
    """Ticked items; a list of the one word `unknown` or `declined` says that nobody knows."""
    given = ~values.is_null().to_numpy(zero_copy_only=False)
    items = {item: n for n, item in enumerate(sheet.layout.words[column])}
    codes = _codes(values.flatten(), _with_missing(items).get)
    lengths = pc.list_value_length(values).fill_null(0).to_numpy(zero_copy_only=False)
    rows = np.repeat(np.arange(len(sheet)), lengths)
    bad = np.zeros(len(sheet), dtype=bool)
    bad[rows[(codes == BAD) | (codes == NOT_ASKED)]] = True
    missing = (codes == UNKNOWN) | (codes == DECLINED)
    bad[rows[missing & (lengths[rows] > 1)]] = True
    columns = sheet.layout.items_of(question.id)
    sheet.codes[given, column] = TICKED
    sheet.items[np.ix_(np.flatnonzero(given), columns)] = NO
    ticked = codes >= 0
    sheet.items[rows[ticked], columns[codes[ticked]]] = YES
    sheet.codes[rows[missing], column] = codes[missing]
    sheet.items[np.ix_(rows[missing], columns)] = NOT_ASKED
    return bad


def _read_items(sheet: Sheet, column: int, question: Question, batch: pa.RecordBatch) -> Flags:
    """A list of which items have columns of their own."""
    bad = np.zeros(len(sheet), dtype=bool)
    for item in sheet.layout.words[column]:
        name = f"{question.id}.{item}"
        if name not in batch.schema.names or pa.types.is_null(batch.column(name).type):
            continue
        codes = _codes(batch.column(name), ITEM_WORDS.get)
        bad |= codes == BAD
        sheet.items[:, sheet.layout.items[question.id, item]] = codes
        sheet.codes[codes != NOT_ASKED, column] = ITEMISED
    return bad


def plain_case(row: Mapping[str, Any], questions: Mapping[str, Question]) -> dict[str, Any]:
    """One row as a case file would hold it, to say what is wrong with it."""
    answers: dict[str, Any] = {}
    for name, value in row.items():
        question, _, item = name.partition(".")
        if value is None or name in (ID, SETTING):
            continue
        if item:
            answers.setdefault(question, {})[item] = value
        elif questions[name].kind is Kind.NUMBER and isinstance(value, str) and re.fullmatch(FIGURES, value):
            answers[name] = float(value)
        else:
            answers[name] = value[0] if value in (["unknown"], ["declined"]) else value
    return {name: answers[name] for name in questions if name in answers}
