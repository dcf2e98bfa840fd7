"""Where a concept is used: every other concept that names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ilium.faces.web.browse.entries import BROWSED, Mention, name_of
from ilium.knowledge.library import Knowledge


@lru_cache(maxsize=4)
def mentions(knowledge: Knowledge) -> Mapping[str, tuple[Mention, ...]]:
    """For each concept those that name it, in the order of the kinds and then of the ids."""
    known = {id_ for folder in BROWSED for id_ in knowledge.concepts(folder)}
    found: dict[str, dict[Mention, None]] = {}
    for folder in BROWSED:
        for id_, concept in knowledge.concepts(folder).items():
            mention = Mention(id_, folder, name_of(concept))
            for word in _words(concept.model_dump(mode="json", by_alias=True)):
                if word in known and word != id_:
                    found.setdefault(word, {})[mention] = None
    return {id_: tuple(of) for id_, of in found.items()}


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Every string and every key in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
