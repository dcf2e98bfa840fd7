"""Whatever we send, its codes of ours can be looked up, and are called there as they are called here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.conformance.fhir_checkers.producers import PRODUCERS, Asking

from ilium.faces.fhir import names
from ilium.faces.fhir.coding import NONE
from ilium.faces.fhir.terminology.code_systems import code_systems
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
KNOWN = {
    (one["url"], concept["code"]): concept["display"]
    for one in code_systems(KNOWLEDGE)
    for concept in one["concept"]
}
OURS = (names.CONCEPTS, names.ANSWERS)


def codings(value: object) -> Iterator[dict[str, Any]]:
    """Every Coding of ours in a resource."""
    if isinstance(value, dict):
        if value.get("system") in OURS and isinstance(value.get("code"), str):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from codings(part)


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_code_of_ours_that_is_sent_can_be_looked_up(producer: str) -> None:
    sent = [one for _, resource in PRODUCERS[producer](Asking(KNOWLEDGE)) for one in codings(resource)]
    assert sent or producer not in ("questionnaires", "interviews", "assessments")
    assert {(one["system"], one["code"]) for one in sent} <= {*KNOWN}
    told = {(one["system"], one["code"], one["display"]) for one in sent if "display" in one}
    other = {code for system, code, display in told if KNOWN[system, code] != display}
    assert other <= {NONE}, "only 'none of these' is said in the words of each list"
