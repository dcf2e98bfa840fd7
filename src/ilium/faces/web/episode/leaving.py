"""Leaving an episode: deleted so that nothing stays, or only taken off this browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.keys import keys_of
from ilium.faces.web.episode.opening import LIST, episode_page, hold, open_episode, work_with
from ilium.faces.web.episode.under_way import drop_draft


async def ask(request: Request) -> Response:
    """Ask before everything is gone."""
    opened = await open_episode(request)
    return episode_page(request, "delete.html", opened, {})


async def delete(request: Request) -> Response:
    """Delete the episode: no answer, no free page of the file, no copy that Ilium kept."""
    opened = await open_episode(request)
    await request.form(max_files=0)
    done = await work_with(request, lambda store: store.delete(opened.episode.id))
    response = desk_of(request).page(request, "episode/deleted.html", {"swept": done.swept})
    left = tuple(key for key in keys_of(request) if key != opened.key)
    return hold(request, drop_draft(response), left)


async def take_off(request: Request) -> Response:
    """Forget the key in this browser; with the link that was kept the episode opens again."""
    opened = await open_episode(request)
    await request.form(max_files=0)
    left = tuple(key for key in keys_of(request) if key != opened.key)
    return hold(request, drop_draft(go_to(LIST)), left)


ROUTES = [
    Route("/episode/{handle}/delete", ask, methods=["GET"]),
    Route("/episode/{handle}/delete", delete, methods=["POST"]),
    Route("/episode/{handle}/take-off", take_off, methods=["POST"]),
]
