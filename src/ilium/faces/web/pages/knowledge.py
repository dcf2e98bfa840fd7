"""The knowledge to browse: everything the answers are weighed with, and where each number comes from."""

from __future__ import annotations

from itertools import groupby

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.about import about
from ilium.faces.code_words import MATCHES
from ilium.faces.web.browse.views import draw_causes, shelves, source_names, view_concept
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.guard import CSP, PICTURE_POLICY
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.knowledge.coded import coded_entries
from ilium.knowledge.codes import SYSTEMS

KNOWLEDGE = "/knowledge"
A_DAY = "private, max-age=86400"


async def show_kinds(request: Request) -> Response:
    """Every kind of concept, and the conditions, the commonest first."""
    desk = desk_of(request)
    found = await anyio.to_thread.run_sync(shelves, desk.knowledge)
    values = {"shelves": found, "about": about(desk.knowledge)}
    return desk.page(request, "knowledge.html", values)


async def show_kind(request: Request) -> Response:
    """All concepts of one kind."""
    desk = desk_of(request)
    folder = request.path_params["folder"]
    found = await anyio.to_thread.run_sync(shelves, desk.knowledge)
    shelf = next((one for one in found if one.folder == folder), None)
    if shelf is None:
        raise RefusalError(Refusal.NOT_FOUND)
    return desk.page(request, "knowledge_kind.html", {"shelf": shelf})


async def show_codes(request: Request) -> Response:
    """What everything is called in public code systems, and on what terms."""
    desk = desk_of(request)
    groups = [
        (kind, tuple(rows)) for kind, rows in groupby(coded_entries(desk.knowledge), key=lambda one: one.kind)
    ]
    values = {
        "groups": groups,
        "systems": SYSTEMS,
        "matches": MATCHES,
        "terminologies": desk.knowledge.terminologies.values(),
    }
    return desk.page(request, "codes.html", values)


async def show_concept(request: Request) -> Response:
    """One concept; an id that it used to have leads to the one it has."""
    desk = desk_of(request)
    id_ = request.path_params["id"]
    if id_ in desk.knowledge.aliases:
        return go_to(f"{KNOWLEDGE}/{desk.knowledge.aliases[id_]}")
    view = await anyio.to_thread.run_sync(view_concept, desk.knowledge, id_)
    if view is None:
        raise RefusalError(Refusal.NOT_FOUND)
    return desk.page(request, "concept.html", {"view": view, "cited_as": source_names(desk.knowledge)})


async def show_causes(request: Request) -> Response:
    """The causal picture of a concept, by itself."""
    desk = desk_of(request)
    drawn = await anyio.to_thread.run_sync(draw_causes, desk.knowledge, request.path_params["id"])
    if drawn is None:
        raise RefusalError(Refusal.NOT_FOUND)
    headers = {"Cache-Control": A_DAY, CSP: PICTURE_POLICY}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


ROUTES = [
    Route(KNOWLEDGE, show_kinds, methods=["GET"]),
    Route(f"{KNOWLEDGE}/codes", show_codes, methods=["GET"]),
    Route(f"{KNOWLEDGE}/kind/{{folder}}", show_kind, methods=["GET"]),
    Route(f"{KNOWLEDGE}/{{id}}", show_concept, methods=["GET"]),
    Route(f"{KNOWLEDGE}/{{id}}/causes.svg", show_causes, methods=["GET"]),
]
