"""What htmx asks for and is told: it saves the reload of a step of the interview, and nothing needs it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ilium.faces.web.screens import SCREENS

REPLACE_URL = "HX-Replace-Url"
"""Tells htmx that the page that comes takes the place of the one that is shown."""


def is_swap(request: Request) -> bool:
    """Whether the page that is asked for will be put into the one that is shown."""
    return request.headers.get("hx-request") == "true"


def move_to(request: Request, path: str) -> Response:
    """On to another page after a form was read; htmx follows to questions and loads all else anew."""
    if is_swap(request) and not path.startswith(SCREENS):
        return Response(headers={"HX-Redirect": path})
    return RedirectResponse(path, status_code=303)
