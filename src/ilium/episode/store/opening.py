"""Opening a store: its tables are made or brought up to date, with a copy of the file kept first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine

from ilium.episode.store.address import file_of, is_read_only, say_address
from ilium.episode.store.engine import WRITING, make_engine
from ilium.episode.store.faults import told_plainly
from ilium.episode.store.history import NEWEST, migrate, refuse_unknown, revision_of, take_turns
from ilium.episode.store.sqlite_file import copy_file, copy_name

PATIENCE = 5.0
"""Seconds to wait for a lock before saying that the database is busy."""


def open_engine(url: URL, patience: float = PATIENCE) -> Engine:
    """An engine on a database whose tables are up to date. Raises StoreError."""
    place = say_address(url)
    with told_plainly(place):
        engine = make_engine(url, patience)
        try:
            with engine.connect() as connection:
                revision = revision_of(connection)
                refuse_unknown(connection, revision, place)
            if revision != NEWEST:
                _bring_up_to_date(engine, url, revision)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _bring_up_to_date(engine: Engine, url: URL, revision: str | None) -> None:
    file = file_of(url)
    if file is not None and revision is not None and not is_read_only(url):
        copy_file(file, copy_name(file, revision))
    with writing(engine) as connection:
        take_turns(connection)
        if revision_of(connection) != NEWEST:
            migrate(connection)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction is going to write; it is committed at the end, or nothing is."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        yield connection
