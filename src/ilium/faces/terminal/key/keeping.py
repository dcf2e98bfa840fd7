"""`ilium key create`, `list` and `revoke`."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.episode.opened import database_option, opened
from ilium.faces.terminal.key import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.episode.store.keys import Key

MOST_DAYS, LONGEST_NAME = 730, 100
DAYS = {"d": 1, "w": 7}


@click.command()
@click.option("--name", required=True, metavar="NAME", help="What the key is for.")
@click.option("--expires", default="90d", show_default=True, metavar="SPAN", help="How long it opens.")
@click.option("--episodes", is_flag=True, help="Let it open the episodes too, all of them.")
@click.option("--json", "as_json", is_flag=True, help="Print the key as JSON.")
@database_option
def create(name: str, expires: str, episodes: bool, as_json: bool, database: str | None) -> None:
    """Make a key, and show it this once: only its hash is kept."""
    today, days = utc_today(), read_span(expires)
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refusal(words.BAD_NAME.format(n=LONGEST_NAME))
    with opened(database) as store:
        from ilium.episode.store.keys import KeyRing

        last = today + datetime.timedelta(days)
        made, token = KeyRing(store).create(name.strip(), last, today, episodes=episodes)
    if as_json:
        from ilium.faces.terminal.console import print_json

        print_json({**_plain(made, today), "key": token})
        return
    click.echo(words.MADE.format(id=made.id, expires=made.expires))
    click.echo(token)
    click.echo(words.HOW)


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@database_option
def list_all(as_json: bool, database: str | None) -> None:
    """List the keys: what each is for, until when it opens, and whether it was revoked."""
    today = utc_today()
    with opened(database) as store:
        from ilium.episode.store.keys import KeyRing

        keys, place = KeyRing(store).list(), store.place
    if as_json:
        from ilium.faces.terminal.console import print_json

        print_json([_plain(one, today) for one in keys])
        return
    if not keys:
        click.echo(as_called(words.NONE_YET.format(place=place)))
        return
    _print_table([_row(one, today) for one in keys])


@click.command()
@click.argument("key", metavar="ID")
@database_option
def revoke(key: str, database: str | None) -> None:
    """Let a key open nothing any more, from now on."""
    with opened(database) as store:
        from ilium.episode.store.keys import KeyRing

        gone = KeyRing(store).revoke(key, utc_today())
    click.echo(words.REVOKED.format(id=gone.id, name=gone.name))


def utc_today() -> datetime.date:
    """The day it is everywhere by the same clock, so that servers agree when a key ends."""
    return datetime.datetime.now(datetime.UTC).date()


def read_span(given: str) -> int:
    """The days of a span such as `90d` or `12w`."""
    found = re.fullmatch(r"([0-9]{1,4})([dw])", given.strip())
    days = int(found[1]) * DAYS[found[2]] if found else 0
    if not 0 < days <= MOST_DAYS:
        raise Refusal(words.BAD_SPAN.format(given=given[:40], most=MOST_DAYS, weeks=MOST_DAYS // 7))
    return days


def _state(one: Key, today: datetime.date) -> str:
    if one.revoked is not None:
        return words.IS_REVOKED.format(day=one.revoked)
    return words.OPEN if one.opens(today) else words.ENDED


def _row(one: Key, today: datetime.date) -> tuple[str, ...]:
    opens = words.YES if one.episodes else words.NO
    return (one.id, one.name, opens, str(one.made), str(one.expires), _state(one, today))


def _plain(one: Key, today: datetime.date) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "episodes": one.episodes,
        "made": one.made.isoformat(),
        "expires": one.expires.isoformat(),
        "revoked": one.revoked.isoformat() if one.revoked else None,
        "opens": one.opens(today),
    }


def _print_table(rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from ilium.faces.terminal.console import open_console, print_parts

    table = Table.grid(padding=(0, 2, 0, 0))
    for row in (words.HEAD, *rows):
        table.add_row(*(Text(cell) for cell in row))
    print_parts(open_console(), [table])
