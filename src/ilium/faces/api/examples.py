"""Bodies to begin with, taken from the knowledge, so that they are always true."""

from __future__ import annotations

from typing import Any

from ilium.answers.values import Kind
from ilium.documents.yaml_text import decode, read_yaml
from ilium.knowledge.library import Knowledge

CASES = "cases/mild.yaml"
LEFT_OUT = ("expected", "source", "note")
STARTED, LATER = "2026-03-01", "2026-03-08"
EPISODE = "m4kw7t2qx9hcp3vd"
FIRST_ANSWERS = 15


def first_case(knowledge: Knowledge) -> dict[str, Any]:
    """The first of the region's mild cases, as a person would send it."""
    kept = {key: value for key, value in _first(knowledge).items() if key not in LEFT_OUT}
    return {**kept, "today": STARTED}


def begun_case(knowledge: Knowledge) -> dict[str, Any]:
    """The same person after the first answers, while much is still to be asked."""
    case = first_case(knowledge)
    return {**case, "answers": dict(list(case["answers"].items())[:FIRST_ANSWERS])}


def cause_example(knowledge: Knowledge) -> str:
    """The condition or family that this person is known to have, or the first there is."""
    known = _first(knowledge).get("expected", {}).get("diagnosis")
    return (
        str(known)
        if known in {*knowledge.conditions, *knowledge.families}
        else next(iter(knowledge.conditions))
    )


def place_examples(knowledge: Knowledge) -> dict[str, str]:
    """What stands for each name in an address."""
    return {
        "question": next(iter(knowledge.questions)),
        "kind": "conditions",
        "concept": next(iter(knowledge.conditions)),
        "cause": cause_example(knowledge),
        "episode": EPISODE,
    }


def _first(knowledge: Knowledge) -> dict[str, Any]:
    file = knowledge.root / CASES if knowledge.root else None
    if file is None or not file.is_file():
        return {"country": "GB", "answers": {}}
    cases = read_yaml(decode(file.read_bytes(), CASES), CASES)
    first = cases[0] if isinstance(cases, list) else cases
    assert isinstance(first, dict)
    return first


def check_in_example(knowledge: Knowledge) -> dict[str, Any]:
    """A check-in that answers the first number it is asked for."""
    asked = (knowledge.questions[id_] for page in knowledge.region.check_in_pages for id_ in page.questions)
    number = next((question for question in asked if question.kind is Kind.NUMBER), None)
    return {"date": LATER, "answers": {number.id: number.min or 0} if number else {}}


def clearing_example(knowledge: Knowledge) -> dict[str, Any]:
    """A rule that a clinician has looked at."""
    return {"rule": next(iter(knowledge.red_flags), "none"), "date": LATER, "test": "MRI, normal"}
