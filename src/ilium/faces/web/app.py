"""The web application: which page answers which address."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.episode.store.faults import StoreError
from ilium.faces.web.desk import Desk
from ilium.faces.web.episode import (
    checking_in,
    clearing,
    correcting,
    keeping,
    leaving,
    painkilling,
    showing,
    taking_away,
)
from ilium.faces.web.episode.faults import say_store_fault
from ilium.faces.web.guard import HEADERS, Guard, TooLargeError
from ilium.faces.web.pages import (
    about,
    answers,
    clinician,
    emergency,
    erase,
    interview,
    knowledge,
    medicines,
    result,
    result_file,
    start,
    summary,
)
from ilium.faces.web.refusals import Refusal, RefusalError, refuse
from ilium.faces.web.settings import Settings
from ilium.faces.web.statics import send_static
from ilium.knowledge.library import Knowledge

PAGES = (
    start, interview, answers, emergency, result, medicines, erase, about, clinician, knowledge, summary,
    result_file,
)  # fmt: skip
"""The modules with pages; each lists its own `ROUTES`."""
EPISODE_PAGES = (keeping, showing, checking_in, correcting, painkilling, clearing, taking_away, leaving)
"""The modules with pages about kept episodes."""
BY_STATUS = {404: Refusal.NOT_FOUND, 405: Refusal.WRONG_METHOD}


def create_app(knowledge: Knowledge, settings: Settings) -> Starlette:
    """The pages over some knowledge."""
    app = Starlette(
        routes=[
            *(route for part in (*PAGES, *EPISODE_PAGES) for route in part.ROUTES),
            Route("/static/{name}", send_static),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            HTTPException: _say_status,
            RefusalError: _say_refusal,
            TooLargeError: _say_too_large,
            StoreError: say_store_fault,
            Exception: _say_broken,
        },
    )
    app.state.desk = Desk(knowledge, settings)
    return app


async def _say_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = refuse(request.scope, BY_STATUS.get(error.status_code, Refusal.BAD_FORM))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _say_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusalError)
    return refuse(request.scope, error.refusal)


async def _say_too_large(request: Request, _error: Exception) -> Response:
    return refuse(request.scope, Refusal.TOO_LARGE)


async def _say_broken(request: Request, _error: Exception) -> Response:
    """Outside the guard, so it sends the guard's headers itself. It says nothing of what went wrong."""
    response = refuse(request.scope, Refusal.BROKEN)
    response.headers.update({**HEADERS, "Cache-Control": "no-store"})
    return response
