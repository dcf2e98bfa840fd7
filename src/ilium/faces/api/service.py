"""What every call has at hand, and how a body becomes a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from ilium.answers.case import Case
from ilium.documents.json_text import hold_to_json
from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.documents.yaml_text import decode
from ilium.faces.api import words
from ilium.faces.api.access import Access
from ilium.faces.api.problems import Refused, refuse_document
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Service:
    """The knowledge that answers, and who may call."""

    knowledge: Knowledge
    access: Access

    def read_case(self, body: bytes) -> Case:
        """The case in a body. Refuses with every fault at its place."""
        with_text = read_text(body)
        try:
            return read_case(self.knowledge, with_text, words.BODY)
        except BadDocumentError as error:
            raise refuse_document(error) from None


def service_of(request: Request) -> Service:
    """The service of the application that answers a request."""
    service: Service = request.app.state.service
    return service


async def body_of(request: Request) -> bytes:
    """The whole body of a request."""
    return await request.body()


Serving = Annotated[Service, Depends(service_of)]
Body = Annotated[bytes, Depends(body_of)]


def read_text(body: bytes) -> str:
    """The JSON text of a body; anything else is refused as unreadable."""
    try:
        return hold_to_json(decode(body, words.BODY), words.BODY)
    except BadDocumentError as error:
        raise refuse_document(error, "bad_request") from None


def judged(work: Callable[[], Result]) -> Result:
    """The result of some work; answers that no explanation allows are refused."""
    try:
        return work()
    except ImpossibleAnswersError:
        problem = Problem(Place(words.BODY), words.CANNOT_BE_TRUE, words.LOOK_AGAIN_AT)
        raise refuse_document(BadDocumentError([problem])) from None


def refuse_parameter(name: str, what: str, remedy: str) -> Refused:
    """The refusal of a parameter of the address."""
    return Refused("bad_parameter", f"'{name}': {what} {remedy}".rstrip())
