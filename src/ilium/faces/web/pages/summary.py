"""The result as one page for a clinician, to print or to hand over."""

from __future__ import annotations

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.summary.page import write_summary
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.screens import ANSWERS, RESULT
from ilium.reasoning.posterior import ImpossibleAnswersError

FILE = "ilium-summary.pdf"


async def send_summary(request: Request) -> Response:
    """The summary as a PDF; nothing of it is kept here, and its address tells nothing."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)

    def write() -> bytes:
        result = desk.judge(sitting)
        return write_summary(desk.knowledge, sitting.case, result)

    try:
        pdf = await anyio.to_thread.run_sync(write)
    except ImpossibleAnswersError:
        return go_to(ANSWERS)
    sent_as = {"Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(pdf, media_type="application/pdf", headers=sent_as)


ROUTES = [Route(f"{RESULT}/summary.pdf", send_summary, methods=["GET"])]
