"""From the body of a request to a resource that is known to have the form of FHIR R4."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from pydantic import BaseModel, ValidationError

from ilium.documents.problems import BadDocumentError, Place, Problem, shorten
from ilium.faces.api.problems import refuse_document
from ilium.faces.api.service import read_text
from ilium.faces.fhir import words

Plain = dict[str, Any]
STUMBLES = (TypeError, AttributeError, LookupError, ValueError)
"""What the models raise, instead of a fault, over a value of a type that they never thought of."""


def read_resource(body: bytes, *types: str) -> Plain:
    """The resource in a body, one of some types, as plain values. Refuses with every fault at its place."""
    values = read_json(body)
    try:
        return hold_to_form(values, *types)
    except BadDocumentError as error:
        raise refuse_document(error) from None


def read_json(body: bytes) -> Any:  # noqa: ANN401 - whatever the JSON holds
    """The values of a JSON body, after the limits that every call has; a key that stands twice is refused."""
    try:
        return values_of(read_text(body))
    except BadDocumentError as error:
        raise refuse_document(error, "bad_request") from None


def values_of(text: str) -> Any:  # noqa: ANN401 - whatever the JSON holds
    """The values of a text that is known to be JSON. Raises BadDocumentError for a key that stands twice."""
    return json.loads(text, object_pairs_hook=_without_repetition)


def hold_to_form(values: Any, *types: str) -> Plain:  # noqa: ANN401 - this is where it is found out
    """The values, if they are a resource of one of some types, in the form of FHIR.

    Raises BadDocumentError; the place of each fault is its path in the resource.
    """
    found = values.get("resourceType") if isinstance(values, dict) else None
    if found not in types:
        what = words.WRONG_RESOURCE.format(found=shorten(found) if found else words.NO_RESOURCE)
        raise BadDocumentError([Problem(Place("resourceType"), what, words.SEND.format(one=_either(types)))])
    blanks = [fault_at(found, path, words.NULL, words.LEAVE_OUT) for path in _blanks(values)]
    if blanks:
        raise BadDocumentError(blanks)
    try:
        _model(found).model_validate(values)
    except ValidationError as error:
        raise BadDocumentError(_faults(found, error)) from None
    except STUMBLES:
        problem = Problem(Place(found), words.NO_RESOURCE_FORM.format(found=found), words.FORM)
        raise BadDocumentError([problem]) from None
    assert isinstance(values, dict)
    return values


def expression(resource: str, path: Sequence[str | int]) -> str:
    """A place in a resource as FHIRPath writes it: `QuestionnaireResponse.item[3].linkId`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return resource + "".join(parts)


def fault_at(resource: str, path: Sequence[str | int], what: str, remedy: str = "") -> Problem:
    """A fault at a place in a resource."""
    return Problem(Place(expression(resource, path)), what, remedy)


def _blanks(values: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    """The places of nulls. In a list of plain values one may stand where only an extension says something."""
    inner = values.items() if isinstance(values, dict) else enumerate(values)
    may_be = isinstance(values, list) and any(isinstance(one, str) for one in values)
    for key, one in inner:
        if one is None and not may_be:
            yield (*path, key)
        elif isinstance(one, (dict, list)):
            yield from _blanks(one, (*path, key))


def _model(resource: str) -> type[BaseModel]:
    """The form of a kind of resource; what knows it is slow to bring in, so only when it is needed."""
    model: type[BaseModel] = getattr(import_module(f"fhir.resources.R4B.{resource.lower()}"), resource)
    return model


def _faults(resource: str, error: ValidationError) -> list[Problem]:
    found = []
    for one in error.errors(include_url=False, include_input=False, include_context=False):
        path = [part for part in one["loc"] if isinstance(part, int) or part[:1].islower()]
        said = one["msg"].removeprefix("Value error, ")
        found.append(
            fault_at(resource, path, f"{said[:1].lower()}{said[1:]}.".replace("..", "."), words.FORM)
        )
    return list(dict.fromkeys(found))


def _without_repetition(pairs: list[tuple[str, Any]]) -> Plain:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        what = words.KEY_TWICE.format(key=shorten(twice))
        raise BadDocumentError([Problem(Place(words.BODY), what, words.KEEP_ONE)])
    return made


def _either(types: Sequence[str]) -> str:
    return " or ".join(types)
