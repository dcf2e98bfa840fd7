"""Connections that keep what is acknowledged: how SQLite and PostgreSQL are set up."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from ilium.episode.store.address import file_of, is_read_only, say_address
from ilium.episode.store.faults import Fault, StoreError

WRITING = "ilium_writing"
"""The option of a connection that is going to write: SQLite then takes its lock at once, not half-way."""
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def make_engine(url: URL, patience: float) -> Engine:
    """An engine for an address; `patience` is how many seconds it waits for a lock."""
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)  # below that it logs rows, and so answers
    return _sqlite(url, patience) if url.get_backend_name() == "sqlite" else _postgresql(url, patience)


def _sqlite(url: URL, patience: float) -> Engine:
    if not is_read_only(url):
        _make_private(url)
    engine = create_engine(url, connect_args={"timeout": patience}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        _set_up_file(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _set_up_file(connection: sqlite3.Connection) -> None:
    """Write ahead and to the disk before a commit returns; overwrite what is deleted."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _make_private(url: URL) -> None:
    """Make the folder and the file, readable by their owner alone; what is there stays as it is."""
    file = file_of(url)
    assert file is not None
    try:
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        make_private_file(file)
    except OSError as error:
        raise StoreError(Fault.UNREACHABLE, say_address(url), error.strerror or str(error)) from None


def make_private_file(file: Path) -> None:
    """Make an empty file that its owner alone can read, unless there is one."""
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))


def _postgresql(url: URL, patience: float) -> Engine:
    ours = f"-c lock_timeout={round(patience * 1000)} -c synchronous_commit=on"
    asked = url.query.get("options", "")
    try:
        return create_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "connect_timeout": max(2, round(patience)),
                "options": f"{ours} {asked if isinstance(asked, str) else ' '.join(asked)}".rstrip(),
            },
        )
    except ModuleNotFoundError as error:
        raise StoreError(Fault.NO_DRIVER, say_address(url), str(error.name)) from None
