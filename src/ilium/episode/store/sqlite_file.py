"""What only a file can do: be copied while it is used, and be swept so that nothing deleted stays in it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from ilium.episode.store.faults import Fault, StoreError, fault_of

BEFORE = ".before-"
"""Marks the copy that is kept beside a file when its tables are changed."""


def copy_file(source: Path, target: Path) -> None:
    """Copy a database as it stands at one moment, whole or not at all, while others go on using it."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(_open(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        _to_disk(part)
        part.replace(target)
        _to_disk(target.parent)
    except sqlite3.Error as error:
        raise StoreError(fault_of(error), str(target), str(error)) from error
    finally:
        for leftover in (part, *(Path(f"{part}{end}") for end in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{_quoted(file)}?mode=ro", uri=True)


def _quoted(file: Path) -> str:
    return file.absolute().as_uri().removeprefix("file://")


def _to_disk(path: Path) -> None:
    """Ask the system to put a file, or what a folder lists, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_name(file: Path, revision: str) -> Path:
    """The name of the copy that is kept when the tables of a file are changed from a step."""
    return file.with_name(f"{file.name}{BEFORE}{revision}")


def kept_copies(file: Path) -> list[Path]:
    """The copies that were kept beside a file."""
    return sorted(file.parent.glob(f"{file.name}{BEFORE}*"))


def sweep(file: Path, patience: float) -> bool:
    """Rewrite a file without the space that was freed; False where somebody else is using it now."""
    try:
        with closing(sqlite3.connect(file, timeout=patience, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return busy == 0
    except sqlite3.OperationalError as error:
        if fault_of(error) is Fault.LOCKED:
            return False
        raise StoreError(fault_of(error), str(file), str(error)) from error


def is_whole(file: Path) -> str:
    """What SQLite's own check says of a file: `ok`, or the first fault."""
    with suppress(sqlite3.Error), closing(_open(file)) as connection:
        return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return "unreadable"
