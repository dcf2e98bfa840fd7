"""What the numbers of the knowledge rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.knowledge.library import Knowledge


def count_numbers(knowledge: Knowledge) -> Counter[str]:
    """How many numbers rest on studies, on guidelines and on estimates."""
    from ilium.knowledge.library import FOLDERS

    concepts = [concept for folder in FOLDERS for concept in knowledge.concepts(folder).values()]
    return Counter(_bases([*concepts, knowledge.region, knowledge.care]))


def _bases(value: object) -> Iterator[str]:
    from pydantic import BaseModel

    from ilium.knowledge.numbers import Evidence
    from ilium.knowledge.schema import Loss

    if isinstance(value, Evidence | Loss):
        yield value.basis
    if isinstance(value, BaseModel):
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from _bases(part)
