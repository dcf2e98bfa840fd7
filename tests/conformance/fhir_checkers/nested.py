"""Resources within resources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Json: TypeAlias = "dict[str, Any] | list[Any] | str | int | float | bool | None"
Resource = dict[str, Any]


def inside(value: Json, place: str = "") -> Iterator[tuple[str, Resource]]:
    """The resource and every resource within it, each with its place."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from inside(one, f"{place}[{number}]")
    elif isinstance(value, dict):
        if "resourceType" in value:
            place = f"{place}.{value['resourceType']}".lstrip(".")
            yield place, value
        for key, one in value.items():
            yield from inside(one, f"{place}.{key}")
