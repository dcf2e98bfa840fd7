"""The store that a command works on, with every fault told in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ilium.faces.terminal.episode import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.episode.store.episode_store import EpisodeStore

Command = TypeVar("Command", bound=Callable[..., Any])


def database_option(command: Command) -> Command:
    """The option that says where episodes are kept."""
    return click.option(
        "--database",
        metavar="URL",
        help="Where episodes are kept: a file or a postgresql:// URL. Left out: ILIUM_DATABASE, or your "
        "folder for such files.",
    )(command)


def date_option(command: Command) -> Command:
    """The option that says which day it is."""
    return click.option("--date", metavar="DATE", help="The day, such as 2026-03-01; left out, today.")(
        command
    )


def read_date(given: str | None) -> datetime.date:
    """The day that was given, or today."""
    if given is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        raise Refusal(words.BAD_DATE.format(given=given[:40])) from None


def refuse_silence(answers: Mapping[str, object]) -> None:
    """Refuse an interview that was left before its first answer: nothing must count as looked at."""
    if not answers:
        raise Refusal(words.NOTHING_ANSWERED)


@contextmanager
def opened(database: str | None) -> Iterator[EpisodeStore]:
    """The store of a command."""
    with faults_told():
        from ilium.episode.store.episode_store import EpisodeStore

        with EpisodeStore(database) as store:
            yield store


@contextmanager
def faults_told() -> Iterator[None]:
    """Tell a fault of the store, or of a file, on standard error."""
    from ilium.episode.store.faults import StoreError
    from ilium.faces.store_words import say_fault
    from ilium.faces.terminal import words as general

    try:
        yield
    except StoreError as error:
        raise Refusal(say_fault(error)) from None
    except OSError as error:
        file, why = error.filename or "?", error.strerror or str(error)
        raise Refusal(general.CANNOT_WRITE.format(file=file, why=why)) from None
