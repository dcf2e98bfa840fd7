"""Pages that say no: one clear page for each thing that cannot be done, and the right status."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

if TYPE_CHECKING:
    from ilium.faces.web.desk import Desk


class Refusal(Enum):
    """What cannot be done, and the status that says so to programs; the words are in `refused.html`."""

    BAD_FORM = 400
    FORGED = 403
    NOT_FOUND = 404
    WRONG_METHOD = 405
    NO_ANSWERS = 409
    NO_CHECK_IN = 410
    TOO_MANY_KEPT = 422
    TOO_LARGE = 413
    WRONG_HOST = 421
    TOO_MUCH_TO_KEEP = 507
    BROKEN = 500


class RefusalError(Exception):
    """Ends the work on a request with a page that says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


def refuse(scope: Scope, refusal: Refusal) -> Response:
    """The page for a refusal."""
    desk: Desk = scope["app"].state.desk
    return desk.page(Request(scope), "refused.html", {"refusal": refusal.name.lower()}, status=refusal.value)
