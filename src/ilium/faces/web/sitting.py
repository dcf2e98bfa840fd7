"""One person's sitting: the case so far and who is answering. It travels sealed, from page to page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ilium.answers.case import Case
from ilium.answers.case_reader import BadAnswerError, plain_answer, read_answer
from ilium.answers.values import Answer
from ilium.knowledge.library import Knowledge

Who = Literal["me", "other"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is kept between two pages."""

    case: Case = field(default_factory=Case)
    who: Who = "me"
    after_emergency: bool = False
    """Whether the questions go on although help is needed now."""


def pack(sitting: Sitting) -> bytes:
    """A sitting as bytes."""
    case = sitting.case
    plain = {
        "answers": {id_: plain_answer(answer) for id_, answer in case.answers.items()},
        "country": case.country,
        "mode": case.mode,
        "today": case.today.isoformat() if case.today else None,
        "who": sitting.who,
        "after_emergency": sitting.after_emergency,
    }
    return json.dumps(plain, separators=(",", ":")).encode()


def unpack(knowledge: Knowledge, data: bytes) -> Sitting | None:
    """The sitting in some bytes, or None where another version of Ilium packed them otherwise.

    An answer that the knowledge no longer takes counts as never asked.
    """
    try:
        return _unpack(knowledge, json.loads(data))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _unpack(knowledge: Knowledge, plain: dict[str, Any]) -> Sitting:
    case = Case(
        answers=dict(_answers(knowledge, plain["answers"])),
        today=date.fromisoformat(plain["today"]) if plain["today"] else None,
        mode=plain["mode"],
        country=plain["country"],
    )
    return Sitting(case, plain["who"], plain["after_emergency"])


def _answers(knowledge: Knowledge, plain: dict[str, Any]) -> Iterator[tuple[str, Answer]]:
    for given, raw in plain.items():
        id_ = knowledge.aliases.get(given, given)
        answer = _read(knowledge, id_, raw)
        if answer is not None:
            yield id_, answer


def _read(knowledge: Knowledge, id_: str, raw: Any) -> Answer | None:  # noqa: ANN401
    form = knowledge.forms.get(id_)
    try:
        return read_answer(form, raw) if form else None
    except BadAnswerError:
        return None
