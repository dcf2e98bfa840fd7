"""What every call has at hand, and how a body becomes a case."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from ilium.answers.case import Case
from ilium.answers.case_document import ClearedDocument
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.documents.json_text import hold_to_json
from ilium.documents.problems import BadDocumentError, Place, Problem, shorten, suggest
from ilium.documents.validation import validate
from ilium.documents.yaml_text import decode
from ilium.faces.api import words
from ilium.faces.api.access import Access
from ilium.faces.api.problems import Refused, refuse_document
from ilium.faces.api.store_door import StoreDoor
from ilium.knowledge.case_reading import case_reader, read_case
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Service:
    """The knowledge that answers, and who may call."""

    knowledge: Knowledge
    access: Access
    store: StoreDoor

    def read_case(self, body: bytes) -> Case:
        """The case in a body. Refuses with every fault at its place."""
        text = read_text(body)
        with faults_told():
            case = read_case(self.knowledge, text, words.BODY)
        return case if "country" in json.loads(text) else self.placed(case)

    def placed(self, case: Case) -> Case:
        """A case that names no country, in the country of this server."""
        return case.placed(self.access.country)

    def read_check_in(self, body: bytes, today: datetime.date) -> CheckIn:
        """The check-in in a body; without a date it is of today."""
        text = read_text(body)
        with faults_told():
            return case_reader(self.knowledge).read_check_in(text, words.BODY, today)

    def read_cleared(self, body: bytes) -> Cleared:
        """What a clinician has looked at, as a body says it."""
        text = read_text(body)
        with faults_told():
            one = validate(ClearedDocument, text, words.BODY)
            rule = self.knowledge.aliases.get(one.rule, one.rule)
            if rule not in self.knowledge.red_flags:
                what = words.NO_RULE.format(rule=shorten(one.rule))
                near = suggest(one.rule, self.knowledge.red_flags, words.RULES_NAMED)
                raise BadDocumentError([Problem(Place(words.BODY), what, near)])
            return Cleared(rule, one.date, one.test)


@contextmanager
def faults_told() -> Iterator[None]:
    """Tell the faults of a document to the caller."""
    try:
        yield
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
