"""Putting a check-in into the store: as a whole at its end, or at once in an emergency."""

from __future__ import annotations

from dataclasses import replace

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from ilium.episode.episode import Episode
from ilium.episode.moving import state
from ilium.episode.showing import show_episode
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import StoreError
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.draft import place_in
from ilium.faces.web.episode.faults import kind_of
from ilium.faces.web.episode.opening import episode_page, work_with
from ilium.faces.web.episode.under_way import EMERGENCY, OVER, Under, drop_draft, hold_draft, next_of
from ilium.faces.web.episode.view import view_episode
from ilium.reasoning.posterior import ImpossibleAnswersError


async def go_on(request: Request, under: Under, *, stop: bool = False) -> Response:
    """On to what comes next. The end is kept, and so is an emergency, in case nobody comes back here."""
    step = await next_of(desk_of(request).knowledge, under)
    if step == OVER or (stop and step != EMERGENCY):
        return await finish(request, under)
    if step == EMERGENCY or under.draft.kept is not None:
        under = await _keep_early(request, under)
    return hold_draft(request, go_to(under.onward(step)), under.draft)


async def _keep_early(request: Request, under: Under) -> Under:
    """Keep what was answered so far; where it cannot be kept now, help comes first and it is tried again."""
    if not under.draft.answers:
        return under
    try:
        kept = await _put(request, under)
    except StoreError:
        return under
    place = under.draft.kept or place_in(kept, under.draft.day)
    return replace(under, draft=replace(under.draft, kept=place))


async def finish(request: Request, under: Under) -> Response:
    """Keep the check-in and show what follows; that is shown all the same where it cannot be kept."""
    if not under.draft.answers:
        return drop_draft(go_to(under.opened.address))
    try:
        await _put(request, under)
    except StoreError as error:
        return await _show_not_kept(request, under, kind_of(error))
    return drop_draft(go_to(under.opened.address))


async def _put(request: Request, under: Under) -> Episode:
    """Put the check-in into the store, then note what is said of it."""
    draft, id_ = under.draft, under.episode.id

    def put(store: EpisodeStore) -> Episode:
        if draft.kept is None:
            return store.add_check_in(id_, draft.check_in)
        return store.revise(under.joined)

    kept = await work_with(request, put)
    await note(request, kept)
    return kept


async def note(request: Request, episode: Episode) -> None:
    """Note what is said, so that newer knowledge can say what moved; the answers are kept without it too."""
    desk = desk_of(request)
    today = max(desk.settings.today(), episode.last_day)

    def say(store: EpisodeStore) -> None:
        found = show_episode(desk.knowledge, episode, today).assessment
        store.add_statement(episode.id, state(found, today, len(episode.case.check_ins)))

    try:
        await work_with(request, say)
    except (StoreError, ImpossibleAnswersError):
        return


async def _show_not_kept(request: Request, under: Under, fault: str) -> Response:
    desk = desk_of(request)
    today = desk.settings.today()
    view = await anyio.to_thread.run_sync(lambda: view_episode(desk.knowledge, under.joined, today))
    values = {"view": view, "fault": fault, "again": f"{under.address}/keep"}
    page = episode_page(request, "not_kept.html", under.opened, values, status=503)
    return hold_draft(request, page, under.draft)
