"""The sets of codes: one for each kind of concept, and one for the answers of each question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from ilium.answers.values import Kind
from ilium.faces.fhir import names
from ilium.faces.fhir.coding import ABSENT, FIXED
from ilium.faces.fhir.terminology import words
from ilium.faces.fhir.terminology.code_systems import canonical
from ilium.faces.fhir.terminology.rows import KIND, concept_rows, question_rows
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

Plain = dict[str, Any]
ANSWERS_OF: Final = "answers-"
"""What the name of a set of answers begins with; the id of its question follows."""


def set_url(id_: str) -> str:
    """The lasting address of a set: `conditions`, `answers-how_started`."""
    return names.urn(f"value-set/{id_}")


@lru_cache(maxsize=8)
def value_sets(knowledge: Knowledge) -> tuple[Plain, ...]:
    """Every set, as it is defined."""
    kinds = (_of_kind(knowledge, kind) for kind in words.SETS)
    answers = (_of_question(knowledge, one) for one in knowledge.questions.values() if _is_chosen(one))
    return (*kinds, *answers)


def _of_kind(knowledge: Knowledge, kind: str) -> Plain:
    id_, title = words.SETS[kind]
    told = (title, words.SET_MEANS)
    include = {"system": names.CONCEPTS, "filter": [{"property": KIND, "op": "=", "value": kind}]}
    return canonical("ValueSet", id_, set_url(id_), knowledge, told) | {"compose": {"include": [include]}}


def _of_question(knowledge: Knowledge, question: Question) -> Plain:
    id_ = f"{ANSWERS_OF}{question.id}"
    told = (words.ANSWER_SET.format(question=question.text), words.ANSWER_SET_MEANS.format(id=question.id))
    codes = [{"code": row.code, "display": row.display} for row in question_rows(question)]
    codes += [{"code": str(one), "display": FIXED[one]} for one in ABSENT]
    include = {"system": names.ANSWERS, "concept": codes}
    return canonical("ValueSet", id_, set_url(id_), knowledge, told) | {"compose": {"include": [include]}}


def _is_chosen(question: Question) -> bool:
    return question.kind is not Kind.NUMBER


def contents(knowledge: Knowledge, value_set: Plain) -> Iterator[Plain]:
    """The codes of a set, each as a Coding."""
    for include in value_set["compose"]["include"]:
        system = include["system"]
        if "concept" in include:
            yield from ({"system": system, **one} for one in include["concept"])
            continue
        [wanted] = include["filter"]
        for row in concept_rows(knowledge).values():
            if row.kind == wanted["value"]:
                yield {"system": system, "code": row.code, "display": row.display}
