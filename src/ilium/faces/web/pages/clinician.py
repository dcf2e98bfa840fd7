"""The clinician's page: findings on the left, what they amount to on the right, both on one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import Case
from ilium.explanation.explaining import Explanation, explain
from ilium.faces.web.clinician.live import Live, look_at
from ilium.faces.web.clinician.reading import MOST_FIELDS, Entered, read_entered
from ilium.faces.web.clinician.rows import block_of, form_questions, group_rows
from ilium.faces.web.desk import Desk, desk_of, go_to
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.result_view import view_evidence
from ilium.faces.web.sitting import Sitting
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.safety.evaluation import is_asked

CLINICIAN = "/clinician"


async def show_clinician(request: Request) -> Response:
    """The page with the case that the browser brought, or with an empty one."""
    desk = desk_of(request)
    return await _page(desk, request, Entered(_sitting(desk, request).case, (), frozenset()))


async def enter(request: Request) -> Response:
    """Read the form and keep it; a script gets the part that changed, any other browser the whole page."""
    desk = desk_of(request)
    sitting = _sitting(desk, request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    entered = read_entered(desk.knowledge, sitting.case, form)
    kept = replace(sitting, case=entered.case, after_emergency=True)
    if request.headers.get("hx-request"):
        return desk.keep(request, await _live(desk, request, entered), kept)
    if entered.faults:
        return desk.keep(request, await _page(desk, request, entered, status=422), kept)
    return desk.keep(request, go_to(f"{CLINICIAN}#live"), kept)


async def show_trail(request: Request) -> Response:
    """The number trail of one condition, as a part of the page."""
    desk = desk_of(request)
    target = request.path_params["target"]
    if target not in desk.knowledge.conditions:
        raise RefusalError(Refusal.NOT_FOUND)
    case = _sitting(desk, request).case

    def look() -> Explanation:
        return explain(desk.knowledge, case, target)

    try:
        found = await anyio.to_thread.run_sync(look)
    except ImpossibleAnswersError:
        return go_to(CLINICIAN)
    view = view_evidence(desk.knowledge, found)
    return desk.page(request, "clinician_trail.html", {"view": view, "target": target})


def _sitting(desk: Desk, request: Request) -> Sitting:
    """The sitting of the browser, as a clinician's; a new one where there is none."""
    sitting = desk.sitting(request)
    if sitting is None:
        case = Case(country=desk.guess(request), today=desk.settings.today())
        sitting = Sitting(case, "other")
    return replace(sitting, case=replace(sitting.case, mode="clinician"))


async def _page(desk: Desk, request: Request, entered: Entered, status: int = 200) -> Response:
    groups = group_rows(desk.knowledge, entered.case)
    values = {**await _values(desk, entered), "groups": groups, "slots": ()}
    return desk.page(request, "clinician.html", values, status=status)


async def _live(desk: Desk, request: Request, entered: Entered) -> Response:
    """The panel, and each follow-up question that the answers called up or no longer call up."""
    values = {**await _values(desk, entered), "slots": tuple(_moved(desk.knowledge, entered))}
    return desk.page(request, "clinician_live.html", values)


async def _values(desk: Desk, entered: Entered) -> dict[str, Any]:
    def look() -> Live | None:
        try:
            return look_at(desk.knowledge, entered.case)
        except ImpossibleAnswersError:
            return None

    live = await anyio.to_thread.run_sync(look)
    return {"live": live, "faults": entered.faults, "questions": desk.knowledge.questions}


def _moved(knowledge: Knowledge, entered: Entered) -> list[Any]:
    return [
        block_of(knowledge, question, entered.case)
        for question in form_questions(knowledge)
        if question.ask_when is not None
        and is_asked(knowledge, question, entered.case) != (question.id in entered.shown)
    ]


ROUTES = [
    Route(CLINICIAN, show_clinician, methods=["GET"]),
    Route(CLINICIAN, enter, methods=["POST"]),
    Route(f"{CLINICIAN}/trail/{{target}}", show_trail, methods=["GET"]),
]
