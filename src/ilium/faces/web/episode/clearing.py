"""Saying that a clinician has looked at a warning sign: which one, when, and by which test."""

from __future__ import annotations

import datetime
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.check_ins import Cleared
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.opening import Opened, episode_page, open_episode, work_with
from ilium.faces.web.episode.putting import note
from ilium.faces.web.episode.showing import view_of
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.reasoning.posterior import ImpossibleAnswersError

LONGEST_TEST = 200
PARTS = ("rule", "date", "test")


async def show_form(request: Request) -> Response:
    """The form: one of the signs that stand now."""
    opened = await open_episode(request)
    return await _page(request, opened, dict.fromkeys(PARTS, ""), {})


async def clear(request: Request) -> Response:
    """Note it: the rule rests until the answers that it looks at change."""
    desk = desk_of(request)
    opened = await open_episode(request)
    form = await request.form(max_files=0)
    given = _given(form)
    if given["rule"] and given["rule"] not in desk.knowledge.red_flags:
        raise RefusalError(Refusal.BAD_FORM)
    day = _day(given["date"])
    faults = {
        "rule": "" if given["rule"] else "open",
        "date": _date_fault(day, opened.episode.started, desk.settings.today()),
        "test": "" if 0 < len(given["test"]) <= LONGEST_TEST else "length",
    }
    if any(faults.values()) or day is None:
        return await _page(request, opened, given, faults)
    one = Cleared(given["rule"], day, given["test"])
    kept = await work_with(request, lambda store: store.add_cleared(opened.episode.id, one))
    await note(request, kept)
    return go_to(opened.address)


def _given(form: FormData) -> dict[str, str]:
    if set(form) - set(PARTS):
        raise RefusalError(Refusal.BAD_FORM)
    values = {part: form.get(part, "") for part in PARTS}
    return {part: value.strip() for part, value in values.items() if isinstance(value, str)}


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _date_fault(day: datetime.date | None, first: datetime.date, today: datetime.date) -> str:
    if day is None:
        return "form"
    return "" if first <= day <= today else "outside"


async def _page(request: Request, opened: Opened, given: dict[str, str], faults: dict[str, str]) -> Response:
    try:
        view = await view_of(request, opened)
    except ImpossibleAnswersError:
        return go_to(f"{opened.address}/answers")
    values = {
        "reasons": view.clearable,
        "given": given,
        "faults": {part: fault for part, fault in faults.items() if fault},
        "today": desk_of(request).settings.today(),
        "longest": LONGEST_TEST,
    }
    return episode_page(request, "clear.html", opened, values, status=422 if any(faults.values()) else 200)


async def take_back(request: Request) -> Response:
    """Take a note back, as if no clinician had looked."""
    opened = await open_episode(request)
    await request.form(max_files=0)
    number: int = request.path_params["number"]
    cleared = opened.episode.case.cleared
    if number >= len(cleared):
        raise RefusalError(Refusal.NOT_FOUND)
    left = tuple(one for n, one in enumerate(cleared) if n != number)
    changed = replace(opened.episode, case=replace(opened.episode.case, cleared=left))
    kept = await work_with(request, lambda store: store.revise(changed))
    await note(request, kept)
    return go_to(opened.address)


ROUTES = [
    Route("/episode/{handle}/clear", show_form, methods=["GET"]),
    Route("/episode/{handle}/clear", clear, methods=["POST"]),
    Route("/episode/{handle}/cleared/{number:int}/take-back", take_back, methods=["POST"]),
]
