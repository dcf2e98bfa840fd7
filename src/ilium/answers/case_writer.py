"""A case as the text of a case file, which reads back to the same case."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.case_reader import plain_answer
from ilium.answers.values import Answer

BESIDE = (AGE, SEX)
"""Answers that stand beside the others at the top of the file."""


def write_case(case: Case) -> str:
    """The YAML text of a case. What a case is expected to be belongs to tests, and is left out."""
    return "".join(f"{line}\n" for line in _lines(case))


def _lines(case: Case) -> Iterator[str]:
    if case.id is not None:
        yield f"id: {json.dumps(case.id)}"
    if case.today is not None:
        yield f"today: {case.today.isoformat()}"
    if case.start is not None:
        yield f"start: {case.start.isoformat()}"
    yield f"mode: {case.mode}"
    yield f"country: {json.dumps(case.country)}"
    yield f"setting: {case.setting}"
    yield from (f"{key}: {_flow(case.answers[key])}" for key in BESIDE if key in case.answers)
    rest = {key: answer for key, answer in case.answers.items() if key not in BESIDE}
    yield "answers:" if rest else "answers: {}"
    yield from (f"  {key}: {_flow(answer)}" for key, answer in rest.items())
    yield from _over_time(case)


def _over_time(case: Case) -> Iterator[str]:
    if case.check_ins:
        yield "check_ins:"
    for one in case.check_ins:
        yield f"  - date: {one.date.isoformat()}"
        yield "    answers:" if one.answers else "    answers: {}"
        yield from (f"      {key}: {_flow(answer)}" for key, answer in one.answers.items())
    if case.cleared:
        yield "cleared:"
    for two in case.cleared:
        yield f"  - rule: {two.rule}"
        yield f"    date: {two.date.isoformat()}"
        yield f"    test: {json.dumps(two.test)}"


def _flow(answer: Answer) -> str:
    """An answer on one line. Every word is an id, so none needs quotes."""
    plain = plain_answer(answer)
    if isinstance(plain, list):
        return f"[{', '.join(plain)}]"
    if isinstance(plain, dict):
        return "{" + ", ".join(f"{item}: {word}" for item, word in plain.items()) + "}"
    return str(plain)
