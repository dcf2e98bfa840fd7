"""Whether the resources that point at each other find each other: none of the other checkers looks."""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.fhir_checkers.nested import Json, Resource, inside

POINTING = {"reference", "questionnaire", "valueCanonical", "answerValueSet"}
"""The elements that may point at a resource of the same bundle, or at one contained."""


def by_links(resource: Resource) -> list[str]:
    """Pointers that lead nowhere, and contained resources that nothing points at."""
    containers = (one for place, one in inside(resource) if ".contained[" not in place)
    return [*lost_in_bundle(resource), *(fault for one in containers for fault in lost_inside(one))]


def lost_in_bundle(resource: Resource) -> list[str]:
    """Pointers to names of resources that no entry of the bundle has."""
    if resource["resourceType"] != "Bundle":
        return []
    places = {entry.get("fullUrl") for entry in resource.get("entry", [])}
    pointers = (one for one in pointers_in(resource, "reference") if one.startswith("urn:uuid:"))
    return [f"Bundle: no entry is {one}" for one in pointers if one not in places]


def lost_inside(resource: Resource) -> list[str]:
    """What a resource points at in itself against what it contains (invariant dom-3)."""
    kind = resource["resourceType"]
    if kind in ("Bundle", "Parameters"):
        return []
    contained = {f"#{one['id']}" for one in resource.get("contained", [])}
    used = {one for key in POINTING for one in pointers_in(resource, key) if one.startswith("#")}
    return [
        *(f"{kind}: nothing contained is {one}" for one in sorted(used - contained)),
        *(f"{kind}: nothing points at {one}" for one in sorted(contained - used)),
    ]


def pointers_in(value: Json, key: str) -> Iterator[str]:
    """Every text under a key, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from pointers_in(one, key)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == key and isinstance(one, str):
                yield one
            yield from pointers_in(one, key)
