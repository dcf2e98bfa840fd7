"""Every FHIR resource that Ilium sends is sound for every checker."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.conformance.fhir_checkers.checkers import Checker, faults
from tests.conformance.fhir_checkers.nested import Resource, inside
from tests.conformance.fhir_checkers.producers import PRODUCERS, Asking

Sent = Mapping[str, list[tuple[str, Resource]]]


@pytest.fixture(scope="module")
def sent() -> Sent:
    """Everything that is sent, by producer."""
    asking = Asking.begun()
    return {name: list(produce(asking)) for name, produce in PRODUCERS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("producer", PRODUCERS)
def test_what_is_sent_is_sound(checkers: Mapping[str, Checker], sent: Sent, producer: str) -> None:
    assert sent[producer]
    found = {asked: wrong for asked, one in sent[producer] if (wrong := faults(checkers, one))}
    assert not found, f"{len(found)} of {len(sent[producer])}: {dict(list(found.items())[:3])}"


def test_every_kind_of_resource_that_is_offered_is_checked(sent: Sent) -> None:
    checked = {kind["resourceType"] for many in sent.values() for _, one in many for _, kind in inside(one)}
    [(_, statement)] = sent["statement"]
    offered = {one["type"] for one in statement["rest"][0].get("resource", [])}
    assert offered <= checked


def test_only_a_refusal_is_an_outcome(sent: Sent) -> None:
    refused = [
        asked
        for name, many in sent.items()
        for asked, one in many
        if (one["resourceType"] == "OperationOutcome") != (name == "refusals")
    ]
    assert refused == []
