"""Cohort tables of drawn people."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from ilium.answers.case_reader import plain_answer
from ilium.answers.values import Kind
from ilium.knowledge.library import Knowledge
from ilium.study.batch.drawing import draw_crowd
from ilium.study.batch.populations import population
from ilium.study.batch.sheet import Sheet


def drawn(knowledge: Knowledge, rows: int) -> Sheet:
    """Drawn people with every third answer left out, so that much was not asked."""
    sheet = draw_crowd(knowledge, population("matched"), 9, 0, rows).answers
    luck = np.random.default_rng(1).random(sheet.codes.shape)
    refines = [q.refines is not None or q.mode in ("clinician", "derived") for q in sheet.layout.questions]
    sheet.codes[(luck < 0.3) | np.array(refines)] = -1
    return sheet


def table_of(people: Sheet) -> pa.Table:
    """The table that tells of these people."""
    asked = {q.id: n for n, q in enumerate(people.layout.questions) if q.mode != "derived"}
    names, arrays = list(asked), [_column(people, number) for number in asked.values()]
    return pa.table([pa.array([f"p{n}" for n in range(len(people))]), *arrays], names=["id", *names])


def _column(sheet: Sheet, number: int) -> pa.Array:
    question = sheet.layout.questions[number]
    answers = [sheet.answer(row, number) for row in range(len(sheet))]
    plain: list[Any] = [None if answer == "not_asked" else plain_answer(answer) for answer in answers]
    if question.kind is Kind.NUMBER:
        return pa.array([None if isinstance(p, str) else p for p in plain], pa.float64())
    if question.kind in (Kind.CHECKLIST, Kind.BODY_MAP):
        return pa.array([[p] if isinstance(p, str) else p for p in plain], pa.list_(pa.string()))
    return pa.array(plain, pa.string())
