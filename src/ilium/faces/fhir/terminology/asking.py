"""What is asked of the terminology: a code looked up, a set written out, a code translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ilium.documents.problems import shorten, suggest
from ilium.faces.api.problems import Refused
from ilium.faces.fhir import names
from ilium.faces.fhir.terminology import words
from ilium.faces.fhir.terminology.code_systems import code_systems, properties_of, rows_of
from ilium.faces.fhir.terminology.concept_maps import concept_maps
from ilium.faces.fhir.terminology.parameters import Given
from ilium.faces.fhir.terminology.value_sets import contents
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
TURNED: Final = {"wider": "narrower", "narrower": "wider"}
"""What a match is called when it is looked at from the other side."""


def look_up(knowledge: Knowledge, given: Given) -> Plain:
    """What a code of ours is called and means, as Parameters."""
    system, code = given.code()
    rows = rows_of(knowledge, system)
    if rows is None:
        ours = words.OUR_SYSTEMS.format(systems=" and ".join((names.CONCEPTS, names.ANSWERS)))
        raise Refused("not_found", f"{words.NO_SYSTEM.format(system=shorten(system))} {ours}")
    row = rows.get(code)
    if row is None:
        what = words.NO_CODE.format(code=shorten(code), system=system)
        raise Refused("not_found", f"{what} {suggest(code, rows)}".rstrip())
    title = next(one["title"] for one in code_systems(knowledge) if one["url"] == system)
    told = [("name", title), ("version", knowledge.hash), ("display", row.display)]
    told += [("definition", row.definition)] if row.definition else []
    parameters: list[Plain] = [{"name": name, "valueString": value} for name, value in told]
    for one in properties_of(row):
        value = {key: part for key, part in one.items() if key != "code"}
        [(key, said)] = value.items()
        parts = [{"name": "code", "valueCode": one["code"]}, {"name": "value", key: said}]
        parameters.append({"name": "property", "part": parts})
    return {"resourceType": "Parameters", "parameter": parameters}


def write_out(knowledge: Knowledge, value_set: Plain, given: Given) -> Plain:
    """A set with every code in it, or the part of them that is asked for."""
    wanted, offset, count = (
        given.text("filter").casefold(),
        given.number("offset") or 0,
        given.number("count"),
    )
    every = [
        one
        for one in contents(knowledge, value_set)
        if wanted in f"{one['code']} {one['display']}".casefold()
    ]
    ours = (names.CONCEPTS, names.ANSWERS)
    shown = [
        {**one, **({"version": knowledge.hash} if one["system"] in ours else {})}
        for one in every[offset : None if count is None else offset + count]
    ]
    paged = {"offset": offset} if offset or count is not None else {}
    expansion = {"timestamp": names.CHANGED, "total": len(every), **paged}
    return value_set | {"expansion": expansion | ({"contains": shown} if shown else {})}


def translate(knowledge: Knowledge, given: Given, map_id: str = "") -> Plain:
    """What a code is called elsewhere, as Parameters: ours in a public system; in reverse, theirs in ours."""
    system, code = given.code()
    wanted, target = map_id or given.text("url"), given.text("targetsystem")
    turned = given.text("reverse") == "true"
    maps = [one for one in concept_maps(knowledge) if not wanted or wanted in (one["id"], one["url"])]
    if not maps:
        raise Refused("not_found", words.NO_SET.format(url=shorten(wanted)))
    found = [
        match
        for one in maps
        for match in _matches(one, (system, code), turned=turned)
        if not target or match["part"][1]["valueCoding"]["system"] == target
    ]
    answer: list[Plain] = [{"name": "result", "valueBoolean": bool(found)}]
    if not found:
        answer.append({"name": "message", "valueString": words.NOT_MAPPED})
    return {"resourceType": "Parameters", "parameter": [*answer, *found]}


def _matches(concept_map: Plain, asked: tuple[str, str], *, turned: bool) -> Iterator[Plain]:
    for group in concept_map["group"]:
        for element in group["element"]:
            for target in element["target"]:
                ours = (group["source"], element["code"], element["display"])
                theirs = (group["target"], target["code"], target["display"])
                start, end = (theirs, ours) if turned else (ours, theirs)
                if start[:2] == asked:
                    how = target["equivalence"]
                    yield _match(TURNED.get(how, how) if turned else how, end, concept_map["url"])


def _match(how: str, end: tuple[str, ...], source: str) -> Plain:
    coding = {"system": end[0], "code": end[1], "display": end[2]}
    parts = [
        {"name": "equivalence", "valueCode": how},
        {"name": "concept", "valueCoding": coding},
        {"name": "source", "valueUri": source},
    ]
    return {"name": "match", "part": parts}
