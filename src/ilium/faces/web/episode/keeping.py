"""Keeping an episode: the person says so, gets a link that opens it again, and sees what is kept here."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.assessment import assess
from ilium.episode.episode import Episode
from ilium.episode.moving import state
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.keys import MOST_KEPT, id_of, is_key, keys_of, new_key
from ilium.faces.web.episode.opening import (
    LIST,
    address_of,
    episode_page,
    episodes_here,
    hold,
    open_episode,
    work_with,
)
from ilium.faces.web.guard import HEADERS
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.screens import ANSWERS
from ilium.reasoning.posterior import ImpossibleAnswersError

POLICY = "Content-Security-Policy"
OPEN = f"{LIST}/open"


async def keep(request: Request) -> Response:
    """Move the answers of this sitting from the cookie into the store, since the person chose to."""
    desk = desk_of(request)
    sitting = desk.sitting_or_refusal(request)
    await request.form(max_files=0)
    if not sitting.case.answers:
        raise RefusalError(Refusal.NO_ANSWERS)
    keys = keys_of(request)
    if len(keys) >= MOST_KEPT:
        raise RefusalError(Refusal.TOO_MANY_KEPT)
    today, key = desk.settings.today(), new_key()

    def begin(store: EpisodeStore) -> Episode:
        found = assess(desk.knowledge, replace(sitting.case, today=sitting.case.today or today))
        started = store.start(sitting.case, today, id_of(key))
        return store.add_statement(started.id, state(found, today, 0))

    try:
        await work_with(request, begin)
    except ImpossibleAnswersError:
        return go_to(ANSWERS)
    response = desk.forget(go_to(f"{address_of(key)}/kept"), keeps=True)
    return hold(request, response, (key, *keys))


async def show_kept(request: Request) -> Response:
    """Say that it is kept, and give the link that opens it elsewhere."""
    opened = await open_episode(request)
    values = {"link": f"{request.base_url}episodes/open#{opened.key}", "key": opened.key}
    return episode_page(request, "kept.html", opened, values)


async def show_list(request: Request) -> Response:
    """The episodes that this browser can open."""
    found, gone = await episodes_here(request)
    desk = desk_of(request)
    values = {"found": found, "gone": gone, "today": desk.settings.today()}
    response = desk.page(request, "episode/list.html", values)
    return hold(request, response, tuple(one.key for one in found)) if gone else response


async def show_open(request: Request) -> Response:
    """Where a link that was kept arrives. What follows the # in it never leaves the browser by itself."""
    await work_with(request, lambda _store: None)
    return _open_page(request, "")


async def open_by_key(request: Request) -> Response:
    """Take up the key of a link that was kept."""
    sent = (await request.form(max_files=0)).get("key", "")
    key = sent.strip().rpartition("#")[2] if isinstance(sent, str) else ""
    keys = tuple(one for one in keys_of(request) if one != key)
    if len(keys) >= MOST_KEPT:
        raise RefusalError(Refusal.TOO_MANY_KEPT)
    if not is_key(key):
        return _open_page(request, "form")
    try:
        await work_with(request, lambda store: store.load(id_of(key)))
    except StoreError as error:
        if error.fault is not Fault.NO_EPISODE:
            raise
        return _open_page(request, "none")
    return hold(request, go_to(address_of(key)), (key, *keys))


def _open_page(request: Request, fault: str) -> Response:
    """The one page about episodes that runs a script: it takes the key out of the address."""
    page = desk_of(request).page(request, "episode/open.html", {"fault": fault}, status=422 if fault else 200)
    page.headers[POLICY] = f"{HEADERS[POLICY]}; script-src 'self'"
    return page


ROUTES = [
    Route("/keep", keep, methods=["POST"]),
    Route(LIST, show_list, methods=["GET"]),
    Route(OPEN, show_open, methods=["GET"]),
    Route(OPEN, open_by_key, methods=["POST"]),
    Route("/episode/{handle}/kept", show_kept, methods=["GET"]),
]
