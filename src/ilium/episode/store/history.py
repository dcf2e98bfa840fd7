"""Which step of the tables' history a database is at, and the way to another."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from ilium.episode.store.faults import Fault, StoreError

VERSION_TABLE = "ilium_schema"
REVISIONS = ("0001", "0002", "0003")
"""Every step, from the first to the last; kept here so that opening a store needs no Alembic."""
NEWEST = REVISIONS[-1]
NOTHING = "base"
_ONE_AT_A_TIME = 6_945_201
"""The number of PostgreSQL's lock under which two programs do not migrate at once."""


def revision_of(connection: Connection) -> str | None:
    """The step a database is at; None when it has none of our tables."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return None if found is None else str(found)


def refuse_unknown(connection: Connection, revision: str | None, place: str) -> None:
    """Refuse a database that a newer Ilium made, and a file that belongs to another program."""
    if revision is not None and revision not in REVISIONS:
        raise StoreError(Fault.TOO_NEW, place, revision)
    alone = connection.dialect.name == "sqlite"
    if revision is None and alone and any(t != VERSION_TABLE for t in inspect(connection).get_table_names()):
        raise StoreError(Fault.FOREIGN, place)


def migrate(connection: Connection, to: str = NEWEST) -> None:
    """Take the tables to a step, forwards or back, inside the transaction of the connection."""
    from alembic import command  # noqa: PLC0415 - seldom needed, and slow to import
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "ilium.episode.store:migrations")
    now = revision_of(connection)
    known = (NOTHING, *REVISIONS)
    if known.index(to) < known.index(now or NOTHING):
        command.downgrade(config, to)
    else:
        command.upgrade(config, to)


def take_turns(connection: Connection) -> None:
    """Let one program at a time migrate; SQLite does so by itself once a writer has begun."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
