"""The resources of a record, where each one stands, and the codes in them. Anything may be missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ilium.documents.problems import shorten
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.codes import Code

Plain = Mapping[str, Any]
MOST_NAME = 80
MODIFIERS = ("modifierExtension", "implicitRules")
"""What may change the meaning of everything beside it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A resource, and what it is called where it stands: `Condition/12`, or its place in the bundle."""

    resource: Plain
    place: str
    names: frozenset[str] = frozenset()
    """What other resources call it."""
    number: int = 0
    """Which entry of the bundle it is."""

    @property
    def about(self) -> str | None:
        """Whom it is about, as it says itself."""
        subject = self.resource.get("subject", self.resource.get("patient"))
        name = subject.get("reference") if isinstance(subject, dict) else None
        return name if isinstance(name, str) else None

    @property
    def kind(self) -> str:
        """What kind of resource it is."""
        return str(self.resource.get("resourceType", ""))


def entries(bundle: object) -> Iterator[Held]:
    """The resources in a bundle, and in the bundles in it; what is none is left alone."""
    for number, entry in enumerate(_entries(bundle)):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == "Bundle":
            yield from (replace(one, number=number) for one in entries(resource))
        elif isinstance(resource, dict) and isinstance(resource.get("resourceType"), str):
            names = frozenset(_names(entry, resource))
            yield Held(resource, _place(entry, resource, number), names, number)


def _entries(bundle: object) -> list[Any]:
    found = bundle.get("entry") if isinstance(bundle, dict) else None
    return found if isinstance(found, list) else []


def called_in(reference: str) -> frozenset[str]:
    """The names that a reference may mean: as it stands, and as `Patient/12`, without a version."""
    plain = reference.partition("/_history/")[0]
    return frozenset({reference, plain, "/".join(plain.split("/")[-2:])})


def stands_in(value: object, key: str) -> bool:
    """Whether a key stands anywhere in a value, at any depth."""
    if isinstance(value, list):
        return any(stands_in(one, key) for one in value)
    if not isinstance(value, Mapping):
        return False
    return key in value or any(stands_in(one, key) for one in value.values())


def _names(entry: Plain, resource: Plain) -> Iterator[str]:
    full = entry.get("fullUrl")
    if isinstance(full, str):
        yield full
    if isinstance(resource.get("id"), str):
        yield f"{resource['resourceType']}/{resource['id']}"


def _place(entry: Plain, resource: Plain, number: int) -> str:
    if isinstance(resource.get("id"), str):
        return shorten(f"{resource['resourceType']}/{resource['id']}", MOST_NAME)
    full = entry.get("fullUrl")
    return shorten(full, MOST_NAME) if isinstance(full, str) else f"Bundle.entry[{number}]"


def codings(concept: object) -> list[Plain]:
    """The codings of a concept."""
    found = concept.get("coding") if isinstance(concept, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def codes(concept: object) -> frozenset[str]:
    """The codes of a concept, whatever their system: for the fixed lists of FHIR."""
    return frozenset(str(one["code"]) for one in codings(concept) if "code" in one)


def texts(concept: object) -> Iterator[str]:
    """Everything a concept is called."""
    found = [concept.get("text")] if isinstance(concept, dict) else []
    yield from (
        one for one in [*found, *(one.get("display") for one in codings(concept))] if isinstance(one, str)
    )


def called(concept: object) -> str:
    """The name of a concept for a person to read, or its first code."""
    named = next((one.strip() for one in texts(concept) if one.strip()), "")
    return shorten(named or next(iter(sorted(codes(concept))), ""), MOST_NAME)


def means(coding: Plain, one: Code) -> bool:
    """Whether a coding is a code of ours, or (of a diagnosis) a narrower one below it."""
    if coding.get("system") != SYSTEMS[one.system]:
        return False
    code = str(coding.get("code", ""))
    return code.startswith(one.code) if one.system == "icd10cm" else code == one.code
