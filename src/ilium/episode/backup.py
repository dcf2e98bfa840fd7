"""A copy of a whole store, and the way back from it, on either kind of database."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from ilium.episode.episode import Episode
from ilium.episode.export import BadExportError, read_zip, write_zip
from ilium.episode.store.address import file_of
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.putting_back import PutBack
from ilium.episode.store.sqlite_file import copy_file, is_whole
from ilium.result import KnowledgeMark

SQLITE_SIGN = b"SQLite format 3\x00"
ZIP = ".zip"


def back_up(store: EpisodeStore, target: Path, knowledge: KnowledgeMark) -> int:
    """Copy a store into a file, whole or not at all, and read the copy back; how many episodes it holds.

    A file database becomes such a file again; a name that ends in `.zip`, and every server, a portable zip.
    """
    file = file_of(store.url)
    if file is None or target.suffix == ZIP:
        write_zip(store.everything(), knowledge, target)
    else:
        copy_file(file, target)
    return len(read_backup(target))


def restore(store: EpisodeStore, source: Path, *, replace_others: bool = False) -> PutBack:
    """Put the episodes of a copy back, all or none; what has been added since is kept."""
    return store.put_back(read_backup(source), replace_others=replace_others)


def read_backup(source: Path) -> tuple[Episode, ...]:
    """The episodes of a copy of either kind. Raises StoreError where it is none, or damaged."""
    with source.open("rb") as stream:
        sign = stream.read(len(SQLITE_SIGN))
    if sign == SQLITE_SIGN:
        return _read_file(source)
    if not zipfile.is_zipfile(source):
        raise StoreError(Fault.BAD_BACKUP, str(source), "neither an SQLite file nor a zip")
    try:
        return read_zip(source)
    except BadExportError as error:
        raise StoreError(Fault.BAD_BACKUP, str(source), str(error)) from None


def _read_file(source: Path) -> tuple[Episode, ...]:
    """The episodes of an SQLite file, from a copy: what is put back from is never changed."""
    found = is_whole(source)
    if found != "ok":
        raise StoreError(Fault.BAD_BACKUP, str(source), found)
    with tempfile.TemporaryDirectory(prefix="ilium-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        copy_file(source, copy)
        with EpisodeStore(str(copy)) as store:
            return store.everything()
