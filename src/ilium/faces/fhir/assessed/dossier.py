"""What every resource of one assessment is made from, and the names that they know each other by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import Any
from uuid import UUID, uuid5

from ilium.answers.case import Case
from ilium.answers.case_writer import write_case
from ilium.faces.fhir import names
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.chart.taken import Origin, Reading
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.codes import Code
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment

Plain = dict[str, Any]
SOFTWARE = names.urn("software")
"""Says of a resource that Ilium made it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A resource, and the name that others refer to it by."""

    name: str
    resource: Plain

    @property
    def kind(self) -> str:
        """What kind of resource it is."""
        return str(self.resource["resourceType"])


NOTHING_READ = Reading()


@dataclass(frozen=True, slots=True)
class Given:
    """What was given beside the answers: whom they are about, and what was read in a record."""

    subject: str = ""
    """What the caller calls the person; empty where nobody says."""
    reading: Reading = NOTHING_READ


NOTHING_GIVEN = Given()


@dataclass(frozen=True)
class Dossier:
    """A case with its day, whole and as it stands on that day, and what Ilium says about it."""

    knowledge: Knowledge
    whole: Case
    case: Case
    day: date
    result: Assessment
    given: Given = NOTHING_GIVEN

    @cached_property
    def base(self) -> UUID:
        """The name of the whole: the same for the same case, knowledge, person and places of a record."""
        places = {place.place for one in self.given.reading.taken for place in one.origins}
        about = "".join(f"\n{one}" for one in (self.given.subject, *sorted(places)) if one)
        return uuid5(names.NAMESPACE, f"{self.knowledge.hash}\n{write_case(self.whole)}{about}")

    @property
    def today(self) -> str:
        """The day of the case, as FHIR writes it."""
        return self.day.isoformat()

    @property
    def moment(self) -> str:
        """The beginning of that day: FHIR wants a moment in some places, and a case knows only its day."""
        return f"{self.today}T00:00:00Z"

    @property
    def not_a_diagnosis(self) -> str:
        """What has to be said beside every statement."""
        mark = self.result.knowledge
        return words.NOT_A_DIAGNOSIS.format(version=mark.version, hash=mark.hash[:12])

    @property
    def first(self) -> str:
        """What has to be said before every statement in an emergency; nothing otherwise."""
        urgency = self.result.urgency
        if urgency.level is not Level.EMERGENCY_NOW:
            return ""
        return words.EMERGENCY_FIRST.format(number=urgency.emergency_number)

    def id_of(self, kind: str, name: str) -> str:
        """The id of a resource."""
        return str(uuid5(self.base, f"{kind}/{name}"))

    def to(self, kind: str, name: str) -> Plain:
        """A reference to a resource."""
        return {"reference": f"urn:uuid:{self.id_of(kind, name)}", "type": kind}

    @property
    def subject(self) -> Plain:
        """A reference to the person: as the caller calls them, so that a record system finds them."""
        if self.given.subject:
            return {"reference": self.given.subject}
        return self.to("Patient", "person")

    def origins(self, question: str, item: str = "") -> tuple[Origin, ...]:
        """The places of a record that an answer, or an item of one, was taken from."""
        every = (one.by_item for one in self.given.reading.taken if one.question == question)
        return tuple(place for by_item in every for place in by_item.get(item, ()))

    @property
    def software(self) -> Plain:
        """A reference to the program."""
        return self.to("Device", "ilium")

    def make(self, kind: str, name: str, told: Iterable[str], **parts: object) -> Made:
        """A resource with its id, its words for people, and those of its parts that are there."""
        resource: Plain = {
            "resourceType": kind,
            "id": self.id_of(kind, name),
            "meta": {"source": SOFTWARE},
            "text": narrative(told),
        }
        return Made(name, resource | {key: part for key, part in parts.items() if _is_there(part)})

    def concept(self, id_: str, text: str, codes: Iterable[Code] = (), display: str = "") -> Plain:
        """Something of the knowledge: its public codes, its id, and its name."""
        ours = {"system": names.CONCEPTS, "code": id_, "display": display or text}
        return {"coding": [*public(codes), ours], "text": text}


def public(codes: Iterable[Code]) -> list[Plain]:
    """The codes that claim no more than is known.

    One that means less is left out; one that is only near is taken where its system has no other such.
    """
    every = tuple(codes)
    near = [one.system for one in every if one.match == "near"]
    return [
        {"system": SYSTEMS[one.system], "code": one.code, "display": one.display}
        for one in every
        if one.match in ("equal", "wider") or (one.match == "near" and near.count(one.system) == 1)
    ]


def listed(system: str, code: str, display: str) -> Plain:
    """A code of one of the fixed lists of HL7."""
    address = f"http://terminology.hl7.org/CodeSystem/{system}"
    return {"coding": [{"system": address, "code": code, "display": display}]}


def narrative(told: Iterable[str]) -> Plain:
    """Lines for people to read, as the small part of HTML that FHIR allows."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in told if line)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{lines}</div>'}


def notes(*told: str) -> list[Plain]:
    """Notes, as far as there is something to say."""
    return [{"text": text} for text in told if text]


def extension(name: str, **value: object) -> Plain:
    """An extension of ours: `names.urn` of its name, with its value."""
    return {"url": names.urn(f"extension/{name}"), **value}


def _is_there(part: object) -> bool:
    return part is not None and part not in ("", [], {})


def unique(items: Iterable[str]) -> Iterator[str]:
    """Each item once, in the order of the first time."""
    return iter(dict.fromkeys(items))
