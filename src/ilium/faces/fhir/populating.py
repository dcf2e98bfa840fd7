"""`$populate`: a response with what a record says already, each answer with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from ilium.documents.problems import shorten, suggest
from ilium.faces.api.problems import Refused
from ilium.faces.api.service import Body, Serving, faults_told
from ilium.faces.fhir import names, operation_words, words
from ilium.faces.fhir.capability import Operation, Share
from ilium.faces.fhir.chart.taken import NotRead, Origin
from ilium.faces.fhir.importing import Imported, import_bundle
from ilium.faces.fhir.questionnaire import QUESTIONNAIRES
from ilium.faces.fhir.reading import read_resource
from ilium.faces.fhir.responses import to_response
from ilium.faces.fhir.serving import base_of, send
from ilium.faces.fhir.taken_from import issues, mark
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
TYPE: Final = "Questionnaire"
POPULATE: Final = f"{names.SDC}/OperationDefinition/Questionnaire-populate"
PROFILE: Final = f"{names.SDC}/StructureDefinition/sdc-questionnaireresponse"
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
    return send(_outcome(filled, issues(imported.reading, aside)))


def response(
    knowledge: Knowledge, form: str, imported: Imported, today: date, subject: Plain | None
) -> Plain:
    """The response in progress, with the origin of every answer that was taken from the record."""
    plain = to_response(knowledge, imported.case, today)
    plain |= {"questionnaire": names.versioned(form, knowledge), "status": "in-progress"}
    items = mark(plain.pop("item", []), imported.reading.taken)
    about = {"subject": subject} if subject else {}
    return plain | {"meta": {"profile": [PROFILE]}} | about | ({"item": items} if items else {})


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


def _outcome(filled: Plain, told_of: list[Plain]) -> Plain:
    """What the operation gives back: the response, and what has to be told of the record."""
    told = {"name": "issues", "resource": {"resourceType": "OperationOutcome", "issue": told_of}}
    parameters = [{"name": "response", "resource": filled}, *([told] if told_of else [])]
    return {"resourceType": "Parameters", "parameter": parameters}
