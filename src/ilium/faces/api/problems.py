"""Every refusal as problem details (RFC 9457): what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from ilium.documents.problems import MOST_TOLD, BadDocumentError, Problem
from ilium.faces.api import words

MEDIA_TYPE = "application/problem+json"
KINDS: Mapping[str, int] = {
    "bad_request": 400,
    "key_missing": 401,
    "key_refused": 401,
    "forged": 403,
    "key_scope": 403,
    "not_found": 404,
    "wrong_method": 405,
    "not_acceptable": 406,
    "conflict": 409,
    "too_large": 413,
    "wrong_type": 415,
    "wrong_host": 421,
    "bad_document": 422,
    "bad_parameter": 422,
    "used_twice": 422,
    "too_often": 429,
    "broken": 500,
    "no_store": 503,
}
"""The kinds of refusal, each with the status that it is sent with."""


class FaultShown(BaseModel):
    """One fault in a body: its place, counted from one (0: the whole body), what is wrong, what to do."""

    line: int
    column: int
    what: str
    remedy: str


class ProblemShown(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = Field(pattern="^urn:ilium:problem:[a-z_]+$")
    title: str
    status: int
    detail: str
    faults: list[FaultShown] = []


class Refused(Exception):  # noqa: N818 - a refusal, not an error of ours
    """Ends the work on a request; the caller is told why."""

    def __init__(
        self,
        kind: str,
        detail: str,
        faults: tuple[Problem, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.faults, self.headers = kind, detail, faults, headers


def tell(refused: Refused) -> JSONResponse:
    """A refusal as it is sent."""
    status = KINDS[refused.kind]
    shown = ProblemShown(
        type=f"urn:ilium:problem:{refused.kind}",
        title=words.TITLES[refused.kind],
        status=status,
        detail=refused.detail,
        faults=[
            FaultShown(line=one.place.line, column=one.place.column, what=one.what, remedy=one.remedy)
            for one in refused.faults[:MOST_TOLD]
        ],
    )
    headers = dict(refused.headers or {})
    return JSONResponse(shown.model_dump(mode="json"), status, headers, MEDIA_TYPE)


def refuse_document(error: BadDocumentError, kind: str = "bad_document") -> Refused:
    """The refusal of a document, with every fault found."""
    return Refused(kind, str(error), error.problems)


def documented(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of refusals of some kinds."""
    said: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = said.setdefault(KINDS[kind], {"description": words.TITLES[kind], "content": _CONTENT})
        if words.TITLES[kind] not in entry["description"]:
            entry["description"] += f"; {words.TITLES[kind][:1].lower()}{words.TITLES[kind][1:]}"
    return said


_CONTENT = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemShown"}}}
