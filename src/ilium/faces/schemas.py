"""The JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from ilium.answers.case_document import AnswerDocument, CaseDocument
from ilium.faces.questions import QuestionShown
from ilium.result import assessment_form

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MISSING = {"enum": ["unknown", "declined"]}


def _case() -> dict[str, Any]:
    """The case; what each question takes is for the questions to say."""
    schema = CaseDocument.model_json_schema()
    answer = TypeAdapter(AnswerDocument).json_schema()
    schema["properties"]["answers"]["additionalProperties"] = answer
    schema["$defs"]["CheckInDocument"]["properties"]["answers"]["additionalProperties"] = answer
    schema["properties"]["age"] |= {"anyOf": [{"type": "number"}, _MISSING, {"type": "null"}]}
    schema["properties"]["sex"] |= {"enum": ["female", "male", "unknown", "declined", None]}
    return schema


def _assessment() -> dict[str, Any]:
    return assessment_form().json_schema(mode="serialization")


def _question() -> dict[str, Any]:
    return TypeAdapter(QuestionShown).json_schema(mode="serialization")


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "case": _case,
    "assessment": _assessment,
    "question": _question,
}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of that name."""
    return {"$schema": DIALECT, **SCHEMAS[name]()}
