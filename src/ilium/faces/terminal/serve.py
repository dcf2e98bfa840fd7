"""`ilium serve`: the web pages, on this machine."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import serve_words as words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from ilium.episode.store.episode_store import EpisodeStore
    from ilium.faces.api.store_door import StoreDoor

LOCAL = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")
RATE = "120/minute"
"""How often each program may call where others than this machine can reach the server."""


@click.command()
@click.option("--host", default=LOCAL[0], show_default=True, help="The address to listen on.")
@click.option("--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="The port.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another host name to answer to.")
@click.option("--https", is_flag=True, help="Say that people only reach it through HTTPS.")
@click.option("--country", metavar="CODE", help="Country to begin with, such as GB: emergency numbers.")
@click.option("--database", metavar="URL", help="Where episodes and keys are: a file or a postgresql:// URL.")
@click.option("--keep-nothing", is_flag=True, help="Offer no way to keep an episode.")
def serve(  # noqa: PLR0913 - each is an option of the command
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    https: bool,
    country: str | None,
    database: str | None,
    keep_nothing: bool,
) -> None:
    """Open the web pages, for people on this machine, and the calls for programs.

    Nothing is written down, but for episodes that a person or a program keeps, and no request leaves the
    machine.
    Ctrl+C ends it.
    """
    from ilium.faces.api.store_door import StoreDoor
    from ilium.faces.terminal.country import find_country

    if country:
        find_country(country, {})
    open_store = _keeping(database, nothing=keep_nothing)
    listening = listen(host, port)
    app = _app(host, names, https=https, country=country, open_store=open_store, programs=StoreDoor(database))
    address, port = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    click.echo(words.OPEN.format(url=f"http://{shown}:{port}/"))
    if host not in LOCAL and not https:
        click.echo(words.SEEN_BY_OTHERS, err=True)
    _run(app, listening)


def listen(host: str, port: int) -> socket.socket:
    """A socket on the address, or a plain message why there is none."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise Refusal(words.NO_SUCH_HOST.format(host=host)) from None
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind(address)
        opened.listen(128)
    except OSError as error:
        opened.close()
        raise Refusal(_why(error, host, port)) from None
    return opened


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return words.PORT_TAKEN.format(port=port, other=port + 1)
    if error.errno == errno.EACCES:
        return words.PORT_FORBIDDEN.format(port=port)
    return words.CANNOT_LISTEN.format(host=host, port=port, why=error.strerror)


def _keeping(database: str | None, *, nothing: bool) -> Callable[[], EpisodeStore] | None:
    """What opens the place for episodes at the first need; a place that was named is opened and tried now."""
    if nothing:
        if database is not None:
            raise Refusal(words.KEEP_OR_NOT)
        return None
    from ilium.episode.store.episode_store import EpisodeStore
    from ilium.faces.terminal.episode.opened import opened

    if database is not None:
        with opened(database):
            pass
    return lambda: EpisodeStore(database)


def _app(
    host: str,
    names: tuple[str, ...],
    *,
    https: bool,
    country: str | None,
    open_store: Callable[[], EpisodeStore] | None,
    programs: StoreDoor,
) -> ASGIApp:
    from ilium.answers.countries import ANYWHERE
    from ilium.episode.place import data_folder
    from ilium.faces.api.access import Access
    from ilium.faces.serving import create_server
    from ilium.faces.terminal.country import find_country
    from ilium.faces.terminal.key.keeping import utc_today
    from ilium.faces.web.sealed import installation_key
    from ilium.faces.web.settings import Settings
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    given = find_country(country, knowledge.urgency.emergency_numbers) if country else ""
    hosts = frozenset() if host in EVERYWHERE and not names else frozenset({*LOCAL, host, *names})
    try:
        key = installation_key(data_folder())
    except OSError as error:
        raise Refusal(words.NO_KEY.format(folder=data_folder(), why=error.strerror)) from None
    seen = host not in LOCAL or bool(names) or https
    access = Access(
        key_needed=seen,
        find_key=programs.find_key(utc_today),
        rate=RATE if seen else "",
        hosts=hosts,
        keeps_episodes=open_store is not None,
        country=given or ANYWHERE,
    )
    settings = Settings(key=key, hosts=hosts, country=given, secure=https, open_store=open_store)
    return create_server(knowledge, settings, access, programs)


def _run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until it is ended. No access log: which questions came up says something about the answers."""
    import uvicorn

    config = uvicorn.Config(
        app, access_log=False, log_level="warning", server_header=False, date_header=False, lifespan="off"
    )
    uvicorn.Server(config).run(sockets=[listening])
