"""What can go wrong with a database, each under one name whichever database it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class Fault(Enum):
    """Why the store cannot do what was asked."""

    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read_only"
    CORRUPT = "corrupt"
    UNREACHABLE = "unreachable"
    NOT_WRITTEN = "not_written"
    TOO_NEW = "too_new"
    FOREIGN = "foreign"
    NO_DRIVER = "no_driver"
    BAD_ADDRESS = "bad_address"
    NO_EPISODE = "no_episode"
    MANY_EPISODES = "many_episodes"
    ALREADY_THERE = "already_there"
    BAD_BACKUP = "bad_backup"
    BUSY = "busy"
    USED_TWICE = "used_twice"
    NO_KEY = "no_key"
    UNKNOWN = "unknown"


class StoreError(Exception):
    """The store cannot do what was asked: why, where, and what the database itself said."""

    def __init__(self, fault: Fault, place: str, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {place}" + (f" ({detail})" if detail else ""))
        self.fault, self.place, self.detail = fault, place, detail


_SQLITE = {
    "SQLITE_BUSY": Fault.LOCKED,
    "SQLITE_LOCKED": Fault.LOCKED,
    "SQLITE_PROTOCOL": Fault.LOCKED,
    "SQLITE_FULL": Fault.FULL,
    "SQLITE_READONLY": Fault.READ_ONLY,
    "SQLITE_PERM": Fault.READ_ONLY,
    "SQLITE_CANTOPEN": Fault.UNREACHABLE,
    "SQLITE_CORRUPT": Fault.CORRUPT,
    "SQLITE_NOTADB": Fault.CORRUPT,
    "SQLITE_IOERR": Fault.NOT_WRITTEN,
}
"""By the first two parts of SQLite's own name of the fault."""

_POSTGRESQL = {
    "53100": Fault.FULL,
    "55P03": Fault.LOCKED,
    "57014": Fault.LOCKED,
    "40P01": Fault.LOCKED,
    "40001": Fault.LOCKED,
    "25006": Fault.READ_ONLY,
    "42501": Fault.READ_ONLY,
    "58030": Fault.NOT_WRITTEN,
    "XX001": Fault.CORRUPT,
    "XX002": Fault.CORRUPT,
}
"""By PostgreSQL's SQLSTATE; classes 08, 28, 3D, 53 and 57 mean that the server cannot be used now."""

_UNREACHABLE_CLASSES = ("08", "28", "3D", "53", "57")


def fault_of(error: BaseException) -> Fault:
    """The name of what a database driver complained about."""
    name = getattr(error, "sqlite_errorname", None)
    if name is not None:
        return _SQLITE.get("_".join(str(name).split("_")[:2]), Fault.UNKNOWN)
    state = getattr(error, "sqlstate", None)
    if state is not None:
        away = str(state)[:2] in _UNREACHABLE_CLASSES
        return _POSTGRESQL.get(str(state), Fault.UNREACHABLE if away else Fault.UNKNOWN)
    return Fault.UNREACHABLE if type(error).__name__ == "OperationalError" else Fault.UNKNOWN


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Turn what a driver raises into a StoreError that names the place."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig or error
        raise StoreError(fault_of(cause), place, _one_line(cause)) from error
    except SQLAlchemyError as error:
        raise StoreError(Fault.UNKNOWN, place, _one_line(error)) from error


def _one_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
