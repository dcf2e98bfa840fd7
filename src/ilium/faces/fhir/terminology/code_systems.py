"""The two code systems: everything that has an id, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from ilium.faces.fhir import names
from ilium.faces.fhir.terminology import words
from ilium.faces.fhir.terminology.rows import Row, answer_rows, concept_rows
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
VALUES: Final[Mapping[str, str]] = {"string": "valueString", "code": "valueCode", "boolean": "valueBoolean"}


@lru_cache(maxsize=8)
def code_systems(knowledge: Knowledge) -> tuple[Plain, ...]:
    """Both code systems, whole."""
    concepts = concept_rows(knowledge).values()
    answers = answer_rows(knowledge).values()
    return (
        _system(knowledge, "concepts", names.CONCEPTS, (words.CONCEPTS, words.CONCEPTS_MEAN), concepts),
        _system(knowledge, "answers", names.ANSWERS, (words.ANSWERS, words.ANSWERS_MEAN), answers),
    )


def rows_of(knowledge: Knowledge, system: str) -> Mapping[str, Row] | None:
    """The codes of one of our systems, or None where it is none of ours."""
    if system == names.CONCEPTS:
        return concept_rows(knowledge)
    return answer_rows(knowledge) if system == names.ANSWERS else None


def canonical(kind: str, id_: str, url: str, knowledge: Knowledge, told: tuple[str, str]) -> Plain:
    """What every resource with a lasting address begins with."""
    title, description = told
    return {
        "resourceType": kind,
        "id": names.resource_id(id_),
        "url": url,
        "version": knowledge.hash,
        "name": "Ilium" + "".join(part.title() for part in id_.replace("_", "-").split("-")),
        "title": title,
        "status": "active",
        "experimental": False,
        "date": names.CHANGED,
        "publisher": words.PUBLISHER,
        "description": description,
        "copyright": words.COPYRIGHT,
    }


def _system(knowledge: Knowledge, id_: str, url: str, told: tuple[str, str], rows: Iterable[Row]) -> Plain:
    concepts = [_concept(row) for row in rows]
    used = {prop["code"] for concept in concepts for prop in concept["property"]}
    return canonical("CodeSystem", id_, url, knowledge, told) | {
        "caseSensitive": True,
        "compositional": False,
        "versionNeeded": False,
        "content": "complete",
        "count": len(concepts),
        "filter": [_filter()],
        "property": [
            {"code": name, "description": meaning, "type": type_}
            for name, (type_, meaning) in words.PROPERTIES.items()
            if name in used
        ],
        "concept": concepts,
    }


def _filter() -> Plain:
    name = "kind"
    return {"code": name, "description": words.PROPERTIES[name][1], "operator": ["="], "value": name}


def _concept(row: Row) -> Plain:
    plain: Plain = {"code": row.code, "display": row.display}
    if row.definition:
        plain["definition"] = row.definition
    return plain | {"property": properties_of(row)}


def properties_of(row: Row) -> list[Plain]:
    """The properties of a code, each value by itself."""
    return [
        {"code": name, VALUES[words.PROPERTIES[name][0]]: value}
        for name, values in row.properties.items()
        for value in values
    ]
