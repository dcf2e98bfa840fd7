"""The application under `/fhir`: which part answers which address, and how a refusal is told."""

from __future__ import annotations

from types import ModuleType

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ilium.documents.problems import shorten
from ilium.faces.api import words as api_words
from ilium.faces.api.methods import allowed
from ilium.faces.api.problems import Refused
from ilium.faces.api.service import Service, Serving
from ilium.faces.fhir import assessing, populating, questionnaire_calls, words
from ilium.faces.fhir.capability import capability
from ilium.faces.fhir.names import ROOT
from ilium.faces.fhir.outcome import tell
from ilium.faces.fhir.serving import base_of, send
from ilium.faces.fhir.terminology import calls as terminology_calls

METADATA = f"{ROOT}/metadata"
PARTS: tuple[ModuleType, ...] = (
    questionnaire_calls,
    populating,
    assessing,
    terminology_calls,
)
"""The modules with calls: each has a `router`, and `SHARES`, what it adds to the CapabilityStatement."""
about = APIRouter()


@about.get("/metadata")
def metadata(request: Request, service: Serving) -> Response:
    """Say what can be done here."""
    shares = [share for part in PARTS for share in part.SHARES]
    return send(capability(shares, service.knowledge, base_of(request)))


def fhir_app(service: Service) -> FastAPI:
    """The calls over some knowledge, to be mounted behind the gate."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.service = service
    for router in (about, *(part.router for part in PARTS)):
        app.include_router(router)
    app.add_exception_handler(Refused, _say_refused)
    app.add_exception_handler(HTTPException, _say_status)
    app.add_exception_handler(RequestValidationError, _say_parameter)
    app.add_exception_handler(Exception, _say_broken)
    return app


async def _say_refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return tell(error)


async def _say_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return tell(Refused("wrong_method", api_words.WRONG_METHOD, headers={"Allow": allowed(request)}))
    return tell(Refused("not_found" if error.status_code == 404 else "bad_request", words.NOT_FOUND))


async def _say_parameter(_request: Request, error: Exception) -> Response:
    """A parameter that is missing or has another form than described."""
    assert isinstance(error, RequestValidationError)
    told = [
        f"'{shorten(one['loc'][-1])}': {one['msg'][:1].lower()}{one['msg'][1:]}." for one in error.errors()
    ]
    return tell(Refused("bad_parameter", " ".join(told)))


async def _say_broken(_request: Request, _error: Exception) -> Response:
    return tell(Refused("broken", api_words.BROKEN))
