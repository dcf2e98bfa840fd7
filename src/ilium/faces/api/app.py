"""The application for programs: which call answers which address, and how a refusal is told."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from ilium.documents.problems import shorten
from ilium.faces.api import episodes, judging, looking_up, openapi_words, words
from ilium.faces.api.access import Access
from ilium.faces.api.example_answers import add_answers
from ilium.faces.api.examples import LATER
from ilium.faces.api.gate import JSON, Dialect, Gate
from ilium.faces.api.methods import allowed
from ilium.faces.api.openapi import ABOUT, Plain, describe
from ilium.faces.api.problems import Refused, documented, tell
from ilium.faces.api.service import Service
from ilium.faces.api.store_door import StoreDoor
from ilium.faces.cds_hooks import calls as cds_calls
from ilium.faces.fhir import calls as fhir_calls
from ilium.faces.fhir import outcome
from ilium.faces.fhir.names import FHIR_JSON
from ilium.faces.fhir.names import ROOT as FHIR_ROOT
from ilium.knowledge.library import Knowledge

ROOT = "/api/v1"
OPENAPI = f"{ROOT}/openapi.json"
PARTS = (judging, looking_up, episodes)
"""The modules with calls under `ROOT`; each has its own `router`."""
STORE = "examples.sqlite3"
Answers = Annotated[bool, Query(description=openapi_words.ANSWERS)]
BY_STATUS = {
    404: ("not_found", words.NOT_FOUND),
    405: ("wrong_method", words.WRONG_METHOD),
}


def create_api(knowledge: Knowledge, access: Access, store: StoreDoor | None = None) -> ASGIApp:
    """The calls over some knowledge, behind the gate."""
    return Gate(
        bare_api(knowledge, access, store or StoreDoor()),
        access,
        open_to_all=frozenset({OPENAPI, cds_calls.ROOT, fhir_calls.METADATA}),
        dialects={FHIR_ROOT: Dialect(outcome.tell, (FHIR_JSON, *JSON))},
    )


def bare_api(knowledge: Knowledge, access: Access, store: StoreDoor) -> FastAPI:
    """The calls without the gate: for their description."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.service = Service(knowledge, access, store)
    for part in PARTS:
        app.include_router(part.router, prefix=ROOT)
    app.include_router(cds_calls.router)
    fhir = fhir_calls.fhir_app(app.state.service)
    app.router.routes += [Route(FHIR_ROOT, fhir), Mount(FHIR_ROOT, fhir)]
    app.add_exception_handler(Refused, _say_refused)
    app.add_exception_handler(HTTPException, _say_status)
    app.add_exception_handler(RequestValidationError, _say_parameter)
    app.add_exception_handler(Exception, _say_broken)
    kept: dict[bool, Plain] = {}
    first = {False: Lock(), True: Lock()}

    @app.get(
        OPENAPI,
        tags=[ABOUT],
        summary="This description",
        responses=documented("bad_parameter"),
        openapi_extra={"x-open": True},
    )
    def openapi(answers: Answers = False) -> JSONResponse:
        with first[answers]:
            if answers not in kept:
                kept[answers] = description_of(knowledge, key_needed=access.key_needed, answers=answers)
        return JSONResponse(kept[answers])

    return app


def description_of(knowledge: Knowledge, *, key_needed: bool = False, answers: bool = True) -> Plain:
    """The whole description; with what the engine answers to each example, it takes seconds."""
    description = describe(bare_api(knowledge, Access(), StoreDoor()), knowledge, key_needed=key_needed)
    if answers:
        with TemporaryDirectory() as folder, closing(StoreDoor(str(Path(folder) / STORE))) as store:
            access = Access(today=lambda: date.fromisoformat(LATER))
            add_answers(description, bare_api(knowledge, access, store))
    return description


async def _say_refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return tell(error)


async def _say_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind, detail = BY_STATUS.get(error.status_code, ("bad_request", words.NOT_FOUND))
    headers = {"Allow": allowed(request)} if kind == "wrong_method" else error.headers
    return tell(Refused(kind, detail, headers=headers))


async def _say_broken(_request: Request, _error: Exception) -> Response:
    return tell(Refused("broken", words.BROKEN))


async def _say_parameter(_request: Request, error: Exception) -> Response:
    """A parameter that is missing or has another form than described."""
    assert isinstance(error, RequestValidationError)
    told = [
        f"'{shorten(one['loc'][-1])}': {one['msg'][:1].lower()}{one['msg'][1:]}." for one in error.errors()
    ]
    return tell(Refused("bad_parameter", " ".join(told)))
