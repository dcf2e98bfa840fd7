"""A case, a check-in and an episode as plain values that read back to the same, with no knowledge at hand.

A list is a ticked list, a mapping an itemised one, and the two words for *not sure* and *rather not say* are
never a choice: so an answer is read back without its question, and an old one outlives its question.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ilium.answers.case import Case, Expected
from ilium.answers.case_document import CaseDocument, CheckInDocument
from ilium.answers.case_reader import plain_answer
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.episode.episode import Chance, Episode, Statement

FORMAT = "ilium-episode"
FORMAT_VERSION = 1


class ChanceDocument(BaseModel):
    """A family and how probable it was said to be."""

    model_config = ConfigDict(extra="forbid")

    family: str
    probability: float


class StatementDocument(BaseModel):
    """What a person was told on a day."""

    model_config = ConfigDict(extra="forbid")

    date: datetime.date
    check_ins: int
    knowledge_version: str
    knowledge_hash: str
    urgency: str
    chances: list[ChanceDocument] = []


class EpisodeDocument(BaseModel):
    """A whole episode in a file."""

    model_config = ConfigDict(extra="forbid", title="Ilium episode")

    format: str = Field(FORMAT, pattern=f"^{FORMAT}$")
    format_version: int = Field(FORMAT_VERSION, ge=1, le=FORMAT_VERSION)
    id: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    started: datetime.date
    version: int = Field(1, ge=1)
    case: CaseDocument
    statements: list[StatementDocument] = []


def write_answers(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Answers as plain values, in their order."""
    return {question: plain_answer(answer) for question, answer in answers.items()}


def read_answers(plain: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers from plain values. Raises ValueError for a value that no answer has."""
    return {question: _read_answer(value) for question, value in plain.items()}


def _read_answer(value: object) -> Answer:
    match value:
        case list():
            return Ticked(frozenset(map(str, value)))
        case dict():
            return Itemised({str(item): str(word) for item, word in value.items()})
        case "unknown" | "declined":
            return Missing(value)
        case str():
            return value
        case int() | float() if not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    raise ValueError("this is no answer")


def write_case(case: Case) -> dict[str, Any]:
    """A case as plain values, every answer under `answers`, check-ins included."""
    document = CaseDocument(
        id=case.id,
        today=case.today,
        start=case.start,
        mode=case.mode,
        country=case.country,
        setting=case.setting,
        answers=write_answers(case.answers),
        check_ins=[CheckInDocument(date=c.date, answers=write_answers(c.answers)) for c in case.check_ins],
    )
    plain = document.model_dump(mode="json", exclude_defaults=True)
    if case.cleared:
        plain["cleared"] = [
            {"rule": c.rule, "date": c.date.isoformat(), "test": c.test} for c in case.cleared
        ]
    if case.expected is not None:
        plain["expected"] = _write_expected(case.expected)
    return plain


def _write_expected(expected: Expected) -> dict[str, Any]:
    return {
        "diagnosis": expected.diagnosis,
        "also": list(expected.also),
        "urgency": expected.urgency,
        "ambiguous": expected.ambiguous,
    }


def read_case(plain: Mapping[str, Any]) -> Case:
    """A case from plain values. Raises ValueError where they are none."""
    return case_of(CaseDocument.model_validate(plain))


def case_of(document: CaseDocument) -> Case:
    """The case of a document whose answers no knowledge has looked at."""
    known = document.expected
    return Case(
        answers=read_answers(document.answers),
        id=document.id,
        today=document.today,
        start=document.start,
        check_ins=tuple(CheckIn(one.date, read_answers(one.answers)) for one in document.check_ins),
        cleared=tuple(Cleared(one.rule, one.date, one.test) for one in document.cleared),
        mode=document.mode,
        country=document.country,
        setting=document.setting,
        expected=Expected(known.diagnosis, tuple(known.also), known.urgency, known.ambiguous)
        if known
        else None,
    )


def write_episode(episode: Episode) -> dict[str, Any]:
    """An episode as plain values, ready for JSON."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "id": episode.id,
        "started": episode.started.isoformat(),
        "version": episode.version,
        "case": write_case(episode.case),
        "statements": [_write_statement(one) for one in episode.statements],
    }


def _write_statement(one: Statement) -> dict[str, Any]:
    return {
        "date": one.date.isoformat(),
        "check_ins": one.check_ins,
        "knowledge_version": one.knowledge_version,
        "knowledge_hash": one.knowledge_hash,
        "urgency": one.urgency,
        "chances": write_chances(one.chances),
    }


def write_chances(chances: tuple[Chance, ...]) -> list[dict[str, Any]]:
    """Chances as plain values."""
    return [{"family": one.family, "probability": one.probability} for one in chances]


def read_chances(plain: list[Mapping[str, Any]]) -> tuple[Chance, ...]:
    """Chances from plain values."""
    return tuple(Chance(str(one["family"]), float(one["probability"])) for one in plain)


def read_episode(text: str | bytes) -> Episode:
    """An episode from its JSON text. Raises ValueError where it is none."""
    document = EpisodeDocument.model_validate_json(text)
    return Episode(
        document.id,
        document.started,
        case_of(document.case),
        tuple(_statement_of(one) for one in document.statements),
        document.version,
    )


def _statement_of(one: StatementDocument) -> Statement:
    return Statement(
        one.date,
        one.check_ins,
        one.knowledge_version,
        one.knowledge_hash,
        one.urgency,
        tuple(Chance(chance.family, chance.probability) for chance in one.chances),
    )
