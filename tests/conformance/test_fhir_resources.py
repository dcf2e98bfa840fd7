"""Every FHIR resource that Ilium sends is sound for every checker.

Whoever lets Ilium send another kind of resource adds a row to `PRODUCERS`: a name, and how to get them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from tests.conformance import interview_resources
from tests.conformance.fhir_checkers.checkers import Checker, faults
from tests.conformance.fhir_checkers.nested import Resource, inside
from tests.faces.api.conftest import Program

from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.api.problems import KINDS, Refused
from ilium.faces.fhir.outcome import outcome
from ilium.knowledge.reading import load_knowledge

FHIR = {"Content-Type": "application/fhir+json"}
Sent = Iterator[tuple[str, Resource]]
"""Resources, each with what was asked for."""


def statement(program: Program) -> Sent:
    """What Ilium can do."""
    yield "GET /metadata", program.call("GET", "/fhir/metadata").json()


def refusals(program: Program) -> Sent:
    """What is told when a call is refused: as it is met, and of every kind."""
    yield "GET /Nothing", program.call("GET", "/fhir/Nothing").json()
    yield "DELETE /metadata", program.call("DELETE", "/fhir/metadata").json()
    for kind in KINDS:
        yield kind, outcome(Refused(kind, "What is wrong, and what to do."))


PRODUCERS: Mapping[str, Callable[[Program], Sent]] = {
    "statement": statement,
    "refusals": refusals,
    "forms": interview_resources.forms,
    "pages": interview_resources.pages,
    "cases": interview_resources.cases,
}


@pytest.fixture(scope="module")
def sent() -> Mapping[str, list[tuple[str, Resource]]]:
    """Everything that is sent, by producer."""
    program = Program(create_api(load_knowledge(), Access()), **FHIR)
    return {name: list(produce(program)) for name, produce in PRODUCERS.items()}


@pytest.mark.parametrize("producer", PRODUCERS)
def test_what_is_sent_is_sound(
    checkers: Mapping[str, Checker], sent: Mapping[str, list[tuple[str, Resource]]], producer: str
) -> None:
    assert sent[producer]
    found = {asked: wrong for asked, one in sent[producer] if (wrong := faults(checkers, one))}
    assert not found, f"{len(found)} of {len(sent[producer])}: {dict(list(found.items())[:3])}"


def test_every_kind_of_resource_that_is_offered_is_checked(
    sent: Mapping[str, list[tuple[str, Resource]]],
) -> None:
    checked = {kind["resourceType"] for many in sent.values() for _, one in many for _, kind in inside(one)}
    ((_, statement),) = sent["statement"]
    offered = {one["type"] for one in statement["rest"][0].get("resource", [])}
    assert offered <= checked
