"""What the observations of a record say: the few that the knowledge names, while they hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ilium.answers.values import Kind
from ilium.documents.problems import shorten
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.held import Held, Plain, called, codings, means
from ilium.faces.fhir.chart.medications import day_of
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Said
from ilium.knowledge.library import Knowledge
from ilium.knowledge.records import Observed

FINAL = ("final", "amended", "corrected")


def read_observation(knowledge: Knowledge, held: Held, today: datetime.date) -> Iterator[Found]:
    """What an Observation says, or why it says nothing."""
    resource = held.resource
    origin = Origin(held.place, words.OBSERVATION.format(name=called(resource.get("code"))))
    status = str(resource.get("status", ""))
    if status not in FINAL:
        not_final = words.NOT_FINAL.format(status=shorten(status or words.MISSING))
        error = status in ("entered-in-error", "cancelled")
        yield NotRead(origin, words.NOT_SO if error else not_final)
        return
    found = list(_say(knowledge, resource, origin, today))
    yield from found or [NotRead(origin, words.NO_MATCH)]


def _say(knowledge: Knowledge, resource: Plain, origin: Origin, today: datetime.date) -> Iterator[Found]:
    for question in knowledge.questions.values():
        for choice in question.choices:
            observed = choice.record.observed if choice.record is not None else None
            coded = codings(resource.get("code"))
            if observed is None or not any(means(one, observed.code) for one in coded):
                continue
            why_not = _why_not(observed, resource, today)
            if why_not:
                yield NotRead(origin, why_not)
            else:
                yield Said(question.id, choice.id, origin, item=question.kind is Kind.CHECKLIST)


def _why_not(observed: Observed, resource: Plain, today: datetime.date) -> str:
    values = {
        f"{one.get('system')}|{one.get('code')}" for one in codings(resource.get("valueCodeableConcept"))
    }
    if not values & set(observed.values):
        return words.NO_VALUE
    day = day_of(resource.get("effectiveDateTime"))
    if day is None or not 0 <= (today - day).days <= observed.within_days:
        return words.TOO_OLD.format(days=observed.within_days)
    return ""
