"""Whether codes and extensions of HL7 are published by HL7: the other checkers take any word for one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tests.conformance.fhir_checkers.nested import Json, Resource
from tests.conformance.fhir_checkers.packages import FHIR

COUNTRIES = "urn:iso:std:iso:3166"
OF_HL7 = ("http://terminology.hl7.org/CodeSystem/", "http://hl7.org/fhir/", COUNTRIES)
OF_OTHERS = "http://hl7.org/fhir/sid/"
"""Where HL7 only names the systems of others."""
EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/"
TERMS = ("valuesets.json", "v3-codesystems.json")


def by_publication(resource: Resource) -> list[str]:
    """Codes and extensions of HL7 that HL7 does not know, and values that an extension cannot have."""
    return [
        *(fault for one in parts(resource) for fault in unknown_code(one)),
        *(fault for one in parts(resource) for fault in unknown_in_set(one)),
        *(fault for one in parts(resource) for fault in unknown_extension(one)),
    ]


def unknown_code(part: Mapping[str, Any]) -> Iterator[str]:
    """A code that its system does not have, or calls something else."""
    system, code = part.get("system"), part.get("code")
    if (
        not isinstance(system, str)
        or not isinstance(code, str)
        or not system.startswith(OF_HL7)
        or system.startswith(OF_OTHERS)
    ):
        return
    known = code_systems().get(system)
    if known is None:
        yield f"no code system is called {system}"
    elif code not in known:
        yield f"{system} has no code {code}"
    elif (display := part.get("display")) and display.casefold() != known[code].casefold():
        yield f"{system} calls {code} '{known[code]}', not '{display}'"


def unknown_in_set(part: Mapping[str, Any]) -> Iterator[str]:
    """Codes that a set takes from a system that does not have them; a set may give them words of its own."""
    listed = part.get("concept", part.get("element"))
    if isinstance(listed, list):
        system = part.get("system", part.get("source"))
        yield from (
            fault for one in listed for fault in unknown_code({"system": system, "code": one["code"]})
        )


def unknown_extension(part: Mapping[str, Any]) -> Iterator[str]:
    """An extension that is not published, or has a value of a type that it cannot have."""
    url = part.get("url")
    if not isinstance(url, str) or not url.startswith(EXTENSIONS) or len(part) != 2:
        return
    types = extensions().get(url)
    value = next(key for key in part if key != "url")
    if types is None:
        yield f"no extension is called {url}"
    elif value != "extension" and value.removeprefix("value").lower() not in types:
        yield f"{url} has no {value}"


def parts(value: Json) -> Iterator[Mapping[str, Any]]:
    """Every element, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from parts(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from parts(one)


@cache
def code_systems() -> Mapping[str, Mapping[str, str]]:
    """The codes of every system that is published whole, and what each is called."""
    bundles = (json.loads((FHIR / name).read_text("utf-8")) for name in TERMS)
    every = [entry["resource"] for bundle in bundles for entry in bundle["entry"]]
    return {
        one["url"]: {part["code"]: part.get("display", part["code"]) for part in concepts(one)}
        for one in every
        if one["resourceType"] == "CodeSystem" and one["content"] == "complete"
    } | {COUNTRIES: countries(every)}


def countries(every: Iterable[Resource]) -> Mapping[str, str]:
    """The countries of ISO 3166, as HL7 lists them."""
    [listed] = (one for one in every if one.get("url") == "http://hl7.org/fhir/ValueSet/iso3166-1-2")
    return {one["code"]: one["display"] for part in listed["compose"]["include"] for one in part["concept"]}


def concepts(holder: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The concepts of a code system, at any depth."""
    for one in holder.get("concept", []):
        yield one
        yield from concepts(one)


@cache
def extensions() -> Mapping[str, set[str]]:
    """The types that the value of each published extension may have."""
    bundle = json.loads((FHIR / "extension-definitions.json").read_text("utf-8"))
    every = (entry["resource"] for entry in bundle["entry"])
    return {one["url"]: value_types(one) for one in every if one["resourceType"] == "StructureDefinition"}


def value_types(definition: Resource) -> set[str]:
    """The types of `Extension.value[x]` in a definition, in small letters."""
    elements = definition["snapshot"]["element"]
    return {
        type_["code"].lower()
        for element in elements
        if element["id"] == "Extension.value[x]"
        for type_ in element["type"]
    }
