"""The answers so far, each with a way to change it."""

from __future__ import annotations

from dataclasses import dataclass

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.asking.options import say_answer
from ilium.faces.web.desk import desk_of
from ilium.faces.web.screens import ANSWERS, change_address, interview_at


@dataclass(frozen=True, slots=True)
class Line:
    """One question, its answer in words, and where to change it."""

    id: str
    text: str
    answer: str
    change: str


async def show_answers(request: Request) -> Response:
    """Everything that was answered, in the order of asking."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    interview = interview_at(desk.knowledge, sitting)
    lines = [
        Line(
            question.id,
            question.text,
            say_answer(question, sitting.case.answer_to(question.id)),
            change_address(desk.knowledge, question.id),
        )
        for question in interview.answered
    ]
    onward = await anyio.to_thread.run_sync(desk.onward, interview)
    values = {"lines": lines, "onward": onward, "impossible": onward == ANSWERS}
    return desk.page(request, "answers.html", values)


ROUTES = [Route("/answers", show_answers, methods=["GET"])]
