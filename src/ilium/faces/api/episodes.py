"""Episodes: the only calls that keep something. Each episode has an id that nobody can guess."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import TypeAdapter

from ilium.answers.case_document import Day
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.documents.problems import BadDocumentError
from ilium.episode.documents import EpisodeDocument, write_episode
from ilium.episode.episode import Episode, begin_episode, with_check_in
from ilium.episode.moving import state
from ilium.episode.showing import EpisodeShown, show_episode
from ilium.episode.store.once import Once, only_once
from ilium.faces.api import words
from ilium.faces.api.episode_forms import EpisodeAnswer, GlanceAnswer
from ilium.faces.api.gate import CALLER
from ilium.faces.api.openapi import body, said
from ilium.faces.api.problems import Refused, documented, refuse_document
from ilium.faces.api.service import Body, Service, Serving, judged
from ilium.faces.api.store_door import store_faults
from ilium.faces.episode_plain import episode_as_plain

HERE = "/episodes"
ID = "^[a-z0-9_]{1,40}$"
EpisodeId = Annotated[str, Path(pattern=ID, description="The id that the episode was given.")]
Today = Annotated[Day | None, Query(description="The day to look from; left out, today.")]
Mark = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern="^[!-~]+$",
        description="A mark of your own for this request, such as a UUID: sent again, it is not kept twice.",
    ),
]
_GLANCES = TypeAdapter(list[GlanceAnswer])
READING = documented("not_found", "bad_parameter", "key_scope", "no_store")
WRITING = documented(
    "bad_request", "not_found", "too_large", "wrong_type", "bad_document", "bad_parameter", "used_twice",
    "key_scope", "no_store",
)  # fmt: skip


def may_open(request: Request, service: Serving) -> None:
    """Refuse a key that does not open episodes. On this machine, an id that nobody can guess is enough."""
    if not service.access.keeps_episodes:
        raise Refused("not_found", words.KEEPS_NOTHING)
    caller = request.scope.get(CALLER)
    if caller is not None and not caller.episodes:
        raise Refused("key_scope", words.KEY_SCOPE)
    if caller is None and service.access.key_needed:
        raise Refused("key_missing", words.KEY_MISSING, headers={"WWW-Authenticate": "Bearer"})


def may_list(request: Request, service: Serving) -> None:
    """Refuse everybody without a key: others who use this machine may call too."""
    may_open(request, service)
    if request.scope.get(CALLER) is None:
        raise Refused("key_missing", words.LIST_KEY, headers={"WWW-Authenticate": "Bearer"})


router = APIRouter(prefix=HERE, tags=["episodes"], dependencies=[Depends(may_open)])


@router.get(
    "",
    dependencies=[Depends(may_list)],
    responses={200: said(list[GlanceAnswer]), **documented("key_missing", "key_scope", "no_store")},
    openapi_extra={"x-key": True},
)
def all_episodes(service: Serving) -> JSONResponse:
    """List the episodes, the one looked at last first. Always needs a key that opens episodes."""
    with store_faults():
        found = service.store.open().list()
    shown = [GlanceAnswer.model_validate(one, from_attributes=True) for one in found]
    return JSONResponse(_GLANCES.dump_python(shown, mode="json"))


@router.post("", status_code=201, responses={201: said(EpisodeAnswer), **WRITING}, openapi_extra=body("Case"))
def begin(
    request: Request, service: Serving, given: Body, today: Today = None, mark: Mark = None
) -> JSONResponse:
    """Begin an episode with a case, and show what follows from it."""
    case, day = service.read_case(given), today or service.access.today()
    _show(service, begin_episode("", case, day), day)
    with store_faults():
        kept = service.store.open().start(case, day, once=_once(request, mark, given))
    return _answer(service, kept, day, request.url_for("one_episode", episode=kept.id).path)


@router.get("/{episode}", responses={200: said(EpisodeAnswer), **READING})
def one_episode(service: Serving, episode: EpisodeId, today: Today = None) -> JSONResponse:
    """Show an episode as it stands: what to do now, and whether it goes as it should."""
    with store_faults():
        found = service.store.open().load(episode)
    return JSONResponse(episode_as_plain(_show(service, found, today or service.access.today())))


@router.get("/{episode}/export", responses={200: said(EpisodeDocument), **READING})
def export(service: Serving, episode: EpisodeId) -> JSONResponse:
    """Take everything away that is kept of an episode."""
    with store_faults():
        return JSONResponse(write_episode(service.store.open().load(episode)))


@router.delete("/{episode}", status_code=204, responses={204: {"description": "It is gone."}, **READING})
def delete(service: Serving, episode: EpisodeId) -> Response:
    """Delete an episode for good."""
    with store_faults():
        service.store.open().delete(episode)
    return Response(status_code=204)


@router.post(
    "/{episode}/check-ins",
    status_code=201,
    responses={201: said(EpisodeAnswer), **WRITING},
    openapi_extra=body("CheckInDocument"),
)
def check_in(
    request: Request,
    service: Serving,
    episode: EpisodeId,
    given: Body,
    today: Today = None,
    mark: Mark = None,
) -> JSONResponse:
    """Keep how it is now, and show what follows."""
    day = today or service.access.today()
    with store_faults():
        before = service.store.open().load(episode)
    one = service.read_check_in(given, day)
    _show(service, _with(before, one), max(day, one.date))
    with store_faults():
        kept = service.store.open().add_check_in(episode, one, _once(request, mark, given))
    return _answer(service, kept, max(day, one.date))


@router.post(
    "/{episode}/cleared",
    status_code=201,
    responses={201: said(EpisodeAnswer), **WRITING},
    openapi_extra=body("Cleared"),
)
def clear(service: Serving, episode: EpisodeId, given: Body, today: Today = None) -> JSONResponse:
    """Note that a clinician has looked at what a rule warns of; it rests until that finding changes."""
    one = service.read_cleared(given)
    day = max(today or service.access.today(), one.date)
    with store_faults():
        kept = _clear_once(service, episode, one)
    return _answer(service, kept, day)


def _clear_once(service: Service, episode: str, one: Cleared) -> Episode:
    """The same clearing twice says nothing new, so it is kept once."""
    store = service.store.open()
    before = store.load(episode)
    if one in before.case.cleared:
        return before
    try:
        return store.add_cleared(episode, one)
    except BadDocumentError as error:
        raise refuse_document(error) from None


def _with(before: Episode, one: CheckIn) -> Episode:
    try:
        return with_check_in(before, one)
    except BadDocumentError as error:
        raise refuse_document(error) from None


def _once(request: Request, mark: str | None, given: bytes) -> Once | None:
    if mark is None:
        return None
    caller = request.scope.get(CALLER)
    return only_once(caller.id if caller else "", request.url.path, mark, given)


def _show(service: Service, episode: Episode, today: datetime.date) -> EpisodeShown:
    return judged(lambda: show_episode(service.knowledge, episode, today))


def _answer(service: Service, kept: Episode, today: datetime.date, place: str = "") -> JSONResponse:
    """What follows from what was kept; what is said is noted, so that newer knowledge can say what moved."""
    shown = _show(service, kept, today)
    said_before = kept.statements[-1].check_ins if kept.statements else -1
    check_ins = len(kept.case.check_ins)
    if said_before < check_ins:
        with store_faults():
            said = state(shown.assessment, max(today, kept.last_day), check_ins)
            shown = replace(shown, episode=service.store.open().add_statement(kept.id, said))
    return JSONResponse(episode_as_plain(shown), 201, {"Location": place} if place else None)
