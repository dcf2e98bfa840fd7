"""From what a hospital's system sends along to a case: what is not sent was not asked."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ilium.answers.case import AGE, Case
from ilium.answers.case_reader import can_read
from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.faces.cds_hooks import words
from ilium.faces.cds_hooks.triggers import calls_for_cards
from ilium.faces.fhir.chart.diagnoses import diagnosis
from ilium.faces.fhir.chart.held import Held, entries
from ilium.faces.fhir.chart.person import age_on
from ilium.faces.fhir.chart.reading import read_record
from ilium.faces.fhir.chart.taken import NotRead
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge

CASE = "ilium.case"
PATIENT: Final = "prefetch.patient.id"
PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "conditions": "Condition?patient={{context.patientId}}",
}
"""What is asked to be sent along: no more than is read."""
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NotOurs:
    """A patient of an age that Ilium knows nothing about."""

    age: int


@dataclass(frozen=True, slots=True)
class Read:
    """The case of a patient, and where the chart says otherwise than the answers did."""

    case: Case
    conflicts: tuple[NotRead, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """What was sent along with a call: whose chart is open, the resources, and what else came."""

    patient: str
    prefetch: Plain
    extension: Plain


def read_call(knowledge: Knowledge, chart: Chart, today: datetime.date) -> Read | NotOurs | None:
    """The case of the patient, or None where nothing says that Ilium is for this patient.

    Raises BadDocumentError for a case of Ilium's own that cannot be read, and for somebody else's chart.
    """
    person = _person(chart)
    held = list(_conditions(chart))
    given = chart.extension.get(CASE)
    if given is None and not any(calls_for_cards(knowledge, diagnosis(one)) for one in held):
        return None
    case = Case() if given is None else read_case(knowledge, json.dumps(given, ensure_ascii=False), CASE)
    age = age_on(str(person.resource.get("birthDate", "")), today) if person else None
    if age is not None and not can_read(knowledge.forms[AGE], age):
        return NotOurs(age)
    reading = read_record(knowledge, [*held, *([person] if person else [])], today, case)
    answers = dict(sorted({**case.answers, **reading.answers}.items()))
    return Read(
        replace(case, answers=answers, mode="clinician", today=case.today or today), reading.conflicts
    )


def _person(chart: Chart) -> Held | None:
    """The patient that was sent; somebody else than the one whose chart is open is refused."""
    sent = chart.prefetch.get("patient")
    if not isinstance(sent, dict) or sent.get("resourceType") != "Patient":
        return None
    id_ = sent.get("id")
    if id_ is not None and id_ != _bare(chart.patient):
        raise BadDocumentError([Problem(Place(PATIENT), words.OTHER_PATIENT, words.SEND_THIS_PATIENT)])
    return Held(sent, "patient")


def _conditions(chart: Chart) -> Iterator[Held]:
    """The diagnoses of this patient; one that names nobody stands in the chart that was asked for."""
    for one in entries(chart.prefetch.get("conditions")):
        about = one.about
        if one.kind == "Condition" and (about is None or _patient_in(about) == _bare(chart.patient)):
            yield one


def _patient_in(reference: str) -> str:
    """The id in a reference to a patient, whole or not, of some version or not; empty where none is."""
    parts = reference.split("/_history/", maxsplit=1)[0].split("/")
    return parts[-1] if len(parts) > 1 and parts[-2] == "Patient" else ""


def _bare(patient: str) -> str:
    """The id of a patient, which some systems send as a reference."""
    return patient.removeprefix("Patient/")
