"""What our ids and answers are called in the public code systems: one map for each system."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from ilium.faces.fhir import names
from ilium.faces.fhir.coding import ABSENT, FIXED
from ilium.faces.fhir.systems import SYSTEMS
from ilium.faces.fhir.terminology import words
from ilium.faces.fhir.terminology.code_systems import canonical, rows_of
from ilium.knowledge.coded import Coded, coded_entries
from ilium.knowledge.codes import Code, Match, System
from ilium.knowledge.library import Knowledge
from ilium.knowledge.terminologies import Terminology

Plain = dict[str, Any]
IDS: Final[dict[System, str]] = {"icd10cm": "icd-10-cm", "snomed_ct": "snomed-ct", "loinc": "loinc"}
EQUIVALENCES: Final[dict[Match, str]] = {
    "equal": "equivalent",
    "wider": "wider",
    "narrower": "narrower",
    "near": "relatedto",
}
"""How FHIR calls what a code means beside our concept; it looks from ours to theirs, as we do."""


@lru_cache(maxsize=8)
def concept_maps(knowledge: Knowledge) -> tuple[Plain, ...]:
    """The maps to the public systems that the knowledge has the terms of, and to HL7's reasons."""
    public = (
        _map(knowledge, system, knowledge.terminologies[system])
        for system in IDS
        if system in knowledge.terminologies
    )
    return (*public, _absent(knowledge))


def _absent(knowledge: Knowledge) -> Plain:
    """How HL7 says that somebody does not know, or would rather not say."""
    told = (
        words.MAP.format(system=words.ABSENT_SYSTEM),
        words.MAP_MEANS.format(system=words.ABSENT_SYSTEM),
    )
    elements = []
    for missing, code in ABSENT.items():
        target = {"code": code, "display": words.ABSENT[code], "equivalence": EQUIVALENCES["equal"]}
        elements.append({"code": str(missing), "display": FIXED[missing], "target": [target]})
    group = {"source": names.ANSWERS, "sourceVersion": knowledge.hash, "target": names.DATA_ABSENT}
    url = names.urn("concept-map/data-absent-reason")
    plain = canonical("ConceptMap", "to-data-absent-reason", url, knowledge, told)
    return plain | {"group": [group | {"element": elements}]}


def _map(knowledge: Knowledge, system: System, terminology: Terminology) -> Plain:
    told = words.MAP.format(system=terminology.name), words.MAP_MEANS.format(system=terminology.name)
    url = names.urn(f"concept-map/{IDS[system]}")
    groups = [_group(knowledge, system, terminology, ours) for ours in (names.CONCEPTS, names.ANSWERS)]
    return canonical("ConceptMap", f"to-{IDS[system]}", url, knowledge, told) | {
        "copyright": "\n\n".join((words.COPYRIGHT, *terminology.notice)),
        "group": [group for group in groups if group["element"]],
    }


def _group(knowledge: Knowledge, system: System, terminology: Terminology, ours: str) -> Plain:
    """The codes of one of our systems, with what they are called there."""
    return {
        "source": ours,
        "sourceVersion": knowledge.hash,
        "target": SYSTEMS[system],
        "targetVersion": terminology.version,
        "element": list(_elements(knowledge, system, ours)),
    }


def _elements(knowledge: Knowledge, system: System, ours: str) -> Iterator[Plain]:
    rows = rows_of(knowledge, ours)
    assert rows is not None
    for one in coded_entries(knowledge):
        targets = [_target(code) for code in one.codes if code.system == system]
        if targets and _system_of(one) == ours:
            yield {"code": one.id, "display": rows[one.id].display, "target": targets}


def _system_of(one: Coded) -> str:
    return names.ANSWERS if one.kind == "answer" else names.CONCEPTS


def _target(code: Code) -> Plain:
    plain = {"code": code.code, "display": code.display, "equivalence": EQUIVALENCES[code.match]}
    comment = code.note or words.MATCHES[code.match]
    return plain | ({"comment": comment} if comment else {})
