"""A check-in under way and its episode: where it is, what comes next, and the cookie that holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from ilium.episode.episode import Episode
from ilium.faces.asking.interview import Interview
from ilium.faces.web.desk import desk_of
from ilium.faces.web.episode.draft import COOKIE, Draft, interview_of, pack, unpack
from ilium.faces.web.episode.opening import Opened, desk_is_secure, open_episode
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.sealed import TooMuchToKeepError
from ilium.knowledge.library import Knowledge

EMERGENCY, LOOK_AGAIN, OVER = "emergency", "answers", ""
"""What may come next beside a question: help now, answers that cannot all be true, or nothing more."""


@dataclass(frozen=True, slots=True)
class Under:
    """A check-in under way, with its episode."""

    opened: Opened
    draft: Draft

    @property
    def episode(self) -> Episode:
        """The episode as it is in the store."""
        return self.opened.episode

    @property
    def joined(self) -> Episode:
        """The episode as it will be with this check-in."""
        return self.draft.joined(self.episode)

    @property
    def address(self) -> str:
        """Where its pages are found."""
        return f"{self.opened.address}/check-in"

    def interview(self, knowledge: Knowledge, at: str = "") -> Interview:
        """The interview at one of its questions."""
        return interview_of(knowledge, self.episode, self.draft, at)

    def onward(self, step: str) -> str:
        """Where a step is found; when nothing more is asked, the answers."""
        return f"{self.address}/{step or LOOK_AGAIN}"


async def next_of(knowledge: Knowledge, under: Under) -> str:
    """What comes next: a question by its id, or one of the constants above."""
    return await anyio.to_thread.run_sync(lambda: step_of(under.interview(knowledge)))


def step_of(interview: Interview) -> str:
    """What comes next in an interview."""
    if interview.is_emergency:
        return EMERGENCY
    if interview.step is None:
        return LOOK_AGAIN
    return interview.step.question.id if interview.step.question else OVER


async def under_way(request: Request) -> Under:
    """The check-in that the address and the cookie name; without one there is nothing to go on with."""
    opened = await open_episode(request)
    draft = draft_of(request, opened)
    if draft is None:
        raise RefusalError(Refusal.NO_CHECK_IN)
    return Under(opened, draft)


def draft_of(request: Request, opened: Opened) -> Draft | None:
    """The check-in of this episode that the browser brought, if it brought one."""
    desk = desk_of(request)
    sealed = request.cookies.get(COOKIE)
    data = desk.seal.open(sealed) if sealed else None
    draft = unpack(desk.knowledge, data) if data else None
    if draft is None or draft.episode != opened.episode.id:
        return None
    return _placed(draft, opened.episode)


def _placed(draft: Draft, episode: Episode) -> Draft:
    """The draft at its place; where its check-in was removed meanwhile it counts as not kept."""
    kept = draft.kept
    if kept is None or kept > len(episode.case.check_ins):
        return replace(draft, kept=None)
    same = episode.case.check_ins[kept - 1].date == draft.day
    return draft if same else replace(draft, kept=None)


def hold_draft(request: Request, response: Response, draft: Draft) -> Response:
    """The response, with the check-in sealed for the browser to hold until it is closed."""
    desk = desk_of(request)
    try:
        value = desk.seal.close(pack(draft))
    except TooMuchToKeepError:
        raise RefusalError(Refusal.TOO_MUCH_TO_KEEP) from None
    secure = desk_is_secure(desk, request)
    response.set_cookie(COOKIE, value, path="/episode", httponly=True, samesite="strict", secure=secure)
    return response


def drop_draft(response: Response) -> Response:
    """The response, with no check-in under way any more."""
    response.delete_cookie(COOKIE, path="/episode", httponly=True, samesite="strict")
    return response
