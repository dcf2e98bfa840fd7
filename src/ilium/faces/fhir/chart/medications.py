"""What the medicines of a record say: by their ingredients, and only while they are taken."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ilium.documents.problems import shorten
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.held import Held, Plain, called, texts
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Said
from ilium.knowledge.library import Knowledge
from ilium.knowledge.records import Record, words_in

STATEMENT, REQUEST = "MedicationStatement", "MedicationRequest"
ASKED_FOR = ("proposal", "plan", "option")
"""Requests that nobody has ordered."""
SWALLOWED = re.compile(r"\b(oral|orally|by mouth|tablets?|capsules?|caplets?|per os)\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(no|not|never|none|without|nil|stop|stopped|stopping|ceased|discontinued|declin\w*|refus\w*|avoid\w*"
    r"|allerg\w*|intoleran\w*|contraindicat\w*|withheld|denie[sd])\b",
    re.IGNORECASE,
)
"""Words in a name that may say the contrary: nobody guesses what they belong to."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Drugs = Mapping[str, Plain]
"""The Medication resources of a record, by what they are referred to as."""


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine of a record: every word for it, whether it is swallowed, and since when it is taken."""

    called: str
    words: frozenset[str]
    swallowed: bool
    since: datetime.date | None


def read_medicine(knowledge: Knowledge, held: Held, drugs: Drugs, today: datetime.date) -> Iterator[Found]:
    """What a statement or request of a medicine says, or why it says nothing."""
    resource, concept = held.resource, _concept(held.resource, drugs)
    origin = Origin(held.place, words.MEDICINE.format(name=called(concept)))
    why_not = _why_not_taken(resource)
    if not why_not and any(NEGATED.search(text) for text in texts(concept)):
        why_not = words.NEGATED
    if why_not or concept is None:
        yield NotRead(origin, why_not or words.MISSING_DRUG)
        return
    one = Medicine(called(concept), _words(concept), _is_swallowed(resource, concept), _since(resource))
    found = list(_say(knowledge, one, origin, today))
    said = [each for each in found if isinstance(each, Said)]
    yield from said or found[:1] or [NotRead(origin, words.NO_NAME)]


def _say(knowledge: Knowledge, one: Medicine, origin: Origin, today: datetime.date) -> Iterator[Found]:
    for question, option, record in _options(knowledge):
        if record.named_among(one.words):
            why_not = _why_not_counted(record, one, today)
            yield NotRead(origin, why_not) if why_not else Said(question, option, origin, item=True)


@lru_cache(maxsize=8)
def _options(knowledge: Knowledge) -> tuple[tuple[str, str, Record], ...]:
    """The options that a medicine can say are so: question, option, and which medicines these are."""
    return tuple(
        (question.id, choice.id, choice.record)
        for question in knowledge.questions.values()
        for choice in question.choices
        if choice.record is not None and choice.record.medicines
    )


def _words(concept: object) -> frozenset[str]:
    """Every word of what a medicine is called."""
    return words_in(" ".join(texts(concept)))


def _why_not_counted(record: Record, one: Medicine, today: datetime.date) -> str:
    if record.by_mouth and not one.swallowed:
        return words.NOT_SWALLOWED
    if record.for_days and (one.since is None or (today - one.since).days < record.for_days):
        return words.NOT_LONG.format(days=record.for_days)
    return ""


def _why_not_taken(resource: Plain) -> str:
    status = str(resource.get("status", ""))
    if status == "entered-in-error":
        return words.NOT_SO
    held_back = resource.get("doNotPerform") is True or resource.get("intent") in ASKED_FOR
    if status != "active" or held_back:
        said = resource.get("intent") if held_back else status
        return words.NOT_TAKEN.format(status=shorten(said or words.MISSING))
    return ""


def _concept(resource: Plain, drugs: Drugs) -> object:
    """What the medicine is called, here or in the resource that is referred to."""
    concept: object = resource.get("medicationCodeableConcept")
    if concept is not None:
        return concept
    reference = resource.get("medicationReference")
    name = reference.get("reference") if isinstance(reference, dict) else None
    if not isinstance(name, str):
        return None
    inside = resource.get("contained")
    for one in inside if isinstance(inside, list) else []:
        if isinstance(one, dict) and f"#{one.get('id')}" == name:
            concept = one.get("code")
    return drugs[name].get("code") if name in drugs else concept


def _is_swallowed(resource: Plain, concept: object) -> bool:
    dosages = resource.get("dosage") or resource.get("dosageInstruction")
    lines = [one for one in dosages if isinstance(one, dict)] if isinstance(dosages, list) else []
    said = [*texts(concept), *(text for one in lines for text in texts(one.get("route")))]
    return any(SWALLOWED.search(text) for text in said)


def _since(resource: Plain) -> datetime.date | None:
    """The first day that the record names; a day that is not whole is no day."""
    period = resource.get("effectivePeriod")
    begun = period.get("start") if isinstance(period, dict) else None
    given = begun or resource.get("effectiveDateTime") or resource.get("authoredOn")
    return day_of(given)


def day_of(given: object) -> datetime.date | None:
    """The day of a date or time."""
    found = DAY.match(given) if isinstance(given, str) else None
    try:
        return datetime.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
