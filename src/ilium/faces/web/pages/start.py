"""The start page: what this is for and not for, and who is answering."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import Case
from ilium.faces.asking import countries
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.screens import interview_at
from ilium.faces.web.sitting import Sitting, Who

FOR_SOMEONE_ELSE = "/for-someone-else"


async def show_start(request: Request) -> Response:
    """What it is for, the emergency signs, and where to begin."""
    desk = desk_of(request)
    sitting = desk.sitting(request)
    urgency = desk.knowledge.urgency
    return desk.page(
        request,
        "start.html",
        {
            "signs": urgency.emergency_signs,
            "whose_number": countries.say_whose_number(
                sitting.case.country if sitting else desk.guess(request)
            ),
            "where": countries.WHERE,
            "why_where": countries.WHY_WHERE,
            "countries": countries.countries_to_choose(urgency.emergency_numbers),
            "name_country": countries.name_country,
            "goes_on": sitting is not None and bool(sitting.case.answers),
        },
    )


async def begin(request: Request) -> Response:
    """A new sitting; one that was there before is forgotten."""
    desk = desk_of(request)
    form = await request.form(max_files=0)
    who, country = form.get("who"), form.get("country")
    known = {*desk.knowledge.urgency.emergency_numbers}
    if who not in get_args(Who) or country not in known:
        raise RefusalError(Refusal.BAD_FORM)
    case = Case(country=str(country), today=desk.settings.today())
    sitting = Sitting(case, "me" if who == "me" else "other")
    first = desk.onward(interview_at(desk.knowledge, sitting))
    return desk.keep(request, go_to(first if who == "me" else FOR_SOMEONE_ELSE), sitting)


async def show_for_someone_else(request: Request) -> Response:
    """Why the person with the pain should answer the safety questions."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    onward = desk.onward(interview_at(desk.knowledge, sitting))
    return desk.page(request, "for_someone_else.html", {"onward": onward})


ROUTES = [
    Route("/", show_start, methods=["GET"]),
    Route("/start", begin, methods=["POST"]),
    Route(FOR_SOMEONE_ELSE, show_for_someone_else, methods=["GET"]),
]
