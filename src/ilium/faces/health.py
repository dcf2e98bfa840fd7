"""Whether an installation is healthy: packages, knowledge, where episodes are kept. It changes nothing."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Literal

from ilium.faces import health_words as words

if TYPE_CHECKING:
    from ilium.episode.store.inspection import StoreHealth

OLDEST = (3, 11)
BASE = "base"
_NAME, _EXTRA = re.compile(r"[A-Za-z0-9._-]+"), re.compile(r"extra == ['\"](\w+)")
LEAST_ROOM = 20
"""Megabytes that should be free where episodes are kept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: well, not installed, or broken."""

    name: str
    state: Literal["good", "absent", "broken"]
    told: str


def examine(database: str | None = None) -> tuple[Finding, ...]:
    """Everything that can be looked at without changing anything."""
    return (_python(), *_packages(), _knowledge(), _episodes(database))


def _python() -> Finding:
    old = sys.version_info[:2] < OLDEST
    told = words.PYTHON_OLD.format(version=platform.python_version()) if old else platform.python_version()
    return Finding(words.PYTHON, "broken" if old else "good", told)


def _packages() -> Iterator[Finding]:
    for part, name in words.PACKAGES.items():
        own = _wanted(part)
        missing = [one for one in own if _version(one) is None]
        if missing:
            what = "ilium" if part == BASE else f"ilium[{part}]"
            told = words.MISSING.format(names=", ".join(missing), what=what)
            yield Finding(name, "broken" if part == BASE else "absent", told)
        else:
            yield Finding(name, "good", ", ".join(f"{one} {_version(one)}" for one in own))


def _wanted(part: str) -> list[str]:
    """The packages that Ilium names for a part; those without an extra are its base."""
    named = [(_NAME.match(one), _EXTRA.search(one)) for one in requires("ilium") or ()]
    return [name[0] for name, extra in named if name and (extra[1] if extra else BASE) == part]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _knowledge() -> Finding:
    from ilium.documents.problems import BadDocumentError
    from ilium.knowledge.checks import check_knowledge
    from ilium.knowledge.reading import load_knowledge

    try:
        knowledge = load_knowledge()
        if problems := check_knowledge(knowledge):
            raise BadDocumentError(problems)
    except BadDocumentError as error:
        told = words.KNOWLEDGE_BAD.format(n=len(error.problems), first=error.problems[0])
        return Finding(words.KNOWLEDGE, "broken", told)
    facts = {"region": knowledge.region.name, "version": knowledge.version, "hash": knowledge.hash[:12]}
    return Finding(words.KNOWLEDGE, "good", words.KNOWLEDGE_GOOD.format(**facts))


def _episodes(database: str | None) -> Finding:
    from ilium.episode.store.faults import StoreError
    from ilium.episode.store.inspection import WHOLE, inspect_store
    from ilium.faces.store_words import say_fault

    try:
        found = inspect_store(database)
    except StoreError as error:
        return Finding(words.EPISODES, "broken", say_fault(error))
    place, room = found.place, found.free_megabytes
    if found.whole != WHOLE:
        return Finding(words.EPISODES, "broken", words.DAMAGED.format(place=place, what=found.whole))
    if not found.private:
        return Finding(words.EPISODES, "broken", words.OPEN_TO_OTHERS.format(place=place))
    if room is not None and room < LEAST_ROOM:
        return Finding(words.EPISODES, "broken", words.NO_ROOM.format(place=place, free=room))
    return Finding(words.EPISODES, "good", _healthy(found))


def _healthy(found: StoreHealth) -> str:
    facts = {"place": found.place, "n": found.episodes, "revision": found.revision}
    if found.revision is None:
        return words.NONE_YET.format(**facts)
    if not found.newest:
        return words.OLD_TABLES.format(**facts)
    if found.free_megabytes is None:
        return words.KEPT_AWAY.format(**facts)
    return words.KEPT.format(free=f"{found.free_megabytes:,}", **facts)
