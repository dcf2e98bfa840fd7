"""Erasing the answers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.web.desk import desk_of, go_to


async def ask(request: Request) -> Response:
    """Ask before everything is gone."""
    return desk_of(request).page(request, "erase.html")


async def erase(request: Request) -> Response:
    """Forget the answers: they are nowhere else."""
    return desk_of(request).forget(go_to("/erased"))


async def show_erased(request: Request) -> Response:
    """Say that nothing is left."""
    return desk_of(request).page(request, "erased.html")


ROUTES = [
    Route("/erase", ask, methods=["GET"]),
    Route("/erase", erase, methods=["POST"]),
    Route("/erased", show_erased, methods=["GET"]),
]
