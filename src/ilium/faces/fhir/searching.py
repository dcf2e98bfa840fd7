"""What a search asks for: by which parameters, and which resources fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ilium.documents.problems import shorten
from ilium.faces.api.service import refuse_parameter
from ilium.faces.fhir import words

Plain = dict[str, Any]
Wanted = Sequence[tuple[str, str]]
SEARCHED: Final[Mapping[str, str]] = {
    "_id": "token",
    "url": "uri",
    "version": "token",
    "name": "string",
    "title": "string",
    "status": "token",
}
"""By what a resource can be searched, and how each is compared."""
SYSTEMS: Final[Mapping[str, str]] = {"status": "http://hl7.org/fhir/publication-status"}
"""The systems of tokens that are codes; the other tokens have none."""


def wanted(given: Iterable[tuple[str, str]]) -> Wanted:
    """The parameters that are heeded. One with a modifier is refused, for without it more would be found."""
    found = []
    for key, value in given:
        name, colon, _ = key.partition(":")
        if name in SEARCHED and colon:
            raise refuse_parameter(shorten(key), words.NO_MODIFIER, words.LEAVE_MODIFIER.format(name=name))
        if name in SEARCHED:
            found.append((name, value))
    return found


def fits(resource: Plain, asked: Wanted) -> bool:
    """Whether a resource is what a search asks for; alternatives are parted by commas."""
    return all(any(_is(resource, name, one) for one in value.split(",")) for name, value in asked)


def _is(resource: Plain, parameter: str, value: str) -> bool:
    said = str(resource[parameter.removeprefix("_")])
    match SEARCHED[parameter]:
        case "string":
            return said.casefold().startswith(value.casefold())
        case "token":
            return _is_token(said, SYSTEMS.get(parameter, ""), value)
    return said == value


def _is_token(said: str, system: str, value: str) -> bool:
    """Whether a code, with or without its system before a bar, is the one that stands there."""
    before, bar, code = value.partition("|")
    if not bar:
        return said == value
    return before == system and (code == said or bool(before and not code))
