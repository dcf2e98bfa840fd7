"""The whole result as a file for other programs, under the names that every face gives it."""

from __future__ import annotations

import json

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.screens import ANSWERS, RESULT
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.result import as_plain

FILE = "ilium-result.json"


async def send_result(request: Request) -> Response:
    """The result as JSON; nothing of it is kept here, and its address tells nothing."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)

    def write() -> bytes:
        return json.dumps(as_plain(desk.judge(sitting)), ensure_ascii=False, indent=1).encode()

    try:
        found = await anyio.to_thread.run_sync(write)
    except ImpossibleAnswersError:
        return go_to(ANSWERS)
    sent_as = {"Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(found, media_type="application/json", headers=sent_as)


ROUTES = [Route(f"{RESULT}/result.json", send_result, methods=["GET"])]
