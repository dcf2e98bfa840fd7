"""A check-in: one question a page, safety first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.values import Missing
from ilium.faces.asking.interview import Interview
from ilium.faces.asking.options import say_answer
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.asked import field_of
from ilium.faces.web.episode.draft import begin_draft
from ilium.faces.web.episode.opening import episode_page, open_episode
from ilium.faces.web.episode.putting import finish, go_on
from ilium.faces.web.episode.under_way import (
    LOOK_AGAIN,
    OVER,
    Under,
    draft_of,
    hold_draft,
    next_of,
    under_way,
)
from ilium.faces.web.episode.view import Told, view_episode
from ilium.faces.web.fields import UNIT, UNSURE, Sent, read_sent
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.sitting import Who
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

STOP = "stop"
"""The name of the button that keeps a check-in before the last question."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which of the questions of every check-in this is; None for one that comes after them."""

    number: int | None
    of: int


async def show_start(request: Request) -> Response:
    """Before a check-in: the emergency signs once more, and who answers."""
    opened = await open_episode(request)
    draft = draft_of(request, opened)
    values = {"goes_on": draft is not None and bool(draft.answers)}
    return episode_page(request, "check_in_start.html", opened, values)


async def begin(request: Request) -> Response:
    """A new check-in; one that was under way is forgotten."""
    opened = await open_episode(request)
    desk = desk_of(request)
    who = (await request.form(max_files=0)).get("who")
    if who not in get_args(Who):
        raise RefusalError(Refusal.BAD_FORM)
    whose: Who = "me" if who == "me" else "other"
    under = Under(opened, begin_draft(opened.episode, desk.settings.today(), whose))
    step = await next_of(desk.knowledge, under)
    return hold_draft(request, go_to(under.onward(step)), under.draft)


async def show_question(request: Request) -> Response:
    """One question, with the answer it has."""
    desk = desk_of(request)
    under = await under_way(request)
    question = _question(desk.knowledge, request)
    step = await next_of(desk.knowledge, under)
    if question.id not in under.draft.answers and question.id != step:
        return go_to(under.onward(step))
    return await _page(request, under, question, Sent())


async def answer_question(request: Request) -> Response:
    """Read one answer, and go on."""
    desk = desk_of(request)
    under = await under_way(request)
    question = _question(desk.knowledge, request)
    form = await request.form(max_files=0, max_fields=200)
    if set(form) - {question.id, f"{question.id}{UNSURE}", f"{question.id}{UNIT}", STOP}:
        raise RefusalError(Refusal.BAD_FORM)
    stop = bool(form.get(STOP))
    sent = read_sent(question, form, under.draft.answers.get(question.id, Missing.NOT_ASKED))
    if sent.answer is None:
        if stop and not sent.fault:
            return await go_on(request, under, stop=True)
        return await _page(request, under, question, sent if sent.fault else Sent(fault="open"))
    clash = under.interview(desk.knowledge, question.id).clash(question.id, sent.answer)
    if clash is not None:
        return await _page(request, under, question, Sent(fault="clash"), clash)
    draft = under.draft.answer(desk.knowledge, under.episode, question.id, sent.answer)
    return await go_on(request, replace(under, draft=draft), stop=stop)


async def keep_again(request: Request) -> Response:
    """Keep a check-in whose questions are over, or that is to end here."""
    under = await under_way(request)
    await request.form(max_files=0)
    return await finish(request, under)


async def show_emergency(request: Request) -> Response:
    """The card for help now; without an emergency, on with the questions."""
    desk = desk_of(request)
    under = await under_way(request)
    today = desk.settings.today()
    view = await anyio.to_thread.run_sync(lambda: view_episode(desk.knowledge, under.joined, today))
    if view.found.urgency.level is not Level.EMERGENCY_NOW:
        return go_to(under.onward(await next_of(desk.knowledge, under)))
    return episode_page(
        request, "check_in_emergency.html", under.opened, {"view": view, "draft": under.draft}
    )


async def go_on_after(request: Request) -> Response:
    """On with the questions although help is needed now, for the clinician who will see this person."""
    under = await under_way(request)
    await request.form(max_files=0)
    under = replace(under, draft=replace(under.draft, after_emergency=True))
    step = await next_of(desk_of(request).knowledge, under)
    return hold_draft(request, go_to(under.onward(step)), under.draft)


async def show_answers(request: Request) -> Response:
    """What was answered in this check-in so far, each with a way to change it."""
    knowledge = desk_of(request).knowledge
    under = await under_way(request)
    step = await next_of(knowledge, under)
    questions = knowledge.questions
    values = {
        "told": [
            Told(questions[id_], say_answer(questions[id_], said))
            for id_, said in under.draft.answers.items()
        ],
        "onward": "" if step in (LOOK_AGAIN, OVER) else under.onward(step),
        "impossible": step == LOOK_AGAIN,
        "check_in": under.address,
    }
    return episode_page(request, "check_in_answers.html", under.opened, values)


async def _page(request: Request, under: Under, question: Question, sent: Sent, clash: str = "") -> Response:
    """The page of a question; `clash` is the question whose answer this one contradicts."""
    knowledge = desk_of(request).knowledge
    interview = under.interview(knowledge, question.id)
    answer = under.draft.answers.get(question.id, Missing.NOT_ASKED)
    values = {
        "field": field_of(knowledge, question, answer, sent, clash),
        "draft": under.draft,
        "place": place_of(knowledge, interview, question.id),
        "back": _before(under, question.id),
        "action": f"{under.address}/{question.id}",
        "may_stop": not _is_due(knowledge, interview),
        "intro": _intro(knowledge, question.id),
        "past_emergency": await anyio.to_thread.run_sync(lambda: interview.is_past_emergency),
    }
    return episode_page(request, "check_in.html", under.opened, values, status=422 if sent.fault else 200)


def place_of(knowledge: Knowledge, interview: Interview, question: str) -> Place:
    """Where a question stands among those of every check-in, as far as they are known to come up."""
    pages = (replace(interview, at=page.id) for page in knowledge.region.check_in_pages)
    asked = [one.id for page in pages for one in page.questions]
    return Place(asked.index(question) + 1 if question in asked else None, len(asked))


def _is_due(knowledge: Knowledge, interview: Interview) -> bool:
    """Whether something that every check-in asks is still open."""
    return any(replace(interview, at=page.id).open for page in knowledge.region.check_in_pages)


def _intro(knowledge: Knowledge, question: str) -> str:
    """What is said before the first question of a page."""
    pages = knowledge.region.check_in_pages
    return next((page.intro for page in pages if page.intro and page.questions[0] == question), "")


def _before(under: Under, question: str) -> str:
    """The question before this one, in the order of the answers."""
    answered = list(under.draft.answers)
    if question in answered:
        answered = answered[: answered.index(question)]
    return f"{under.address}/{answered[-1]}" if answered else under.address


def _question(knowledge: Knowledge, request: Request) -> Question:
    question = knowledge.questions.get(request.path_params["question"])
    if question is None or question.derived is not None:
        raise RefusalError(Refusal.NOT_FOUND)
    return question


_FIRST = "/episode/{handle}/check-in"
ROUTES = [
    Route(_FIRST, show_start, methods=["GET"]),
    Route(_FIRST, begin, methods=["POST"]),
    Route(f"{_FIRST}/emergency", show_emergency, methods=["GET"]),
    Route(f"{_FIRST}/go-on", go_on_after, methods=["POST"]),
    Route(f"{_FIRST}/answers", show_answers, methods=["GET"]),
    Route(f"{_FIRST}/keep", keep_again, methods=["POST"]),
    Route(f"{_FIRST}/{{question}}", show_question, methods=["GET"]),
    Route(f"{_FIRST}/{{question}}", answer_question, methods=["POST"]),
]
