"""What Ilium is, what it rests on, and what happens to answers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.about import about
from ilium.faces.web.desk import desk_of


async def show_about(request: Request) -> Response:
    """Who it is for, what it rests on, and that nothing leaves the machine."""
    desk = desk_of(request)
    return desk.page(request, "about.html", {"about": about(desk.knowledge)})


async def show_diagnosed(request: Request) -> Response:
    """What to do with a diagnosis or a scan from before."""
    return desk_of(request).page(request, "diagnosed.html")


ROUTES = [
    Route("/about", show_about, methods=["GET"]),
    Route("/already-diagnosed", show_diagnosed, methods=["GET"]),
]
