"""What a face says when the store cannot do what was asked: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ilium.episode.store.faults import Fault, StoreError

FAULTS: Final[Mapping[Fault, str]] = {
    Fault.LOCKED: "{place} is in use by another program, and it did not let go in time. Nothing was changed. "
    "Close the other program, or wait a little, and try again.",
    Fault.FULL: "{place}: the disk is full. This change was not kept; everything kept before is still there. "
    "Make room and try again.",
    Fault.READ_ONLY: "{place} can be read but not written. This change was not kept. "
    "Change its permissions, or give another place with --database.",
    Fault.CORRUPT: "{place} is damaged, or it is no database. It was left as it is. "
    "Put a backup back into a new file: ilium episode restore BACKUP --database NEW_FILE",
    Fault.UNREACHABLE: "{place} cannot be opened ({detail}). Check the name, the server and the password.",
    Fault.NOT_WRITTEN: "{place}: the disk refused to write. This change was not kept; everything kept "
    "before is still there. Look whether the disk is full or failing, and try again.",
    Fault.TOO_NEW: "{place} was made by a newer Ilium (step {detail}). It was left as it is. Update Ilium.",
    Fault.FOREIGN: "{place} belongs to another program. It was left as it is. Give another file.",
    Fault.NO_DRIVER: "{place}: the package '{detail}' for PostgreSQL is not installed. "
    "Install it with: pip install 'ilium[postgres]'",
    Fault.BAD_ADDRESS: "'{place}' is no database that Ilium can use. Give the name of a file, or a URL such "
    "as postgresql://me@server/name.",
    Fault.NO_EPISODE: "There is no episode '{detail}' in {place}. 'ilium episode list' lists them all.",
    Fault.MANY_EPISODES: "More than one episode begins with '{detail}'. Give more of its id.",
    Fault.ALREADY_THERE: "Episode {detail} is there already and differs from the one in the backup. Nothing "
    "was changed. With --replace the one in the backup takes its place.",
    Fault.BAD_BACKUP: "{place} cannot be used as a backup: {detail}. Nothing was changed.",
    Fault.BUSY: "Too many changes at once to episode {detail}. This one was not kept. Try again.",
    Fault.USED_TWICE: "This request carries the mark of another one that was kept before. Nothing was "
    "changed. Give it a mark of its own.",
    Fault.NO_KEY: "There is no key '{detail}' in {place}. 'ilium key list' lists them all.",
    Fault.UNKNOWN: "{place}: the database says: {detail}. This change was not kept.",
}


def say_fault(error: StoreError) -> str:
    """A fault of the store in words."""
    return FAULTS[error.fault].format(place=error.place, detail=error.detail)
