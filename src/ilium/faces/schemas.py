"""The JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from ilium.answers.case import AGE, SEX
from ilium.answers.case_document import CaseDocument
from ilium.answers.case_reader import UNLISTED
from ilium.answers.forms import AnswerForm
from ilium.answers.values import LISTS, Kind
from ilium.faces.questions import QuestionShown
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.result import assessment_form

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_MISSING = ["unknown", "declined"]
_ITEM = {"enum": ["yes", "no", "unknown", True, False]}


def case_schema(knowledge: Knowledge) -> Schema:
    """The case, with what each question of the knowledge takes; what contradicts is refused beside."""
    schema = CaseDocument.model_json_schema()
    parts, forms = schema["$defs"], knowledge.forms
    asked = {id_: answer_schema(form) for id_, form in forms.items() if _is_asked(knowledge, id_)}
    answers = {"properties": asked, "additionalProperties": False}
    for holder in (schema, parts["CheckInDocument"]):
        holder["properties"]["answers"].pop("additionalProperties")
        holder["properties"]["answers"] |= answers
    for key in (AGE, SEX):
        schema["properties"][key] |= {"anyOf": [answer_schema(forms[key]), {"type": "null"}]}
    parts["ClearedDocument"]["properties"]["rule"] = {"enum": sorted(knowledge.red_flags)}
    causes = sorted({*knowledge.conditions, *knowledge.families, UNLISTED})
    parts["ExpectedDocument"]["properties"]["diagnosis"] = {"enum": [*causes, None], "default": None}
    return schema


def answer_schema(form: AnswerForm) -> Schema:
    """What the answer to one question may be."""
    missing: Schema = {"enum": _MISSING}
    if form.kind is Kind.NUMBER:
        limits = {"minimum": form.minimum, "maximum": form.maximum}
        return {"anyOf": [{"type": "number", **{k: v for k, v in limits.items() if v is not None}}, missing]}
    if form.kind in LISTS:
        items = {
            "type": "object",
            "properties": dict.fromkeys(form.words, _ITEM),
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "array", "items": {"enum": [*form.words]}}, items, missing]}
    switches = [switch for switch, word in ((True, "yes"), (False, "no")) if word in form.words]
    return {"enum": [*form.words, *switches, *_MISSING]}


def _is_asked(knowledge: Knowledge, question: str) -> bool:
    """Whether a question is put to people; what is worked out from check-ins is nobody's answer."""
    return knowledge.questions[question].derived is None


def _case() -> Schema:
    return case_schema(load_knowledge())


def _assessment() -> Schema:
    return assessment_form().json_schema(mode="serialization")


def _question() -> Schema:
    return TypeAdapter(QuestionShown).json_schema(mode="serialization")


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "case": _case,
    "assessment": _assessment,
    "question": _question,
}


def schema_of(name: str) -> Schema:
    """The JSON Schema of that name."""
    return {"$schema": DIALECT, **SCHEMAS[name]()}
