"""What Ilium asks and what it knows."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from ilium.documents.problems import shorten, suggest
from ilium.faces.api.forms import KindShown, KnowledgeShown
from ilium.faces.api.openapi import said
from ilium.faces.api.problems import Refused, documented
from ilium.faces.api.service import Serving
from ilium.faces.questions import QuestionShown, show_question, show_questions
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.schema import Concept
from ilium.result import KnowledgeMark

router = APIRouter(tags=["knowledge"])
Id = Annotated[str, Path(max_length=100, description="An id, present or former.")]
KindName = Annotated[str, Path(max_length=100, json_schema_extra={"enum": [*FOLDERS]})]
ConceptShown = dict[str, Any]

_QUESTION = TypeAdapter(QuestionShown)
_KNOWLEDGE = TypeAdapter(KnowledgeShown)
_MARK = TypeAdapter(KnowledgeMark)
REFUSALS = documented("not_found", "bad_parameter")


@router.get("/questions", responses={200: said(list[QuestionShown])})
def questions(service: Serving) -> JSONResponse:
    """List what can be asked."""
    shown = [_QUESTION.dump_python(one, mode="json") for one in show_questions(service.knowledge)]
    return JSONResponse(shown)


@router.get("/questions/{question}", responses={200: said(QuestionShown), **REFUSALS})
def one_question(service: Serving, question: Id) -> JSONResponse:
    """Show a question: what is asked and why, and the answers it takes."""
    knowledge = service.knowledge
    id_ = _present(knowledge, "questions", question)
    return JSONResponse(
        _QUESTION.dump_python(show_question(knowledge, knowledge.questions[id_]), mode="json")
    )


@router.get("/knowledge", responses={200: said(KnowledgeShown)})
def knowledge_kinds(service: Serving) -> JSONResponse:
    """Say which knowledge this is, and what kinds of concepts it has."""
    knowledge = service.knowledge
    kinds = tuple(KindShown(folder, len(knowledge.concepts(folder))) for folder in FOLDERS)
    shown = KnowledgeShown(_mark(knowledge), knowledge.region.name, kinds)
    return JSONResponse(_KNOWLEDGE.dump_python(shown, mode="json"))


@router.get("/knowledge/version", responses={200: said(KnowledgeMark)})
def knowledge_version(service: Serving) -> JSONResponse:
    """Say the version and the hash of the knowledge."""
    return JSONResponse(_MARK.dump_python(_mark(service.knowledge), mode="json"))


@router.get("/knowledge/{kind}", responses={200: said(list[ConceptShown]), **REFUSALS})
def concepts(service: Serving, kind: KindName) -> JSONResponse:
    """List the concepts of a kind, each whole, with every number and its source."""
    found = service.knowledge.concepts(_folder(kind)).values()
    return JSONResponse([_plain(one) for one in found])


@router.get("/knowledge/{kind}/{concept}", responses={200: said(ConceptShown), **REFUSALS})
def one_concept(service: Serving, kind: KindName, concept: Id) -> JSONResponse:
    """Show a concept whole."""
    folder = _folder(kind)
    id_ = _present(service.knowledge, folder, concept)
    return JSONResponse(_plain(service.knowledge.concepts(folder)[id_]))


def _folder(given: str) -> str:
    if given in FOLDERS:
        return given
    raise Refused("not_found", f"There is no kind '{shorten(given)}'. {suggest(given, FOLDERS)}".rstrip())


def _present(knowledge: Knowledge, folder: str, given: str) -> str:
    """The id as it is now; what is not there is refused with the nearest."""
    known = knowledge.concepts(folder)
    id_ = knowledge.aliases.get(given, given)
    if id_ in known:
        return id_
    what = f"There is nothing called '{shorten(given)}' among the {folder.replace('_', ' ')}."
    raise Refused("not_found", f"{what} {suggest(given, known)}".rstrip())


def _plain(concept: Concept) -> ConceptShown:
    return concept.model_dump(mode="json", by_alias=True)


def _mark(knowledge: Knowledge) -> KnowledgeMark:
    return KnowledgeMark(knowledge.version, knowledge.hash)
