"""From the resources of a record to answers: what is taken, from where, and what is not read.

Nothing is ever read as a no: what a record does not say was not asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from ilium.answers.case import Case
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.diagnoses import read_diagnosis
from ilium.faces.fhir.chart.fitting import fitting
from ilium.faces.fhir.chart.held import MODIFIERS, Held, stands_in
from ilium.faces.fhir.chart.medications import REQUEST, STATEMENT, read_medicine
from ilium.faces.fhir.chart.observed import read_observation
from ilium.faces.fhir.chart.person import read_person
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Reading, Said
from ilium.knowledge.library import Knowledge

LEFT_ALONE = ("Medication", "OperationOutcome")
"""What stands in a record only for the sake of other resources."""


def read_record(knowledge: Knowledge, held: Iterable[Held], today: datetime.date, case: Case) -> Reading:
    """The answers in the resources of one person's record, as of a day, beside those of a case."""
    every = tuple(held)
    drugs = {name: one.resource for one in every if one.kind == "Medication" for name in one.names}
    found: list[Found] = []
    for one in every:
        modifier = next((key for key in MODIFIERS if stands_in(one.resource, key)), "")
        if modifier:
            found.append(NotRead(Origin(one.place, one.kind), words.MODIFIED.format(key=modifier)))
            continue
        match one.kind:
            case "Patient":
                found += read_person(knowledge, one, today)
            case "Condition":
                found += read_diagnosis(knowledge, one)
            case kind if kind in (STATEMENT, REQUEST):
                found += read_medicine(knowledge, one, drugs, today)
            case "Observation":
                found += read_observation(knowledge, one, today)
            case kind if kind not in LEFT_ALONE:
                found.append(NotRead(Origin(one.place, one.kind), words.OTHER_KIND))
    reading = fitting(knowledge, [one for one in found if isinstance(one, Said)], case)
    aside = (one for one in found if isinstance(one, NotRead))
    return replace(reading, not_read=(*aside, *reading.not_read))
