"""Where a store is: the default file, a file by its name, or a database by its URL."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ilium.episode.place import data_folder
from ilium.episode.store.faults import Fault, StoreError

VARIABLE = "ILIUM_DATABASE"
FILE_NAME = "episodes.sqlite3"
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def default_file() -> Path:
    """The file in the user's data folder, where the system keeps such files."""
    return data_folder() / FILE_NAME


def read_address(given: str | None = None) -> URL:
    """The URL of a store: what is given, or ILIUM_DATABASE, or the default file.

    Raises StoreError for what is neither a file nor an SQLite or PostgreSQL URL.
    """
    given = given or os.environ.get(VARIABLE) or str(default_file())
    if "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser().absolute()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise StoreError(Fault.BAD_ADDRESS, _without_password(given)) from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername != "sqlite" or url.database in (None, "", ":memory:"):
        raise StoreError(Fault.BAD_ADDRESS, say_address(url))
    return url


def say_address(url: URL) -> str:
    """An address as a message can show it: the name of a file, or a URL without its password."""
    file = file_of(url)
    return str(file) if file else url.render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """The file of an SQLite address; None for a server."""
    if url.get_backend_name() != "sqlite" or url.database is None:
        return None
    return Path(url.database.removeprefix("file:"))


def is_read_only(url: URL) -> bool:
    """Whether the address itself asks for reading alone (`?mode=ro&uri=true`)."""
    return url.query.get("mode") == "ro"


def _without_password(given: str) -> str:
    scheme, _, rest = given.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
