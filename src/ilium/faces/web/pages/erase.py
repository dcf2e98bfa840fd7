"""Erasing the answers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.keys import keys_of


async def ask(request: Request) -> Response:
    """Ask before everything is gone."""
    return desk_of(request).page(request, "erase.html")


async def erase(request: Request) -> Response:
    """Forget the answers: they are nowhere else. Kept episodes are deleted on pages of their own."""
    return desk_of(request).forget(go_to("/erased"), keeps=bool(keys_of(request)))


async def show_erased(request: Request) -> Response:
    """Say that nothing is left."""
    return desk_of(request).page(request, "erased.html")


ROUTES = [
    Route("/erase", ask, methods=["GET"]),
    Route("/erase", erase, methods=["POST"]),
    Route("/erased", show_erased, methods=["GET"]),
]
