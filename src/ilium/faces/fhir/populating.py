"""`$populate`: a response with what a record says already, each answer with where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from ilium.documents.problems import shorten, suggest
from ilium.faces.api.problems import Refused
from ilium.faces.api.service import Body, Serving, faults_told
from ilium.faces.fhir import names, operation_words, words
from ilium.faces.fhir.answer_items import item_link_id
from ilium.faces.fhir.capability import Operation, Share
from ilium.faces.fhir.chart.taken import NotRead, Origin, Taken
from ilium.faces.fhir.importing import Imported, import_bundle
from ilium.faces.fhir.questionnaire import QUESTIONNAIRES
from ilium.faces.fhir.reading import read_resource
from ilium.faces.fhir.responses import to_response
from ilium.faces.fhir.serving import base_of, send
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
TYPE: Final = "Questionnaire"
POPULATE: Final = f"{names.SDC}/OperationDefinition/Questionnaire-populate"
PROFILE: Final = f"{names.SDC}/StructureDefinition/sdc-questionnaireresponse"
ORIGIN: Final = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin"
"""Da Vinci DTR's extension of an answer: whether a person or a program filled it in."""
TAKEN_FROM: Final = names.urn("extension/taken-from")
REFERENCE: Final = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z0-9.\-]{1,64}|(urn|https?):\S+")
router = APIRouter()
SHARES = (Share(TYPE, operations=(Operation("populate", POPULATE),)),)
Id = Annotated[str, Path(max_length=100)]


@router.post(f"/{TYPE}/{{questionnaire}}/$populate")
def populate(request: Request, service: Serving, given: Body, questionnaire: Id) -> Response:
    """Fill in what a record says, and say from where; nothing that it does not say is a no."""
    sent = read_resource(given, "Parameters", "Bundle")
    forms = {
        one["id"]: one["url"] for make in QUESTIONNAIRES if (one := make(service.knowledge, base_of(request)))
    }
    if questionnaire not in forms:
        what = words.NO_RESOURCE_HERE.format(type=TYPE, id=shorten(questionnaire))
        raise Refused("not_found", f"{what} {suggest(questionnaire, forms)}".rstrip())
    today = service.access.today()
    content, aside = _content(sent)
    with faults_told():
        imported = import_bundle(service.knowledge, content, today)
    filled = response(service.knowledge, forms[questionnaire], imported, today, _subject(sent, content))
    return send(_outcome(filled, [*aside, *imported.reading.not_read]))


def response(
    knowledge: Knowledge, form: str, imported: Imported, today: date, subject: Plain | None
) -> Plain:
    """The response in progress, with the origin of every answer that was taken from the record."""
    plain = to_response(knowledge, imported.case, today)
    plain |= {"questionnaire": names.versioned(form, knowledge), "status": "in-progress"}
    origins = dict(_origins(imported.reading.taken))
    items = [_marked(item, origins) for item in plain.pop("item", [])]
    about = {"subject": subject} if subject else {}
    return plain | {"meta": {"profile": [PROFILE]}} | about | ({"item": items} if items else {})


def _origins(taken: Iterable[Taken]) -> Iterator[tuple[str, tuple[Origin, ...]]]:
    for one in taken:
        for item, places in one.by_item.items():
            yield item_link_id(one.question, item) if item else one.question, places


def _marked(item: Plain, origins: dict[str, tuple[Origin, ...]]) -> Plain:
    """An item with the origins of its answers, and of those of the items in it."""
    marked = dict(item)
    if "item" in item:
        marked["item"] = [_marked(inner, origins) for inner in item["item"]]
    places = origins.get(item["linkId"], ())
    if places and "answer" in item:
        told = [_automatic(), *(_taken_from(one) for one in places)]
        marked["answer"] = [{"extension": told} | answer for answer in item["answer"]]
    return marked


def _automatic() -> Plain:
    return {"url": ORIGIN, "extension": [{"url": "source", "valueCode": "auto-server"}]}


def _taken_from(origin: Origin) -> Plain:
    whole = REFERENCE.fullmatch(origin.place) and not origin.place.endswith("...")
    reference = {"reference": origin.place} if whole else {}
    return {"url": TAKEN_FROM, "valueReference": reference | {"display": origin.what}}


def _content(sent: Plain) -> tuple[Plain, list[NotRead]]:
    """Every resource that was sent along, in one bundle, and what was only referred to."""
    if sent["resourceType"] == "Bundle":
        return sent, []
    entries: list[Plain] = []
    aside: list[NotRead] = []
    for part in _parts(sent):
        held = part.get("resource")
        if held is not None:
            entries += held.get("entry", []) if held.get("resourceType") == "Bundle" else [{"resource": held}]
        elif "valueReference" in part:
            place = str(part["valueReference"].get("reference", part["name"]))
            aside.append(NotRead(Origin(shorten(place), part["name"]), operation_words.NOT_THERE))
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}, aside


def _parts(sent: Plain) -> Iterator[Plain]:
    """The parameters that hold a record: `content`, and the `content` of each `context`."""
    for one in sent.get("parameter", ()):
        if one.get("name") == "content":
            yield one
        elif one.get("name") == "context":
            yield from (part for part in one.get("part", ()) if part.get("name") == "content")


def _subject(sent: Plain, content: Plain) -> Plain | None:
    """Whom the response is about: as the caller says, or the patient of the record."""
    for one in sent.get("parameter", ()):
        if one.get("name") == "subject" and "valueReference" in one:
            said: Plain = one["valueReference"]
            return said
    people = (one["resource"] for one in content.get("entry", ()) if "resource" in one)
    ids = [one["id"] for one in people if one.get("resourceType") == "Patient" and "id" in one]
    return {"reference": f"Patient/{ids[0]}"} if ids else None


def _outcome(filled: Plain, not_read: list[NotRead]) -> Plain:
    """What the operation gives back: the response, and what was not read."""
    issues = [
        {
            "severity": "information",
            "code": "informational",
            "details": {"text": operation_words.NOT_READ.format(what=one.origin.what, why=one.why)},
            "diagnostics": one.origin.place,
        }
        for one in not_read
    ]
    told = {"name": "issues", "resource": {"resourceType": "OperationOutcome", "issue": issues}}
    parameters = [{"name": "response", "resource": filled}, *([told] if issues else [])]
    return {"resourceType": "Parameters", "parameter": parameters}
