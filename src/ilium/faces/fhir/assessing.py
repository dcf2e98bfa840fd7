"""`$assess`: from answers, or from a record, to the bundle of the assessment."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from ilium.answers.case import Case
from ilium.documents.problems import BadDocumentError
from ilium.faces.api.problems import Refused
from ilium.faces.api.service import Body, Serving, faults_told, judged
from ilium.faces.fhir import names, operation_words, words
from ilium.faces.fhir.assessed.bundle import assess_to_bundle
from ilium.faces.fhir.assessed.dossier import Given
from ilium.faces.fhir.capability import Operation, Share
from ilium.faces.fhir.importing import import_bundle, subject_of
from ilium.faces.fhir.origin import check_answers
from ilium.faces.fhir.reading import fault_at, read_resource
from ilium.faces.fhir.reading_responses import from_response
from ilium.faces.fhir.serving import send
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
ASSESS: Final = names.urn("operation/assess")
ID: Final = "ilium-assess"
INPUT: Final = ("QuestionnaireResponse", "Bundle")
router = APIRouter()
SHARES = (
    Share("", operations=(Operation("assess", ASSESS),)),
    Share("OperationDefinition", interactions=("read",)),
)


@router.post("/$assess")
def assess(service: Serving, given: Body) -> Response:
    """Say how soon to be seen, what to do now, and what the likely source is: as one Bundle."""
    resource = read_resource(given, *INPUT, "Parameters")
    today = service.access.today()
    with faults_told():
        case, about = given_in(service.knowledge, resource, today)
        case = service.placed(case)
    return send(judged(lambda: assess_to_bundle(service.knowledge, case, today, about)))


@router.get("/OperationDefinition/{id_}")
def definition(id_: str) -> Response:
    """Say what an operation of ours takes and gives."""
    if id_ != ID:
        raise Refused("not_found", words.NOT_FOUND)
    return send(operation())


def given_in(knowledge: Knowledge, resource: Plain, today: date) -> tuple[Case, Given]:
    """The case in a response, in a record, or in the one parameter that holds either, and what is beside it.

    Raises BadDocumentError with every fault at its place, and Refused for the answers to older questions.
    """
    if resource["resourceType"] == "Parameters":
        resource = _only(resource)
    if resource["resourceType"] == "Bundle":
        imported = import_bundle(knowledge, resource, today)
        return imported.case, Given(imported.subject, imported.reading)
    check_answers(knowledge, resource)
    return from_response(knowledge, resource), Given(subject_of(resource))


def _only(parameters: Plain) -> Plain:
    held: list[Plain] = [one["resource"] for one in parameters.get("parameter", ()) if "resource" in one]
    found = [one for one in held if one.get("resourceType") in INPUT]
    if len(found) != 1 or len(held) != 1:
        fault = fault_at("Parameters", ("parameter",), operation_words.ONE_INPUT, operation_words.SEND_ONE)
        raise BadDocumentError([fault])
    return found[0]


def operation() -> Plain:
    """The definition of the operation."""
    return {
        "resourceType": "OperationDefinition",
        "id": ID,
        "url": ASSESS,
        "version": names.CHANGED,
        "name": "IliumAssess",
        "title": operation_words.ASSESS_TITLE,
        "status": "active",
        "kind": "operation",
        "date": names.CHANGED,
        "description": operation_words.ASSESS,
        "affectsState": False,
        "code": "assess",
        "system": True,
        "type": False,
        "instance": False,
        "parameter": [
            _parameter("input", "in", operation_words.ASSESS_IN, "Resource"),
            _parameter("return", "out", operation_words.ASSESS_OUT, "Bundle"),
        ],
    }


def _parameter(name: str, use: str, documentation: str, type_: str) -> Plain:
    return {"name": name, "use": use, "min": 1, "max": "1", "documentation": documentation, "type": type_}
