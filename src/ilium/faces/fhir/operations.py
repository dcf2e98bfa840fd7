"""The two forms in which an operation is called: a resource by itself, or inside Parameters."""

from __future__ import annotations

from typing import Any

from ilium.documents.problems import BadDocumentError
from ilium.faces.fhir import words
from ilium.faces.fhir.reading import fault_at

Plain = dict[str, Any]


def unwrap(sent: Plain, name: str, type_: str) -> tuple[Plain, bool]:
    """The resource that was sent, and whether it stood in Parameters under its name.

    Raises BadDocumentError where Parameters hold it not once, or another type of it.
    """
    if sent["resourceType"] != "Parameters":
        return sent, False
    given = sent.get("parameter", [])
    places = [number for number, one in enumerate(given) if one.get("name") == name]
    if len(places) != 1:
        what = words.WANT_PARAMETER.format(name=name, n=len(places))
        raise BadDocumentError([fault_at("Parameters", ("parameter",), what, words.SEND.format(one=type_))])
    [number] = places
    resource = given[number].get("resource")
    if not isinstance(resource, dict) or resource.get("resourceType") != type_:
        at = ("parameter", number, "resource")
        what = words.WANT_RESOURCE.format(name=name, type=type_)
        raise BadDocumentError([fault_at("Parameters", at, what, words.SEND.format(one=type_))])
    return resource, True


def wrap(resource: Plain) -> Plain:
    """A resource as the outcome of an operation that was called with Parameters."""
    return {"resourceType": "Parameters", "parameter": [{"name": "return", "resource": resource}]}
