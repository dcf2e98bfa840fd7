"""The calls of CDS Hooks 2: the list of services, the service, and feedback on its cards."""

from __future__ import annotations

import json
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from ilium.documents.problems import BadDocumentError
from ilium.documents.validation import problems_of
from ilium.episode.store.feedback import Feedback, FeedbackBook
from ilium.faces.api.episodes import may_open
from ilium.faces.api.openapi import body, said
from ilium.faces.api.problems import Refused, documented, refuse_document
from ilium.faces.api.service import Body, Serving, faults_told, judged, read_text
from ilium.faces.api.store_door import store_faults
from ilium.faces.cds_hooks import words
from ilium.faces.cds_hooks.cards import Deck
from ilium.faces.cds_hooks.forms import Call, Cards, FeedbackAnswer, FeedbackCall, Services, ServiceShown
from ilium.faces.cds_hooks.prefetch import PREFETCH, Chart, NotOurs, Read, read_call

ROOT = "/cds-services"
SERVICE = "ilium-upper-buttock"
BODY = "body"
Id = Annotated[str, Path(max_length=100, json_schema_extra={"enum": [SERVICE]})]
Form = TypeVar("Form", bound=BaseModel)
SHOWN = Services(
    services=[
        ServiceShown(
            hook="patient-view",
            title=words.TITLE,
            description=words.DESCRIPTION,
            id=SERVICE,
            usageRequirements=words.USAGE,
            prefetch=PREFETCH,
        )
    ]
)
REFUSALS = documented("bad_request", "not_found", "too_large", "wrong_type", "bad_document", "bad_parameter")
router = APIRouter(prefix=ROOT, tags=["CDS Hooks"])


@router.get("", responses={200: said(Services)}, openapi_extra={"x-open": True})
def services() -> JSONResponse:
    """List the services, and what each asks to be sent along."""
    return JSONResponse(SHOWN.model_dump(mode="json"))


@router.post("/{service_id}", responses={200: said(Cards), **REFUSALS}, openapi_extra=body("Call"))
def call(request: Request, service: Serving, given: Body, service_id: Id) -> JSONResponse:
    """Answer an open chart with cards; none where nothing says that Ilium is for this patient."""
    _known(service_id)
    one = _read(Call, given)
    chart = Chart(one.context.patientId, one.prefetch, one.extension)
    with faults_told():
        found = read_call(service.knowledge, chart, service.access.today())
    deck = Deck(service.knowledge, str(request.base_url).rstrip("/"), one.hookInstance)
    match found:
        case None:
            cards = []
        case NotOurs(age):
            cards = [deck.turn_away(age)]
        case Read(case, conflicts):
            cards = judged(lambda: deck.deal(case, conflicts))
    return JSONResponse(Cards(cards=cards).model_dump(mode="json"))


@router.post(
    "/{service_id}/feedback",
    dependencies=[Depends(may_open)],
    responses={200: said(FeedbackAnswer), **REFUSALS, **documented("key_missing", "key_scope", "no_store")},
    openapi_extra=body("FeedbackCall"),
)
def feedback(service: Serving, given: Body, service_id: Id) -> JSONResponse:
    """Keep what was done with cards; what is sent again is not kept twice."""
    _known(service_id)
    entries = [
        Feedback(
            service_id,
            str(one.card),
            one.outcome,
            one.outcomeTimestamp.isoformat(),
            one.model_dump(mode="json", exclude_none=True, include={"acceptedSuggestions", "overrideReason"}),
        )
        for one in _read(FeedbackCall, given).feedback
    ]
    with store_faults():
        kept = FeedbackBook(service.store.open()).add(entries)
    return JSONResponse(FeedbackAnswer(kept=kept).model_dump())


def _known(service_id: str) -> None:
    if service_id != SERVICE:
        raise Refused("not_found", words.NO_SERVICE)


def _read(form: type[Form], given: bytes) -> Form:
    values = json.loads(read_text(given))
    try:
        return form.model_validate(values)
    except ValidationError as error:
        raise refuse_document(BadDocumentError(problems_of(error, form, BODY, {}))) from None
