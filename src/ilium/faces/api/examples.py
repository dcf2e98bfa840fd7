"""Bodies to begin with, taken from the knowledge, so that they are always true."""

from __future__ import annotations

from typing import Any

from ilium.answers.values import Kind
from ilium.documents.yaml_text import decode, read_yaml
from ilium.knowledge.library import Knowledge

CASES = "cases/mild.yaml"
LEFT_OUT = ("expected", "source", "note")
STARTED, LATER = "2026-03-01", "2026-03-08"


def first_case(knowledge: Knowledge) -> dict[str, Any]:
    """The first of the region's mild cases, as a person would send it."""
    file = knowledge.root / CASES if knowledge.root else None
    if file is None or not file.is_file():
        return {"country": "GB", "answers": {}}
    cases = read_yaml(decode(file.read_bytes(), CASES), CASES)
    first = cases[0] if isinstance(cases, list) else cases
    assert isinstance(first, dict)
    kept = {key: value for key, value in first.items() if key not in LEFT_OUT}
    return {**kept, "today": STARTED}


def check_in_example(knowledge: Knowledge) -> dict[str, Any]:
    """A check-in that answers the first number it is asked for."""
    asked = (knowledge.questions[id_] for page in knowledge.region.check_in_pages for id_ in page.questions)
    number = next((question for question in asked if question.kind is Kind.NUMBER), None)
    return {"date": LATER, "answers": {number.id: number.min or 0} if number else {}}


def clearing_example(knowledge: Knowledge) -> dict[str, Any]:
    """A rule that a clinician has looked at."""
    return {"rule": next(iter(knowledge.red_flags), "none"), "date": LATER, "test": "MRI, normal"}
