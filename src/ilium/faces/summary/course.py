"""How an episode went, for the summary: the pain of each day against what is expected, and the clearings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.episode.course import expected_band, progress
from ilium.faces.asking.options import say_answer
from ilium.knowledge.library import Knowledge
from ilium.knowledge.moments import first_day, looks
from ilium.result import Assessment

MOST_DAYS = 8
"""So many days stand on the page: the first, and the latest ones."""
MOST_PAIN = 10.0
BESIDE = ("walking_change", "chosen_activity", "activity_level", "tablets_taken", "plan_done")


def course_of(knowledge: Knowledge, case: Case, result: Assessment) -> dict[str, Any] | None:
    """The course of a case with check-ins; None where nobody has looked again yet."""
    first = first_day(case)
    if not case.check_ins or first is None:
        return None
    going = progress(knowledge, case, result)
    rows = _rows(knowledge, case, result)
    return {
        "day": max(rows[-1]["day"], (case.today - first).days if case.today else 0),
        "text": going.text if going is not None else "",
        "rows": rows if len(rows) <= MOST_DAYS else [rows[0], *rows[1 - MOST_DAYS :]],
        "more": max(len(rows) - MOST_DAYS, 0),
        "beside": [_name(knowledge, id_) for id_ in _told(knowledge, case)],
        "cleared": [
            {"date": one.date.isoformat(), "test": one.test, "rule": one.rule} for one in case.cleared
        ],
    }


def _rows(knowledge: Knowledge, case: Case, result: Assessment) -> list[dict[str, Any]]:
    looked, first = looks(knowledge, case), first_day(case)
    assert first is not None
    band = expected_band(knowledge, result, [one.day for one in looked])
    start = looked[0].pain
    days = [case.answers, *(one.answers for one in case.check_ins)]
    rows = []
    for n, (look, answers) in enumerate(zip(looked, days, strict=True)):
        expected = (
            [min(end * start, MOST_PAIN) for end in (band[n].low, band[n].high)] if start and band else []
        )
        rows.append(
            {
                "day": look.day,
                "date": (first + timedelta(look.day)).isoformat(),
                "buttock": look.pain,
                "leg": look.leg,
                "expected": [round(end, 1) for end in expected],
                "beside": [
                    say_answer(knowledge.questions[id_], answers[id_]) if id_ in answers else ""
                    for id_ in _told(knowledge, case)
                ],
            }
        )
    return rows


def _told(knowledge: Knowledge, case: Case) -> list[str]:
    """What was told beside the pain, of the questions that are worth a column."""
    return [
        id_
        for id_ in BESIDE
        if id_ in knowledge.questions
        and any(one.answer_to(id_) is not Missing.NOT_ASKED for one in case.check_ins)
    ]


def _name(knowledge: Knowledge, id_: str) -> str:
    question = knowledge.questions[id_]
    return question.topic or question.text
