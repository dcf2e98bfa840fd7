"""The CapabilityStatement: put together from what each part says that it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ilium import __version__
from ilium.faces.fhir import names, words
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Search:
    """A parameter by which a kind of resource can be searched, and its type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its name without `$`, and the address of its definition."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one part can do with one kind of resource; parts may share a kind.

    `type` is empty for operations on the whole system.
    """

    type: str
    interactions: tuple[str, ...] = ()
    searches: tuple[Search, ...] = ()
    operations: tuple[Operation, ...] = ()
    profiles: tuple[str, ...] = ()


def capability(shares: Iterable[Share], knowledge: Knowledge, base: str) -> Plain:
    """What can be done here, at the address `base`."""
    shares = tuple(shares)
    types = sorted({share.type for share in shares if share.type})
    rest: Plain = {
        "mode": "server",
        "security": {"cors": False, "description": words.SECURITY},
        "resource": [_resource(type_, [s for s in shares if s.type == type_]) for type_ in types],
    }
    system = [_operation(one) for share in shares if not share.type for one in share.operations]
    return {
        "resourceType": "CapabilityStatement",
        "id": "ilium",
        "url": names.CAPABILITY,
        "version": knowledge.hash,
        "name": "IliumCapability",
        "title": words.CAPABILITY_TITLE,
        "status": "active",
        "date": names.CHANGED,
        "description": words.CAPABILITY,
        "kind": "instance",
        "software": {"name": "Ilium", "version": __version__},
        "implementation": {"description": knowledge.region.name, "url": base},
        "fhirVersion": names.FHIR_VERSION,
        "format": [names.FHIR_JSON],
        "implementationGuide": [f"{names.SDC}/ImplementationGuide/hl7.fhir.uv.sdc|{names.SDC_VERSION}"],
        "rest": [rest | ({"operation": system} if system else {})],
    }


def _resource(type_: str, shares: list[Share]) -> Plain:
    """What can be done with one kind of resource."""
    plain: Plain = {"type": type_}
    profiles = [profile for share in shares for profile in share.profiles]
    interactions = [{"code": code} for share in shares for code in share.interactions]
    searches = [{"name": one.name, "type": one.type} for share in shares for one in share.searches]
    operations = [_operation(one) for share in shares for one in share.operations]
    parts = {
        "supportedProfile": profiles,
        "interaction": interactions,
        "searchParam": searches,
        "operation": operations,
    }
    return plain | {key: part for key, part in parts.items() if part}


def _operation(one: Operation) -> Plain:
    return {"name": one.name, "definition": one.definition}
