"""What is said about the health of an installation."""

from __future__ import annotations

from typing import Final

PYTHON: Final = "Python"
PYTHON_OLD: Final = "{version} is too old. Install Python 3.11 or newer."
PACKAGES: Final = {
    "base": "Packages that Ilium needs",
    "postgres": "Episodes on PostgreSQL",
    "study": "Studies of cohorts",
}
MISSING: Final = "{names}: missing. Install with: pip install '{what}'"
KNOWLEDGE: Final = "Knowledge"
KNOWLEDGE_GOOD: Final = "{region} {version} ({hash}), everything fits together."
KNOWLEDGE_BAD: Final = "{n} faults, the first: {first} Install Ilium anew."
EPISODES: Final = "Episodes"
NONE_YET: Final = "none kept yet; they will be in {place}."
KEPT: Final = "{n} in {place}, tables {revision}, free space {free} MB."
KEPT_AWAY: Final = "{n} on {place}, tables {revision}."
OLD_TABLES: Final = "{place}: tables {revision}, made by an older Ilium. The next use brings them up to date."
DAMAGED: Final = "{place} is damaged ({what}). Put a backup into a new file with 'ilium episode restore'."
OPEN_TO_OTHERS: Final = "{place} can be read by other users of this machine. Run: chmod 600 '{place}'"
NO_ROOM: Final = "{place}: only {free} MB are free on the disk. Make room."
