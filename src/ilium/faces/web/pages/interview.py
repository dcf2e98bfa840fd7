"""The questions, one screen each: an ordinary form, read and redirected."""

from __future__ import annotations

from dataclasses import dataclass, replace

import anyio.to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import AGE
from ilium.answers.values import Missing
from ilium.faces.asking.interview import Interview
from ilium.faces.web.desk import Desk, desk_of
from ilium.faces.web.fields import UNIT, UNSURE, Field, Sent, draw, read_sent, show_field
from ilium.faces.web.htmx import REPLACE_URL, is_swap, move_to
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.screens import (
    ANSWERS,
    EMERGENCY,
    address,
    before,
    exists,
    interview_at,
    is_answered,
    place_of,
)
from ilium.faces.web.sitting import Sitting
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked

UNDER_AGE = "/under-18"
CHANGING = "change"
"""The name of the field that says that an earlier answer is being changed."""


HEADING = "heading"
"""What is focused where no question is: the heading of the page."""


@dataclass(frozen=True, slots=True)
class Read:
    """A form that was read: the interview with its answers, and what was wrong with the others."""

    interview: Interview
    faults: dict[str, Sent]
    clashes: dict[str, str]
    too_young: bool = False

    @property
    def left(self) -> list[Question]:
        """The questions that were shown or have come up, and still want an answer."""
        return [question for question in self.interview.open if question.id not in self.faults]


async def show_question(request: Request) -> Response:
    """A screen with its questions and the answers they have."""
    desk = desk_of(request)
    screen = request.path_params["screen"]
    sitting = _sitting_at(desk, request, screen)
    interview = interview_at(desk.knowledge, sitting, screen)
    if not is_answered(interview):
        onward = await anyio.to_thread.run_sync(desk.onward, interview)
        if onward != address(screen):
            return move_to(request, onward)
    return await _page(desk, request, Read(interview, {}, {}), told=False)


async def answer_question(request: Request) -> Response:
    """Read a screen's answers, keep them, and go on."""
    desk = desk_of(request)
    screen = request.path_params["screen"]
    sitting = _sitting_at(desk, request, screen)
    form = await request.form(max_files=0, max_fields=200)
    started = interview_at(desk.knowledge, sitting, screen)
    read = read_form(started, form)
    if read.too_young:
        return move_to(request, UNDER_AGE)
    kept = replace(sitting, case=read.interview.case)
    onward = await anyio.to_thread.run_sync(desk.onward, read.interview)
    if onward == EMERGENCY:
        return desk.keep(request, move_to(request, onward), kept)
    new = {question.id for question in read.left} - {question.id for question in started.questions}
    if read.faults or len(read.left) > len(new):
        return desk.keep(request, await _page(desk, request, read, told=True), kept)
    if new:
        first = next(question.id for question in read.left if question.id in new)
        return desk.keep(request, move_to(request, f"{address(screen)}{_mark(form)}#{first}"), kept)
    return desk.keep(request, move_to(request, ANSWERS if form.get(CHANGING) else onward), kept)


def read_form(interview: Interview, form: FormData) -> Read:
    """The interview with what a form says. Raises RefusalError for a form that is none of ours."""
    asked = interview.page.questions if interview.page else (interview.at,)
    names = {f"{id_}{end}" for id_ in asked for end in ("", UNSURE, UNIT)} | {CHANGING}
    if set(form) - names:
        raise RefusalError(Refusal.BAD_FORM)
    faults, clashes = {}, {}
    for id_ in asked:
        question = interview.knowledge.questions[id_]
        if not is_asked(interview.knowledge, question, interview.case):
            continue
        sent = read_sent(question, form, interview.case.answer_to(id_))
        if id_ == AGE and is_too_young(question, sent):
            return Read(interview, {}, {}, too_young=True)
        if sent.fault:
            faults[id_] = sent
        if sent.answer is None:
            continue
        clash = interview.clash(id_, sent.answer)
        if clash is not None:
            other = interview.knowledge.questions[clash]
            faults[id_], clashes[id_] = Sent(fault="clash"), other.topic or other.text
        else:
            interview = interview.answer(id_, sent.answer)
    return Read(interview, faults, clashes)


def is_too_young(question: Question, sent: Sent) -> bool:
    """Whether somebody gave an age below the youngest that the knowledge is made for."""
    if question.min is None or not sent.typed.isdigit():
        return False
    return 0 < int(sent.typed) < question.min


def _sitting_at(desk: Desk, request: Request, screen: str) -> Sitting:
    if not exists(desk.knowledge, screen):
        raise RefusalError(Refusal.NOT_FOUND)
    sitting = desk.sitting_or_refusal(request)
    question = desk.knowledge.questions.get(screen)
    if question is not None and question.mode not in (sitting.case.mode, "person"):
        raise RefusalError(Refusal.NOT_FOUND)
    return sitting


def _mark(form: FormData) -> str:
    return f"?{CHANGING}=1" if form.get(CHANGING) else ""


async def _page(desk: Desk, request: Request, read: Read, *, told: bool) -> Response:
    """The screen; `told` says that what is left open or wrong was sent so and must be told."""
    interview = read.interview
    fields = show_fields(desk.knowledge, read, told=told)
    changing = CHANGING in request.query_params or (told and CHANGING in await request.form())
    values = {
        "fields": fields,
        "faults": [field for field in fields if field.fault],
        "page": interview.page,
        "place": place_of(interview),
        "back": ANSWERS if changing else before(interview),
        "action": address(interview.at),
        "changing": changing,
        "safety": any(field.question.safety for field in fields),
        "focus": _focus(read, told=told) if is_swap(request) else "",
        "past_emergency": await anyio.to_thread.run_sync(lambda: interview.is_past_emergency),
    }
    response = desk.page(request, "question.html", values, status=422 if told else 200)
    if told:
        response.headers[REPLACE_URL] = address(interview.at)
    return response


def _focus(read: Read, *, told: bool) -> str:
    """What a screen reader is to say of a page that was put into another one.

    A question that has just come up, or else the heading; what is wrong takes the focus by itself.
    """
    if told:
        return ""
    come_up = [question.id for question in read.left]
    return come_up[0] if come_up and len(come_up) < len(read.interview.questions) else HEADING


def show_fields(knowledge: Knowledge, read: Read, *, told: bool) -> list[Field]:
    """The questions of a screen as fields of a form, with what was wrong with what was sent."""
    return [draw(_field(read, question, told=told), knowledge) for question in read.interview.questions]


def _field(read: Read, question: Question, *, told: bool) -> Field:
    answer = read.interview.case.answer_to(question.id)
    sent = read.faults.get(question.id)
    if sent is None:
        return show_field(question, answer, "open" if told and answer is Missing.NOT_ASKED else "")
    shown = show_field(question, answer, sent.fault, read.clashes.get(question.id, ""))
    return replace(shown, typed=sent.typed, unit=sent.unit) if sent.typed else shown


async def show_under_age(request: Request) -> Response:
    """A kind stop for somebody under 18."""
    return desk_of(request).page(request, "under_age.html")


ROUTES = [
    Route("/question/{screen}", show_question, methods=["GET"]),
    Route("/question/{screen}", answer_question, methods=["POST"]),
    Route(UNDER_AGE, show_under_age, methods=["GET"]),
]
