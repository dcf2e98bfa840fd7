"""An episode: what to do first, whether it goes as it should, what changed, and what comes next."""

from __future__ import annotations

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import Case
from ilium.assessment import assess
from ilium.episode.fitting import fit
from ilium.explanation.explaining import Explanation, explain
from ilium.faces.summary.page import write_summary
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.opening import Opened, episode_page, open_episode
from ilium.faces.web.episode.view import EpisodeView, asked_over_time, days_told, view_episode
from ilium.faces.web.pages.summary import FILE
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.result_view import view_evidence
from ilium.interview.best_next import Suggestion, best_tests
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.verdict import reach_verdict

TESTS = 3


async def view_of(request: Request, opened: Opened, *, everything: bool = False) -> EpisodeView:
    """The view of an episode today."""
    desk = desk_of(request)
    today = desk.settings.today()
    return await anyio.to_thread.run_sync(
        lambda: view_episode(desk.knowledge, opened.episode, today, everything=everything)
    )


async def show_episode(request: Request) -> Response:
    """The page of an episode. In an emergency it says what to do, and the rest on another page."""
    opened = await open_episode(request)
    everything = request.url.path.endswith("/everything")
    try:
        view = await view_of(request, opened, everything=everything)
    except ImpossibleAnswersError:
        return go_to(f"{opened.address}/answers")
    return episode_page(request, "show.html", opened, {"view": view})


async def show_evidence(request: Request) -> Response:
    """Why one source is as likely as it is today, and what every number rests on."""
    desk = desk_of(request)
    opened = await open_episode(request)
    target = request.path_params["target"]
    if target not in desk.knowledge.families and target not in desk.knowledge.conditions:
        raise RefusalError(Refusal.NOT_FOUND)

    def look() -> Explanation:
        case = view_episode(desk.knowledge, opened.episode, desk.settings.today()).case
        return explain(desk.knowledge, case, target)

    try:
        found = await anyio.to_thread.run_sync(look)
    except ImpossibleAnswersError:
        return go_to(f"{opened.address}/answers")
    return episode_page(request, "evidence.html", opened, {"view": view_evidence(desk.knowledge, found)})


async def show_summary(request: Request) -> Response:
    """One page for a clinician, with the course in it, to print or to show."""
    opened = await open_episode(request)
    desk = desk_of(request)
    try:
        view = await view_of(request, opened, everything=True)
        tests = await anyio.to_thread.run_sync(lambda: best_exams(desk.knowledge, view.case))
    except ImpossibleAnswersError:
        return go_to(f"{opened.address}/answers")
    days = days_told(desk.knowledge, opened.episode)
    values = {
        "view": view,
        "days": days,
        "asked": asked_over_time(desk.knowledge, days),
        "tests": tests,
        "rules": desk.knowledge.red_flags,
    }
    return episode_page(request, "summary.html", opened, values)


def best_exams(knowledge: Knowledge, case: Case) -> tuple[Suggestion, ...]:
    """The examination tests of most value for this person."""
    return tuple(best_tests(knowledge, case, reach_verdict(knowledge, case), TESTS))


async def send_summary(request: Request) -> Response:
    """The same for a clinician as a PDF, set on one sheet."""
    desk = desk_of(request)
    opened = await open_episode(request)
    today = desk.settings.today()

    def write() -> bytes:
        case = fit(desk.knowledge, opened.episode.on(max(today, opened.episode.last_day))).case
        return write_summary(desk.knowledge, case, assess(desk.knowledge, case))

    try:
        pdf = await anyio.to_thread.run_sync(write)
    except ImpossibleAnswersError:
        return go_to(f"{opened.address}/answers")
    sent_as = {"Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(pdf, media_type="application/pdf", headers=sent_as)


ROUTES = [
    Route("/episode/{handle}", show_episode, methods=["GET"]),
    Route("/episode/{handle}/everything", show_episode, methods=["GET"]),
    Route("/episode/{handle}/why/{target}", show_evidence, methods=["GET"]),
    Route("/episode/{handle}/summary.pdf", send_summary, methods=["GET"]),
    Route("/episode/{handle}/summary", show_summary, methods=["GET"]),
]
