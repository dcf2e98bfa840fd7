"""Looking at a store without changing it: is it there, is it whole, how many episodes does it hold."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, text

from ilium.episode.store.address import file_of, read_address, say_address
from ilium.episode.store.engine import PRIVATE_FILE, make_engine
from ilium.episode.store.faults import told_plainly
from ilium.episode.store.history import NEWEST, refuse_unknown, revision_of
from ilium.episode.store.sqlite_file import is_whole

WHOLE = "ok"


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """How a store is. `revision` None: nothing is kept there yet."""

    place: str
    whole: str
    """`ok`, or the first fault that SQLite's own check finds."""
    revision: str | None = None
    episodes: int = 0
    free_megabytes: int | None = None
    """Room on the disk of a file; None for a server."""
    private: bool = True
    """Whether nobody but the owner can read a file."""

    @property
    def newest(self) -> bool:
        """Whether the tables are up to date."""
        return self.revision == NEWEST


def inspect_store(address: str | None = None, patience: float = 5.0) -> StoreHealth:
    """The health of a store. Raises StoreError where it cannot be looked at."""
    url = read_address(address)
    place, file = say_address(url), file_of(url)
    if file is None:
        revision, number = _look_inside(url, place, patience)
        return StoreHealth(place, WHOLE, revision, number)
    room = _room_near(file)
    if not file.exists() or file.stat().st_size == 0:
        return StoreHealth(place, WHOLE, free_megabytes=room)
    private = os.name != "posix" or not stat.S_IMODE(file.stat().st_mode) & ~PRIVATE_FILE
    whole = is_whole(file)
    if whole != WHOLE:
        return StoreHealth(place, whole, free_megabytes=room, private=private)
    revision, number = _look_inside(_for_reading(file), place, patience)
    return StoreHealth(place, whole, revision, number, room, private)


def _for_reading(file: Path) -> URL:
    query = {"mode": "ro", "uri": "true"}
    return URL.create("sqlite", database=f"file:{file.absolute()}", query=query)


def _look_inside(url: URL, place: str, patience: float) -> tuple[str | None, int]:
    with told_plainly(place):
        engine = make_engine(url, patience)
        try:
            with engine.connect() as connection:
                revision = revision_of(connection)
                refuse_unknown(connection, revision, place)
                if revision is None:
                    return None, 0
                number = connection.execute(text("SELECT count(*) FROM ilium_episode")).scalar_one()
                return revision, int(number)
        finally:
            engine.dispose()


def _room_near(file: Path) -> int:
    """Megabytes free on the disk of a file, or of the nearest folder that is there."""
    near = next(folder for folder in file.absolute().parents if folder.is_dir())
    return shutil.disk_usage(near).free // 1_000_000
