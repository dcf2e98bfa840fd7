"""From a Bundle with somebody's record to a case: what was taken, from where, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ilium.answers.case import Case
from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.faces.fhir import names
from ilium.faces.fhir.assessed.dossier import SOFTWARE
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.held import Held, called_in, entries
from ilium.faces.fhir.chart.person import why_not_asked
from ilium.faces.fhir.chart.reading import read_record
from ilium.faces.fhir.chart.taken import NotRead, Origin, Reading
from ilium.faces.fhir.origin import check_meaning
from ilium.faces.fhir.reading import expression
from ilium.faces.fhir.reading_responses import from_response
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
RESPONSE = "QuestionnaireResponse"
_OF_RESPONSE = re.compile(rf"^{RESPONSE}")


@dataclass(frozen=True, slots=True)
class Imported:
    """A case made from a record, the answers that came from the record itself, and those given before."""

    case: Case
    reading: Reading
    before: Case
    subject: str = ""
    """What the record calls the person; empty where it does not say, or where Ilium made the person."""


def import_bundle(
    knowledge: Knowledge, bundle: Mapping[str, Any], today: date, case: Case | None = None
) -> Imported:
    """The case in a bundle in the form of FHIR, beside one that is there already.

    Its answers stand, but a yes of the record is never lost beside them (see `chart.fitting`).

    An interview of Ilium's own in the bundle is read whole, where no case is there yet.
    Raises BadDocumentError with every fault at its place.
    """
    held = list(entries(bundle))
    _hold_to_one(words.TWO_PATIENTS, words.ONE_PATIENT, _people(held))
    _hold_to_adult(knowledge, held, (case.today if case is not None else None) or today)
    ours = [one for one in held if _is_interview(one)]
    _hold_to_one(words.TWO_RESPONSES, words.ONE_RESPONSE, ours)
    _hold_to_same_person(held, ours)
    before = case or (_case_of(knowledge, ours[0]) if ours else Case())
    rest, aside = _apart(held, ours if case is None else [])
    reading = read_record(knowledge, rest, before.today or today, before)
    reading = replace(reading, not_read=(*aside, *reading.not_read))
    answers = dict(sorted({**before.answers, **reading.answers}.items()))
    return Imported(replace(before, answers=answers), reading, before, _subject(held))


def _apart(held: list[Held], ours: Iterable[Held]) -> tuple[list[Held], list[NotRead]]:
    """What is to be read, and what is not for where it comes from or whom it is about."""
    rest, aside = [], []
    patient = _patient(held)
    for one in held:
        if one in ours:
            continue
        if one.resource.get("meta", {}).get("source") == SOFTWARE:
            aside.append(NotRead(Origin(one.place, one.kind), words.OWN))
        elif patient is not None and not _is_about(one, patient):
            aside.append(NotRead(Origin(one.place, one.kind), words.OTHER_PERSON))
        else:
            rest.append(one)
    return rest, aside


def _patient(held: list[Held]) -> Held | None:
    return next((one for one in held if one.kind == "Patient"), None)


def _subject(held: list[Held]) -> str:
    """What the patient is called by others, or whom the first resource is about that says so."""
    patient = _patient(held)
    if patient is None:
        return next((found for one in held if (found := subject_of(one.resource))), "")
    if patient.resource.get("meta", {}).get("source") == SOFTWARE:
        return ""
    here = (name for name in sorted(patient.names) if name.startswith("Patient/"))
    return next(here, next(iter(patient.names), ""))


def subject_of(resource: Mapping[str, Any]) -> str:
    """Whom a resource is about, in a name that others can follow; none for what Ilium made."""
    name = resource.get("subject", {}).get("reference", "")
    own = resource.get("meta", {}).get("source") == SOFTWARE
    return "" if own or str(name).startswith("#") else str(name)


def _is_about(one: Held, patient: Held) -> bool:
    """Whether a resource is about the patient.

    One that names nobody stands in this patient's record; so does everything beside a patient who has no
    name to refer to, for then the whole record names one person alone.
    """
    return one.about is None or not patient.names or not patient.names.isdisjoint(called_in(one.about))


def _is_interview(one: Held) -> bool:
    """Whether a resource is a response to one of our questionnaires."""
    named = str(one.resource.get("questionnaire", "")).split("|")[0]
    contained = one.resource.get("contained", ())
    inside = {str(each.get("url", "")) for each in contained if f"#{each.get('id')}" == named}
    return one.kind == RESPONSE and bool({named, *inside} & {names.WHOLE, names.ADAPTIVE})


def _case_of(knowledge: Knowledge, ours: Held) -> Case:
    """The case of an interview; a fault is told at its place in the bundle."""
    try:
        check_meaning(dict(ours.resource))
        return from_response(knowledge, dict(ours.resource))
    except BadDocumentError as error:
        here = expression("Bundle", ("entry", ours.number, "resource"))
        raise BadDocumentError(list(_moved(error.problems, here))) from None


def _moved(problems: Iterable[Problem], here: str) -> Iterator[Problem]:
    for one in problems:
        yield replace(one, place=replace(one.place, file=_OF_RESPONSE.sub(here, one.place.file)))


def _people(held: list[Held]) -> list[Held]:
    """The patients, or where there is none that others can refer to, one resource for each person named."""
    patients = [one for one in held if one.kind == "Patient"]
    if len(patients) > 1 or (patients and patients[0].names):
        return patients
    return list({one.about: one for one in reversed(held) if one.about}.values()) or patients


def _hold_to_same_person(held: list[Held], ours: list[Held]) -> None:
    """Refuse an interview that is about somebody else than the patient of the record."""
    patient = _patient(held)
    for one in ours:
        if patient is not None and not _is_about(one, patient):
            place = Place(expression("Bundle", ("entry", one.number, "resource", "subject")))
            raise BadDocumentError([Problem(place, words.OTHER_INTERVIEW, words.ONE_PATIENT)])


def _hold_to_adult(knowledge: Knowledge, held: list[Held], today: date) -> None:
    """Refuse the record of a person of an age that Ilium does not ask."""
    patient = _patient(held)
    why = why_not_asked(knowledge, patient.resource, today) if patient is not None else ""
    if patient is not None and why:
        place = Place(expression("Bundle", ("entry", patient.number, "resource", "birthDate")))
        raise BadDocumentError([Problem(place, f"{why}.", words.NOT_FOR_THEM)])


def _hold_to_one(what: str, remedy: str, found: list[Held]) -> None:
    if len(found) > 1:
        last = max(one.number for one in found)
        place = Place(expression("Bundle", ("entry", last, "resource")))
        raise BadDocumentError([Problem(place, what.format(n=len(found)), remedy)])
