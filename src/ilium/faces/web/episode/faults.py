"""The page for a store that cannot do what was asked: what happened, what is safe, what to do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ilium.episode.store.faults import Fault, StoreError
from ilium.faces.web.desk import desk_of

BUSY = (Fault.LOCKED, Fault.BUSY)
GONE = (Fault.NO_EPISODE,)
NOT_WRITTEN = (Fault.FULL, Fault.READ_ONLY, Fault.NOT_WRITTEN)


def kind_of(error: StoreError) -> str:
    """Which words tell of a fault: those who keep the place read more where `ilium serve` runs."""
    if error.fault in GONE:
        return "gone"
    if error.fault in BUSY:
        return "busy"
    return "not_written" if error.fault in NOT_WRITTEN else "closed"


async def say_store_fault(request: Request, error: Exception) -> Response:
    """Say it on a page that still names the emergency signs."""
    assert isinstance(error, StoreError)
    kind = kind_of(error)
    desk = desk_of(request)
    values = {"fault": kind, "signs": desk.knowledge.urgency.emergency_signs}
    status = {"gone": 404, "not_written": 507}.get(kind, 503)
    response = desk.page(request, "episode/fault.html", values, status=status)
    if kind == "busy":
        response.headers["Retry-After"] = "5"
    return response
