"""The result, and the evidence behind each of its numbers."""

from __future__ import annotations

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.explanation.explaining import Explanation, explain
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.result_view import view_evidence, view_result
from ilium.faces.web.screens import ANSWERS, RESULT, interview_at
from ilium.reasoning.posterior import ImpossibleAnswersError


async def show_result(request: Request) -> Response:
    """Urgency first, then the rest; with all of it for somebody who wants the causes in an emergency."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    everything = request.url.path != RESULT

    def judge() -> dict[str, object]:
        found = desk.judge(sitting)
        onward = desk.onward(interview_at(desk.knowledge, sitting))
        view = view_result(desk.knowledge, sitting.case, found, everything=everything)
        return {"view": view, "result": found, "onward": onward}

    try:
        return desk.page(request, "result.html", await anyio.to_thread.run_sync(judge))
    except ImpossibleAnswersError:
        return go_to(ANSWERS)


async def show_evidence(request: Request) -> Response:
    """Why one source is as likely as it is, and what every number rests on."""
    desk = desk_of(request)
    target = request.path_params["target"]
    if target not in desk.knowledge.families and target not in desk.knowledge.conditions:
        raise RefusalError(Refusal.NOT_FOUND)
    sitting = desk.sitting_or_refusal(request)

    def look() -> Explanation:
        return explain(desk.knowledge, sitting.case, target)

    try:
        found = await anyio.to_thread.run_sync(look)
    except ImpossibleAnswersError:
        return go_to(ANSWERS)
    return desk.page(request, "evidence.html", {"view": view_evidence(desk.knowledge, found)})


ROUTES = [
    Route(RESULT, show_result, methods=["GET"]),
    Route(f"{RESULT}/everything", show_result, methods=["GET"]),
    Route("/why/{target}", show_evidence, methods=["GET"]),
]
