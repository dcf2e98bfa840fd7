"""From a case to everything Ilium says about it: nothing is kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from ilium.answers.case import Case
from ilium.assessment import assess, show_next
from ilium.documents.problems import suggest
from ilium.explanation.explaining import Explanation, explain
from ilium.faces.api.forms import NextStepShown, PlanShown
from ilium.faces.api.openapi import body, said
from ilium.faces.api.problems import documented
from ilium.faces.api.service import Body, Service, Serving, judged, refuse_parameter
from ilium.faces.telling import explain_words
from ilium.result import Assessment, KnowledgeMark, as_plain

router = APIRouter(tags=["assess"])
AfterEmergency = Annotated[
    bool, Query(description="Go on asking although the answers already call for emergency help.")
]
Cause = Annotated[str, Query(max_length=100, description="The id of a condition or of a family.")]


def _form(form: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any type that pydantic can write
    return TypeAdapter(form)


_NEXT, _PLAN, _EXPLANATION = _form(NextStepShown), _form(PlanShown), _form(Explanation)
REFUSALS = documented("bad_request", "too_large", "wrong_type", "bad_document", "bad_parameter")


def _judge(service: Service, case: Case, *, after_emergency: bool = False) -> Assessment:
    return judged(lambda: assess(service.knowledge, case, after_emergency=after_emergency))


@router.post("/assess", responses={200: said(Assessment, "assess"), **REFUSALS}, openapi_extra=body("Case"))
def assess_case(service: Serving, given: Body, after_emergency: AfterEmergency = False) -> JSONResponse:
    """Say how soon to be seen, what to do now, and what the likely source is."""
    return JSONResponse(as_plain(_judge(service, service.read_case(given), after_emergency=after_emergency)))


@router.post("/next-question", responses={200: said(NextStepShown), **REFUSALS}, openapi_extra=body("Case"))
def ask_next(service: Serving, given: Body, after_emergency: AfterEmergency = False) -> JSONResponse:
    """Say which question to ask next, or why no other is worth asking."""
    case = service.read_case(given)
    asked, stopped = judged(lambda: show_next(service.knowledge, case, after_emergency=after_emergency))
    shown = NextStepShown(_mark(service), asked, stopped)
    return JSONResponse(_NEXT.dump_python(shown, mode="json", by_alias=True))


@router.post("/plan", responses={200: said(PlanShown), **REFUSALS}, openapi_extra=body("Case"))
def plan(service: Serving, given: Body) -> JSONResponse:
    """Say what to do now, and how soon to be seen."""
    found = _judge(service, service.read_case(given))
    shown = PlanShown(found.knowledge, found.urgency, found.plan)
    return JSONResponse(_PLAN.dump_python(shown, mode="json", by_alias=True))


@router.post("/explain", responses={200: said(Explanation), **REFUSALS}, openapi_extra=body("Case"))
def explain_cause(service: Serving, given: Body, cause: Cause) -> JSONResponse:
    """Say why a cause is as likely as it is: reasons, and every number with its source."""
    case, name = service.read_case(given), _find(service, cause)
    found = judged(lambda: explain(service.knowledge, case, name))
    return JSONResponse(_EXPLANATION.dump_python(found, mode="json", by_alias=True))


def _mark(service: Service) -> KnowledgeMark:
    return KnowledgeMark(service.knowledge.version, service.knowledge.hash)


def _find(service: Service, given: str) -> str:
    """The id of a condition or family as it is called now."""
    knowledge = service.knowledge
    name = knowledge.aliases.get(given, given)
    if name in knowledge.conditions or name in knowledge.families:
        return name
    near = suggest(given, [*knowledge.conditions, *knowledge.families], explain_words.LISTS)
    raise refuse_parameter("cause", explain_words.NO_SUCH.format(id=given), near)
