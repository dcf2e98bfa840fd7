"""Files to take away: the dates for a calendar, and everything of an episode."""

from __future__ import annotations

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ilium.episode.episode import Episode
from ilium.episode.export import episode_text, pack_zip
from ilium.faces.web.desk import desk_of, go_to
from ilium.faces.web.episode.dates import calendar_file
from ilium.faces.web.episode.opening import LIST, open_episode
from ilium.faces.web.episode.showing import view_of
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.result import KnowledgeMark


async def send_dates(request: Request) -> Response:
    """The dates to come, for the person's own calendar."""
    opened = await open_episode(request)
    try:
        view = await view_of(request, opened)
    except ImpossibleAnswersError:
        return go_to(f"{opened.address}/answers")
    page = f"{str(request.base_url).rstrip('/')}{LIST}"
    data = calendar_file(desk_of(request).templates, view, page)
    return _file(data, "text/calendar; charset=utf-8", f"ilium-{opened.episode.started}.ics")


async def send_json(request: Request) -> Response:
    """Everything that is kept, as JSON."""
    episode = (await open_episode(request)).episode
    return _file(episode_text(episode).encode(), "application/json", f"ilium-{episode.started}.json")


async def send_zip(request: Request) -> Response:
    """Everything that is kept, with a case file that other programs read, and checksums."""
    episode = (await open_episode(request)).episode
    data = await anyio.to_thread.run_sync(_zip, desk_of(request).knowledge, episode)
    return _file(data, "application/zip", f"ilium-{episode.started}.zip")


def _zip(knowledge: Knowledge, episode: Episode) -> bytes:
    return pack_zip([episode], KnowledgeMark(knowledge.version, knowledge.hash))[0]


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


ROUTES = [
    Route("/episode/{handle}/dates.ics", send_dates, methods=["GET"]),
    Route("/episode/{handle}/episode.json", send_json, methods=["GET"]),
    Route("/episode/{handle}/episode.zip", send_zip, methods=["GET"]),
]
