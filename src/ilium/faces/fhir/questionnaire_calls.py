"""The calls about Questionnaires: search, read, and `$next-question`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from ilium.documents.problems import BadDocumentError, shorten, suggest
from ilium.faces.api.problems import Refused, refuse_document
from ilium.faces.api.service import Body, Serving, judged
from ilium.faces.fhir import names, words
from ilium.faces.fhir.capability import Operation, Search, Share
from ilium.faces.fhir.next_question import next_page
from ilium.faces.fhir.operations import unwrap, wrap
from ilium.faces.fhir.questionnaire import QUESTIONNAIRES
from ilium.faces.fhir.reading import read_resource
from ilium.faces.fhir.searching import SEARCHED, fits, wanted
from ilium.faces.fhir.serving import base_of, searchset, send

TYPE = "Questionnaire"
NEXT = f"{names.SDC}/OperationDefinition/Questionnaire-next-question"
SHARES = (
    Share(
        TYPE,
        interactions=("read", "search-type"),
        searches=tuple(Search(name, type_) for name, type_ in SEARCHED.items()),
        operations=(Operation("next-question", NEXT),),
        profiles=(f"{names.SDC}/StructureDefinition/sdc-questionnaire-adapt-srch",),
    ),
)
Id = Annotated[str, Path(max_length=100)]
Plain = dict[str, Any]
router = APIRouter()


@router.get(f"/{TYPE}")
def search(request: Request, service: Serving) -> Response:
    """Find Questionnaires."""
    every = [make(service.knowledge, base_of(request)) for make in QUESTIONNAIRES]
    asked = wanted(request.query_params.multi_items())
    found = [one for one in every if fits(one, asked)]
    return send(searchset(found, TYPE, base_of(request), asked))


@router.post(f"/{TYPE}/$next-question")
def next_question(request: Request, service: Serving, given: Body) -> Response:
    """Ask what comes next: the same response comes back, with the next page of questions in it."""
    sent = read_resource(given, "QuestionnaireResponse", "Parameters")
    today, base, where = service.access.today(), base_of(request), service.access.country
    try:
        response, wrapped = unwrap(sent, "questionnaire-response", "QuestionnaireResponse")
        answer = judged(lambda: next_page(service.knowledge, response, base, today, where))
    except BadDocumentError as error:
        raise refuse_document(error) from None
    return send(wrap(answer) if wrapped else answer)


@router.get(f"/{TYPE}/{{questionnaire}}")
def read(request: Request, service: Serving, questionnaire: Id) -> Response:
    """Read a Questionnaire."""
    every = {one["id"]: one for make in QUESTIONNAIRES if (one := make(service.knowledge, base_of(request)))}
    if questionnaire not in every:
        what = words.NO_RESOURCE_HERE.format(type=TYPE, id=shorten(questionnaire))
        raise Refused("not_found", f"{what} {suggest(questionnaire, every)}".rstrip())
    return send(every[questionnaire])
