"""The emergency page: what to do now, before anything else."""

from __future__ import annotations

from dataclasses import replace

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.assessment import assess
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.result_view import view_result
from ilium.faces.web.screens import ANSWERS, EMERGENCY, interview_at
from ilium.knowledge.levels import Level
from ilium.reasoning.posterior import ImpossibleAnswersError


async def show_emergency(request: Request) -> Response:
    """The card for help now; without an emergency, on with the questions."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    try:
        result = await anyio.to_thread.run_sync(lambda: assess(desk.knowledge, sitting.case))
    except ImpossibleAnswersError:
        return go_to(ANSWERS)
    if result.urgency.level is not Level.EMERGENCY_NOW:
        return go_to(desk.onward(interview_at(desk.knowledge, sitting)))
    view = view_result(desk.knowledge, sitting.case, result, everything=False)
    return desk.page(request, "emergency.html", {"urgency": result.urgency, "view": view})


async def go_on(request: Request) -> Response:
    """On with the questions although help is needed now, for the clinician who will see this person."""
    desk = desk_of(request)
    sitting = replace(desk.sitting_or_refusal(request), after_emergency=True)
    onward = await anyio.to_thread.run_sync(desk.onward, interview_at(desk.knowledge, sitting))
    return desk.keep(request, go_to(onward), sitting)


ROUTES = [
    Route(EMERGENCY, show_emergency, methods=["GET"]),
    Route("/emergency/go-on", go_on, methods=["POST"]),
]
