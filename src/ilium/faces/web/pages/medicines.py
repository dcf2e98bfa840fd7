"""The questions before medicines: after the result, for whoever wants advice, on pages of their own."""

from __future__ import annotations

from dataclasses import replace

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import Case
from ilium.care.cautions import questions_for
from ilium.faces.asking.medicine_interview import MedicineInterview
from ilium.faces.web.desk import Desk, desk_of, go_to
from ilium.faces.web.pages.interview import CHANGING, Read, read_form, show_fields
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.screens import ANSWERS, EMERGENCY, MEDICINES, MEDICINES_TOLD, START, medicine_address
from ilium.faces.web.sitting import Sitting
from ilium.interview.before_medicines import medicine_pages
from ilium.interview.worth import is_emergency
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.verdict import reach_verdict


async def begin(request: Request) -> Response:
    """To the first page with an open question, or to the advice where none is open."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    away = await anyio.to_thread.run_sync(_away, desk, sitting)
    return go_to(away or _onward(desk, sitting.case))


async def show_page(request: Request) -> Response:
    """A page of these questions and the answers they have."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    interview = _interview_at(desk, request, sitting)
    away = await anyio.to_thread.run_sync(_away, desk, sitting)
    if away:
        return go_to(away)
    return _page(desk, request, Read(interview, {}, {}), changing=CHANGING in request.query_params)


async def answer_page(request: Request) -> Response:
    """Read the answers of a page, keep them, and go on."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    interview = _interview_at(desk, request, sitting)
    form = await request.form(max_files=0, max_fields=200)
    away = await anyio.to_thread.run_sync(_away, desk, sitting)
    if away:
        return go_to(away)
    read = read_form(interview, form)
    kept, changing = replace(sitting, case=read.interview.case), bool(form.get(CHANGING))
    if read.faults or read.left:
        return desk.keep(request, _page(desk, request, read, told=True, changing=changing), kept)
    return desk.keep(request, go_to(ANSWERS if changing else _onward(desk, kept.case)), kept)


def _away(desk: Desk, sitting: Sitting) -> str:
    """Where somebody is sent who is not asked about medicines; empty for everybody else."""
    if not sitting.case.answers:
        return START
    if not questions_for(desk.knowledge, sitting.case.country):
        return MEDICINES_TOLD
    try:
        return EMERGENCY if is_emergency(reach_verdict(desk.knowledge, sitting.case)) else ""
    except ImpossibleAnswersError:
        return ANSWERS


def _interview_at(desk: Desk, request: Request, sitting: Sitting) -> MedicineInterview:
    """These questions at the page that the address names."""
    at = request.path_params["page"]
    if at not in {page.id for page in medicine_pages(desk.knowledge)}:
        raise RefusalError(Refusal.NOT_FOUND)
    return MedicineInterview(desk.knowledge, sitting.case, at=at, after_emergency=True)


def _onward(desk: Desk, case: Case) -> str:
    """The next page with an open question, or the advice."""
    at = MedicineInterview.begin(desk.knowledge, case).at
    return medicine_address(at) if at else MEDICINES_TOLD


def _page(desk: Desk, request: Request, read: Read, *, changing: bool, told: bool = False) -> Response:
    """One page; `told` says that what is left open or wrong was sent so and must be told."""
    interview = read.interview
    fields = show_fields(desk.knowledge, read, told=told)
    ids = [page.id for page in medicine_pages(desk.knowledge)]
    number = ids.index(interview.at)
    back = medicine_address(ids[number - 1]) if number else MEDICINES_TOLD
    values = {
        "fields": fields,
        "faults": [field for field in fields if field.fault],
        "page": interview.page,
        "number": number + 1,
        "pages": len(ids),
        "back": ANSWERS if changing else back,
        "action": medicine_address(interview.at),
        "changing": changing,
    }
    return desk.page(request, "medicines.html", values, status=422 if told else 200)


ROUTES = [
    Route(MEDICINES, begin, methods=["GET"]),
    Route(f"{MEDICINES}/{{page}}", show_page, methods=["GET"]),
    Route(f"{MEDICINES}/{{page}}", answer_page, methods=["POST"]),
]
