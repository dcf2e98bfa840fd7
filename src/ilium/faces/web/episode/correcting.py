"""Mending an answer where it was given, on its day; and taking a whole check-in back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.answers.case import AGE, Case
from ilium.answers.values import Answer, Missing
from ilium.episode.asking import still_asked
from ilium.episode.episode import Episode, with_answers, without_check_in
from ilium.episode.fitting import fit
from ilium.faces.asking.interview import Interview
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.asked import field_of
from ilium.faces.web.episode.opening import Opened, episode_page, open_episode, work_with
from ilium.faces.web.episode.putting import note
from ilium.faces.web.episode.view import days_told, name_of_rule
from ilium.faces.web.fields import UNIT, UNSURE, Sent, read_sent
from ilium.faces.web.pages.interview import UNDER_AGE, is_too_young
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked
from ilium.safety.past import at_present


@dataclass(frozen=True, slots=True)
class Mending:
    """One answer of one day, to be mended."""

    opened: Opened
    place: int
    question: Question
    case: Case
    """The case as it stood on that day."""

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered on that day."""
        case = self.opened.episode.case
        return dict(case.answers if self.place == 0 else case.check_ins[self.place - 1].answers)

    @property
    def day(self) -> datetime.date:
        """The day."""
        episode = self.opened.episode
        return episode.started if self.place == 0 else episode.case.check_ins[self.place - 1].date


async def show_answers(request: Request) -> Response:
    """Everything that was answered, day by day, each answer with a way to mend it."""
    desk = desk_of(request)
    opened = await open_episode(request)
    cleared = [
        (number, one, name_of_rule(desk.knowledge, one.rule))
        for number, one in enumerate(opened.episode.case.cleared)
    ]
    values = {"days": days_told(desk.knowledge, opened.episode), "cleared": cleared}
    return episode_page(request, "answers.html", opened, values)


async def show_answer(request: Request) -> Response:
    """One answer of one day."""
    mending = await _mending(request)
    return _page(request, mending, Sent())


async def mend_answer(request: Request) -> Response:
    """Put the mended answer in the place of the one that was given."""
    desk = desk_of(request)
    mending = await _mending(request)
    question = mending.question
    form = await request.form(max_files=0, max_fields=200)
    sent = _read(mending, form)
    if question.id == AGE and is_too_young(question, sent):
        return go_to(UNDER_AGE)
    if sent.answer is None:
        return _page(request, mending, sent if sent.fault else Sent(fault="open"))
    clash = Interview(desk.knowledge, mending.case, at=question.id).clash(question.id, sent.answer)
    if clash is not None:
        return _page(request, mending, Sent(fault="clash"), clash)
    answers = mended(desk.knowledge, mending, sent.answer)
    changed = with_answers(mending.opened.episode, mending.place, answers)
    kept = await work_with(request, lambda store: store.revise(changed))
    await note(request, kept)
    following = _called_up(desk.knowledge, replace(mending, opened=replace(mending.opened, episode=kept)))
    at = f"{mending.opened.address}/answers"
    return go_to(f"{at}/{mending.place}/{following}" if following else mending.opened.address)


def mended(knowledge: Knowledge, mending: Mending, answer: Answer) -> dict[str, Answer]:
    """The answers of the day with one mended; follow-ups that no longer apply are dropped."""
    episode, place = mending.opened.episode, mending.place
    return still_asked(
        knowledge,
        {**mending.answers, mending.question.id: answer},
        lambda given: case_on(knowledge, with_answers(episode, place, given), place),
    )


def case_on(knowledge: Knowledge, episode: Episode, place: int) -> Case:
    """The case as it stood on the day of a check-in, or at the start."""
    check_ins = episode.case.check_ins[:place]
    today = check_ins[-1].date if check_ins else episode.started
    case = replace(episode.case, check_ins=check_ins, cleared=(), today=today)
    return at_present(knowledge, fit(knowledge, case).case)


def _called_up(knowledge: Knowledge, mending: Mending) -> str:
    """A follow-up of the mended question that its new answer calls up and that has none yet."""
    case = case_on(knowledge, mending.opened.episode, mending.place)
    return next(
        (
            one.id
            for one in knowledge.questions.values()
            if one.refines == mending.question.id
            and one.mode in ("person", "check_in")
            and is_asked(knowledge, one, case)
            and case.answer_to(one.id) is Missing.NOT_ASKED
        ),
        "",
    )


def _read(mending: Mending, form: FormData) -> Sent:
    id_ = mending.question.id
    if set(form) - {id_, f"{id_}{UNSURE}", f"{id_}{UNIT}"}:
        raise RefusalError(Refusal.BAD_FORM)
    return read_sent(mending.question, form, mending.answers.get(id_, Missing.NOT_ASKED))


def _page(request: Request, mending: Mending, sent: Sent, clash: str = "") -> Response:
    knowledge = desk_of(request).knowledge
    answer = mending.answers.get(mending.question.id, Missing.NOT_ASKED)
    values = {
        "field": field_of(knowledge, mending.question, answer, sent, clash),
        "place": mending.place,
        "day": mending.day,
    }
    return episode_page(request, "answer.html", mending.opened, values, status=422 if sent.fault else 200)


async def _mending(request: Request) -> Mending:
    knowledge = desk_of(request).knowledge
    opened = await open_episode(request)
    place, question = _place(request, opened), knowledge.questions.get(request.path_params["question"])
    if question is None or question.derived is not None:
        raise RefusalError(Refusal.NOT_FOUND)
    mending = Mending(opened, place, question, case_on(knowledge, opened.episode, place))
    if question.id not in mending.answers and not is_asked(knowledge, question, mending.case):
        raise RefusalError(Refusal.NOT_FOUND)
    return mending


def _place(request: Request, opened: Opened) -> int:
    place: int = request.path_params["place"]
    if place > len(opened.episode.case.check_ins):
        raise RefusalError(Refusal.NOT_FOUND)
    return place


async def ask_take_back(request: Request) -> Response:
    """Ask before a whole check-in is taken back."""
    opened = await open_episode(request)
    place = _place(request, opened)
    if place == 0:
        raise RefusalError(Refusal.NOT_FOUND)
    day = opened.episode.case.check_ins[place - 1].date
    return episode_page(request, "take_back.html", opened, {"place": place, "day": day})


async def take_back(request: Request) -> Response:
    """Take a check-in back, as if it had not been."""
    opened = await open_episode(request)
    await request.form(max_files=0)
    place = _place(request, opened)
    if place == 0:
        raise RefusalError(Refusal.NOT_FOUND)
    kept = await work_with(request, lambda store: store.revise(without_check_in(opened.episode, place)))
    await note(request, kept)
    return go_to(opened.address)


_ANSWERS = "/episode/{handle}/answers"
ROUTES = [
    Route(_ANSWERS, show_answers, methods=["GET"]),
    Route(f"{_ANSWERS}/{{place:int}}/take-back", ask_take_back, methods=["GET"]),
    Route(f"{_ANSWERS}/{{place:int}}/take-back", take_back, methods=["POST"]),
    Route(f"{_ANSWERS}/{{place:int}}/{{question}}", show_answer, methods=["GET"]),
    Route(f"{_ANSWERS}/{{place:int}}/{{question}}", mend_answer, methods=["POST"]),
]
