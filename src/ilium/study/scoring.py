"""One batch of a cohort table: Arrow in, probabilities and urgency or reasons out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pyarrow as pa

from ilium.answers.case import Setting
from ilium.documents.problems import BadDocumentError
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.study import score_words as words
from ilium.study.batch.adaptive import view_of
from ilium.study.batch.columns import ID, SETTING, plain_case, read_columns
from ilium.study.batch.engine import batch_engine
from ilium.study.batch.evidence import clashing
from ilium.study.batch.sheet import Flags, Rows, Sheet
from ilium.study.simulate import knowledge_at

AT_ONCE = 512
"""Rows reasoned about at once; part of what a score is, so that last digits come out alike."""
PLACES = 6
ROW, URGENCY, FIRST, UNLISTED, REASON = "row", "urgency", "first_family", "unlisted", "reason"
SETTINGS: tuple[Setting, ...] = get_args(Setting)


@dataclass(frozen=True, slots=True)
class ScoreTask:
    """Some rows of a table, from the number of the first one on, and the knowledge to score them by."""

    root: Path | None
    hash: str
    first: int
    batch: pa.RecordBatch


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of the rows that could be read, and the others with the reason."""

    scores: pa.RecordBatch
    rejects: pa.RecordBatch


def score_schema(knowledge: Knowledge, table: pa.Schema) -> pa.Schema:
    """The columns of the scores: row, id, urgency, first family, then every probability."""
    model = batch_engine(knowledge).frame.model
    numbers = [
        UNLISTED,
        *(f"family.{f}" for f in model.families),
        *(f"condition.{c}" for c in model.conditions),
    ]
    return pa.schema(
        [
            *_head(table),
            pa.field(URGENCY, pa.string()),
            pa.field(FIRST, pa.string()),
            *(pa.field(name, pa.float64()) for name in numbers),
        ]
    )


def reject_schema(table: pa.Schema) -> pa.Schema:
    """The columns of the rejects: row, id, reason."""
    return pa.schema([*_head(table), pa.field(REASON, pa.string())])


def _head(table: pa.Schema) -> list[pa.Field]:
    own = [pa.field(ID, table.field(ID).type)] if ID in table.names else []
    return [pa.field(ROW, pa.int64()), *own]


def score_batch(task: ScoreTask) -> Scored:
    """Score some rows: a function of its task alone."""
    knowledge = knowledge_at(task.root, task.hash)
    read = read_columns(knowledge, task.batch)
    settings, strange = _settings(task.batch)
    bad = read.bad | strange | clashing(batch_engine(knowledge).evidence, read.sheet)
    reasons = {int(row): _reason(knowledge, task.batch, int(row)) for row in np.flatnonzero(bad)}
    scored: list[tuple[Rows, dict[str, Any]]] = []
    for code, setting in enumerate(SETTINGS):
        rows = np.flatnonzero(~bad & (settings == code))
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            columns, possible = _score(knowledge, _set(read.sheet.take(some), setting))
            reasons |= {int(row): words.IMPOSSIBLE for row in some[~possible]}
            scored.append((some[possible], {name: of[possible] for name, of in columns.items()}))
    return Scored(_join(knowledge, task, scored), _reject(task, reasons))


def _settings(batch: pa.RecordBatch) -> tuple[Rows, Flags]:
    """Where each row's person comes from; nothing said is first contact."""
    if SETTING not in batch.schema.names:
        return np.zeros(len(batch), dtype=np.intp), np.zeros(len(batch), dtype=bool)
    said = batch.column(SETTING).to_pylist()
    codes = np.array([0 if w is None else SETTINGS.index(w) if w in SETTINGS else -1 for w in said])
    return codes.astype(np.intp), codes < 0


def _set(sheet: Sheet, setting: Setting) -> Sheet:
    return Sheet(sheet.layout, sheet.codes, sheet.items, sheet.numbers, sheet.asked_at, setting)


def _score(knowledge: Knowledge, sheet: Sheet) -> tuple[dict[str, Any], Flags]:
    engine = batch_engine(knowledge)
    view, model = view_of(engine, sheet), engine.frame.model
    families = _tidy(view.families)
    conditions = _tidy(view.beliefs.sets @ engine.frame.worlds.members)
    by_id = np.argsort(model.families)
    first = by_id[np.argmax(families[:, by_id], axis=1)]
    levels = np.array([level.value for level in Level], dtype=object)
    columns: dict[str, Any] = {
        URGENCY: levels[view.ranks],
        FIRST: np.array(model.families, dtype=object)[first],
        UNLISTED: _tidy(view.beliefs.sets[:, 0]),
    }
    columns |= {f"family.{id_}": families[:, n] for n, id_ in enumerate(model.families)}
    columns |= {f"condition.{id_}": conditions[:, n] for n, id_ in enumerate(model.conditions)}
    return columns, view.beliefs.possible


def _tidy(chances: Array) -> Array:
    return np.asarray(np.round(np.clip(chances, 0.0, 1.0), PLACES), dtype=np.float64)


def _join(knowledge: Knowledge, task: ScoreTask, scored: list[tuple[Rows, dict[str, Any]]]) -> pa.RecordBatch:
    """The scores in the order of the rows."""
    schema = score_schema(knowledge, task.batch.schema)
    rows = np.concatenate([np.zeros(0, dtype=np.intp), *(some for some, _ in scored)])
    order = np.argsort(rows)
    arrays = _heads(task, rows[order])
    for field in list(schema)[len(arrays) :]:
        whole = np.concatenate([np.zeros(0, dtype=object), *(columns[field.name] for _, columns in scored)])
        arrays.append(pa.array(whole[order], type=field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _heads(task: ScoreTask, rows: Rows) -> list[pa.Array]:
    heads = [pa.array(rows + task.first, type=pa.int64())]
    if ID in task.batch.schema.names:
        heads.append(task.batch.column(ID).take(pa.array(rows, type=pa.int64())))
    return heads


def _reject(task: ScoreTask, reasons: dict[int, str]) -> pa.RecordBatch:
    rows = np.array(sorted(reasons), dtype=np.intp)
    told = pa.array([reasons[int(row)] for row in rows], type=pa.string())
    return pa.RecordBatch.from_arrays([*_heads(task, rows), told], schema=reject_schema(task.batch.schema))


def _reason(knowledge: Knowledge, batch: pa.RecordBatch, row: int) -> str:
    """What is wrong with a row, in the words that a case file would get."""
    values = batch.slice(row, 1).to_pylist()[0]
    setting = values.get(SETTING)
    if setting is not None and setting not in SETTINGS:
        return words.UNKNOWN_SETTING.format(value=setting, settings=", ".join(SETTINGS))
    text = json.dumps({"answers": plain_case(values, knowledge.questions)})
    try:
        case_reader(knowledge).read(text, "row")
    except BadDocumentError as error:
        told = (f"{one.what} {one.remedy}".strip() for one in error.problems)
        return " ".join(dict.fromkeys(told))
    return words.UNREADABLE
