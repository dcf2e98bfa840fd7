"""The description of the interface (OpenAPI 3.1): the schemas of `ilium schema`, and real examples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ilium import __version__
from ilium.faces.api import openapi_words as words
from ilium.faces.api.examples import (
    begun_case,
    check_in_example,
    clearing_example,
    first_case,
    place_examples,
)
from ilium.faces.api.problems import ProblemShown, documented
from ilium.faces.cds_hooks.examples import call_example, feedback_example
from ilium.faces.cds_hooks.forms import Call, FeedbackCall
from ilium.faces.schemas import case_schema
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
BY_THE_GATE = (
    "bad_request", "key_missing", "key_refused", "forged", "not_acceptable", "too_large", "wrong_type",
    "wrong_host", "too_often", "broken", "no_store",
)  # fmt: skip
OF_BODIES = ("413", "415")
COMPONENTS = "#/components/schemas/"
SECURITY = "api_key"
ABOUT = "about"
"""The tag of what is about the interface itself."""


def body(schema: str) -> Plain:
    """What OpenAPI says of a body that is read by its own reader."""
    content = {"application/json": {"schema": {"$ref": COMPONENTS + schema}}}
    return {"requestBody": {"required": True, "content": content}}


def said(form: object, description: str = "What was asked for.") -> Plain:
    """What OpenAPI says of an answer of some form."""
    return {"model": form, "description": description}


def describe(app: FastAPI, knowledge: Knowledge, *, key_needed: bool) -> Plain:
    """The whole description."""
    plain = get_openapi(
        title="Ilium",
        version=__version__,
        summary=words.SUMMARY,
        description=words.DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        routes=app.routes,
    )
    schemas: Plain = plain.setdefault("components", {}).setdefault("schemas", {})
    case = _hoist(case_schema(knowledge), schemas)
    schemas["Case"] = case
    schemas["Cleared"] = schemas["ClearedDocument"]
    for form in (Call, FeedbackCall):
        schemas[form.__name__] = _hoist(form.model_json_schema(), schemas)
    schemas["ProblemShown"] = _hoist(ProblemShown.model_json_schema(mode="serialization"), schemas)
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    _add_examples(plain, _examples(knowledge))
    _add_places(plain, place_examples(knowledge))
    _add_causes(plain, sorted({*knowledge.conditions, *knowledge.families}))
    _add_gate(plain)
    _add_security(plain, key_needed=key_needed)
    return plain


def _hoist(schema: Plain, schemas: Plain) -> Plain:
    """A schema whose inner definitions stand beside it."""
    text = json.dumps(schema).replace("#/$defs/", COMPONENTS)
    moved: Plain = json.loads(text)
    schemas.update(moved.pop("$defs", {}))
    moved.pop("$schema", None)
    return moved


def _examples(knowledge: Knowledge) -> Mapping[str, Plain]:
    """Bodies by the summary of a call, or by their schema."""
    return {
        "Ask Next": begun_case(knowledge),
        "Case": first_case(knowledge),
        "CheckInDocument": check_in_example(knowledge),
        "Cleared": clearing_example(knowledge),
        "Call": call_example(knowledge),
        "FeedbackCall": feedback_example(),
    }


def _add_examples(plain: Plain, examples: Mapping[str, Plain]) -> None:
    for operation in operations(plain):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        schema = content.get("schema", {}).get("$ref", "").removeprefix(COMPONENTS)
        example = examples.get(operation["summary"], examples.get(schema))
        if example is not None:
            content["examples"] = {"example": {"value": example}}


def _add_places(plain: Plain, examples: Mapping[str, str]) -> None:
    for operation in operations(plain):
        for parameter in operation.get("parameters", []):
            if parameter["name"] in examples:
                parameter["examples"] = {"example": {"value": examples[parameter["name"]]}}


def _add_causes(plain: Plain, causes: list[str]) -> None:
    for operation in operations(plain):
        for parameter in operation.get("parameters", []):
            if parameter["name"] == "cause":
                parameter["schema"] = {"enum": causes}


def _add_gate(plain: Plain) -> None:
    """What the gate may refuse, whatever is asked."""
    always = {str(status): entry for status, entry in documented(*BY_THE_GATE).items()}
    for operation in operations(plain):
        kept = "requestBody" in operation
        said = {status: entry for status, entry in always.items() if kept or status not in OF_BODIES}
        operation["responses"] = {**said, **operation["responses"]}


def _add_security(plain: Plain, *, key_needed: bool) -> None:
    schemes = {SECURITY: {"type": "http", "scheme": "bearer", "description": words.KEY}}
    plain["components"]["securitySchemes"] = schemes
    for operation in operations(plain):
        if not operation.pop("x-open", False):
            always = key_needed or operation.pop("x-key", False)
            operation["security"] = [{SECURITY: []}] if always else [{}, {SECURITY: []}]


def operations(plain: Plain) -> list[Plain]:
    """Every operation of a description."""
    return [one for path in plain["paths"].values() for one in path.values() if isinstance(one, dict)]
