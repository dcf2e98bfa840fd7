"""The episode that an address names, for the browser that holds its key and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from ilium.episode.episode import Episode
from ilium.episode.store.faults import Fault, StoreError
from ilium.faces.web.desk import Desk, desk_of
from ilium.faces.web.episode.keys import handle_of, hold_keys, id_of, key_at, keys_of
from ilium.faces.web.refusals import Refusal, RefusalError

if TYPE_CHECKING:
    from ilium.episode.store.episode_store import EpisodeStore

LIST = "/episodes"
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Opened:
    """An episode with the key that opened it."""

    key: str
    episode: Episode

    @property
    def address(self) -> str:
        """Where its pages are found."""
        return address_of(self.key)


def address_of(key: str) -> str:
    """Where the pages of an episode are found."""
    return f"/episode/{handle_of(key)}"


async def work_with(request: Request, work: Callable[[EpisodeStore], Result]) -> Result:
    """Do a piece of work with the store; where nothing can be kept there is no such page."""
    keeper = desk_of(request).keeper
    if keeper is None:
        raise RefusalError(Refusal.NOT_FOUND)
    return await keeper.do(work)


async def open_episode(request: Request) -> Opened:
    """The episode that the address names. To a browser without its key there is no such page."""
    key = key_at(request, request.path_params["handle"])
    if key is None:
        raise RefusalError(Refusal.NOT_FOUND)
    return Opened(key, await work_with(request, lambda store: store.load(id_of(key))))


async def episodes_here(request: Request) -> tuple[tuple[Opened, ...], tuple[str, ...]]:
    """The episodes of this browser, and the keys whose episode is gone."""

    def look(store: EpisodeStore) -> tuple[tuple[Opened, ...], tuple[str, ...]]:
        found, gone = [], []
        for key in keys_of(request):
            try:
                found.append(Opened(key, store.load(id_of(key))))
            except StoreError as error:
                if error.fault is not Fault.NO_EPISODE:
                    raise
                gone.append(key)
        return tuple(found), tuple(gone)

    return await work_with(request, look)


def episode_page(
    request: Request, template: str, opened: Opened, values: Mapping[str, Any], *, status: int = 200
) -> Response:
    """A page about an episode. Its emergency number is that of the country of the episode."""
    desk = desk_of(request)
    country = opened.episode.case.country
    around = {
        "country": country,
        "emergency_number": desk.emergency_number(country),
        "signs": desk.knowledge.urgency.emergency_signs,
        "episode": opened.episode,
        "address": opened.address,
    }
    response = desk.page(request, f"episode/{template}", {**around, **values}, status=status)
    return hold(request, response, keys_of(request))


def hold(request: Request, response: Response, keys: tuple[str, ...]) -> Response:
    """The response, with the keys for the browser to hold on."""
    return hold_keys(response, keys, secure=desk_is_secure(desk_of(request), request))


def desk_is_secure(desk: Desk, request: Request) -> bool:
    """Whether cookies go through HTTPS alone."""
    return desk.settings.secure or request.url.scheme == "https"
