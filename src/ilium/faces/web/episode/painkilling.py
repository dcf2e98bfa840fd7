"""The questions before medicines for a kept episode: asked and kept on the day of its last answers."""

from __future__ import annotations

from dataclasses import dataclass

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import Case
from ilium.answers.values import Answer
from ilium.care.cautions import questions_for
from ilium.episode.episode import Episode, with_answers
from ilium.episode.fitting import fit
from ilium.faces.asking.medicine_interview import MedicineInterview
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.opening import Opened, episode_page, open_episode, work_with
from ilium.faces.web.episode.putting import note
from ilium.faces.web.episode.view import asks_medicines
from ilium.faces.web.pages.interview import Read, read_form, show_fields
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.interview.before_medicines import medicine_pages
from ilium.interview.worth import is_emergency
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.safety.past import at_present
from ilium.verdict import reach_verdict

TOLD = "#painkillers"


@dataclass(frozen=True, slots=True)
class Asking:
    """An episode that is asked about medicines, and its case as it stands today."""

    opened: Opened
    case: Case

    @property
    def address(self) -> str:
        """Where these pages are found."""
        return f"{self.opened.address}/painkillers"


async def begin(request: Request) -> Response:
    """To the first page with an open question, or to the advice where none is open."""
    asking = await _asking(request)
    return go_to(asking if isinstance(asking, str) else _onward(desk_of(request).knowledge, asking))


async def show_page(request: Request) -> Response:
    """A page of these questions and the answers they have."""
    asking = await _asking(request)
    if isinstance(asking, str):
        return go_to(asking)
    return _page(request, asking, Read(_interview_at(request, asking), {}, {}))


async def answer_page(request: Request) -> Response:
    """Read the answers of a page, keep them with those of the day, and go on."""
    asking = await _asking(request)
    form = await request.form(max_files=0, max_fields=200)
    if isinstance(asking, str):
        return go_to(asking)
    interview = _interview_at(request, asking)
    read = read_form(interview, form)
    if read.faults or read.left:
        return _page(request, asking, read, told=True)
    given = {question.id: read.interview.case.answers[question.id] for question in interview.questions}
    changed = with_more(asking.opened.episode, given)
    kept = await work_with(request, lambda store: store.revise(changed))
    await note(request, kept)
    after = await _asking(request)
    return go_to(after if isinstance(after, str) else _onward(desk_of(request).knowledge, after))


def with_more(episode: Episode, given: dict[str, Answer]) -> Episode:
    """The episode with more answers on the day of its last ones."""
    place = len(episode.case.check_ins)
    before = episode.case.check_ins[-1].answers if place else episode.case.answers
    return with_answers(episode, place, {**before, **given})


async def _asking(request: Request) -> Asking | str:
    """The episode of the address, or where somebody is sent who is not asked about medicines now."""
    desk = desk_of(request)
    opened = await open_episode(request)
    if not asks_medicines(opened.episode, desk.settings.today()):
        return f"{opened.address}/check-in"
    case = await anyio.to_thread.run_sync(_case_today, desk.knowledge, opened.episode)
    if case is None or not questions_for(desk.knowledge, case.country):
        return opened.address
    return Asking(opened, case)


def _case_today(knowledge: Knowledge, episode: Episode) -> Case | None:
    """The case on the day of the last answers; None in an emergency, or where they do not go together."""
    case = at_present(knowledge, fit(knowledge, episode.on(episode.last_day)).case)
    try:
        return None if is_emergency(reach_verdict(knowledge, case)) else case
    except ImpossibleAnswersError:
        return None


def _interview_at(request: Request, asking: Asking) -> MedicineInterview:
    knowledge, at = desk_of(request).knowledge, request.path_params["page"]
    if at not in {page.id for page in medicine_pages(knowledge)}:
        raise RefusalError(Refusal.NOT_FOUND)
    return MedicineInterview(knowledge, asking.case, at=at, after_emergency=True)


def _onward(knowledge: Knowledge, asking: Asking) -> str:
    at = MedicineInterview.begin(knowledge, asking.case).at
    return f"{asking.address}/{at}" if at else asking.opened.address + TOLD


def _page(request: Request, asking: Asking, read: Read, *, told: bool = False) -> Response:
    """One page; `told` says that what is left open or wrong was sent so and must be told."""
    knowledge, interview = desk_of(request).knowledge, read.interview
    ids = [page.id for page in medicine_pages(knowledge)]
    number = ids.index(interview.at)
    fields = show_fields(knowledge, read, told=told)
    values = {
        "fields": fields,
        "faults": [field for field in fields if field.fault],
        "page": interview.page,
        "number": number + 1,
        "pages": len(ids),
        "back": f"{asking.address}/{ids[number - 1]}" if number else asking.opened.address + TOLD,
        "action": f"{asking.address}/{interview.at}",
        "stop": asking.opened.address + TOLD,
    }
    return episode_page(request, "painkillers.html", asking.opened, values, status=422 if told else 200)


_FIRST = "/episode/{handle}/painkillers"
ROUTES = [
    Route(_FIRST, begin, methods=["GET"]),
    Route(f"{_FIRST}/{{page}}", show_page, methods=["GET"]),
    Route(f"{_FIRST}/{{page}}", answer_page, methods=["POST"]),
]
