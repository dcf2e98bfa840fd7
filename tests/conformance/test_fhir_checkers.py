"""The checkers of FHIR resources are checked themselves: each must see the faults that are planted for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

import pytest
from tests.conformance.fhir_checkers.checkers import Checker, faults
from tests.conformance.fhir_checkers.nested import Resource

QUESTIONNAIRE: Resource = {
    "resourceType": "Questionnaire",
    "status": "draft",
    "item": [{"linkId": "one", "text": "Which?", "type": "boolean"}],
}
RISK: Resource = {
    "resourceType": "RiskAssessment",
    "status": "final",
    "subject": {"display": "The person who answered"},
    "prediction": [{"outcome": {"text": "A strain"}, "probabilityDecimal": 0.7}],
}
BUNDLE: Resource = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [{"fullUrl": "urn:uuid:8c4ba2d7-6a5a-4a21-a1b8-3a5d3e6d1d10", "resource": RISK}],
}
VALUE_SET: Resource = {
    "resourceType": "ValueSet",
    "status": "draft",
    "compose": {
        "include": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "concept": [{"code": "unknown", "display": "No idea"}],
            }
        ]
    },
}


def no_such_status(resource: Resource) -> None:
    """A code outside the set that the element must be from."""
    resource["status"] = "no-such-status"


def certainty_above_all(resource: Resource) -> None:
    """A probability in per cent must not be above a hundred (invariant ras-2)."""
    resource["prediction"][0]["probabilityDecimal"] = 120


def no_link(resource: Resource) -> None:
    """An element that must be there is not."""
    del resource["item"][0]["linkId"]


def unknown_element(resource: Resource) -> None:
    """An element that the resource does not have."""
    resource["colour"] = "red"


def same_place_twice(resource: Resource) -> None:
    """Two resources of a bundle must not have the same address (invariant bdl-7)."""
    resource["entry"].append(deepcopy(resource["entry"][0]))


def contained_in_vain(resource: Resource) -> None:
    """A resource within another must be pointed at (invariant dom-3)."""
    resource["contained"] = [{"resourceType": "Questionnaire", "id": "unused", "status": "draft"}]


def points_nowhere(resource: Resource) -> None:
    """What is pointed at must be in the bundle."""
    person = {"reference": "urn:uuid:5b0ac10a-2d0a-4d53-8d3e-0f3c0f3a7f11"}
    resource["entry"][0]["resource"]["subject"] = person


def nothing_contained(resource: Resource) -> None:
    """What is pointed at must be in the resource."""
    resource["subject"] = {"reference": "#person"}


def no_such_code_in_set(resource: Resource) -> None:
    """A code that a set takes from a system of HL7, which does not have it."""
    resource["compose"]["include"][0]["concept"].append({"code": "declined"})


def no_such_code(resource: Resource) -> None:
    """A code that the system of HL7 does not have."""
    system = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
    resource["item"][0]["code"] = [{"system": system, "code": "not-sure"}]


def other_words(resource: Resource) -> None:
    """Words for a code that are not those of its system."""
    system = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
    coded = {"system": system, "code": "asked-unknown", "display": "No idea"}
    resource["item"][0]["code"] = [coded]


def short_country(resource: Resource) -> None:
    """A country by another name than that of ISO 3166."""
    coded = {"system": "urn:iso:std:iso:3166", "code": "GB", "display": "Britain"}
    resource["item"][0]["code"] = [coded]


def no_such_extension(resource: Resource) -> None:
    """An extension that HL7 has not published."""
    url = "http://hl7.org/fhir/StructureDefinition/questionnaire-colour"
    resource["extension"] = [{"url": url, "valueCode": "red"}]


def wrong_extension_value(resource: Resource) -> None:
    """A published extension with a value of another type."""
    url = "http://hl7.org/fhir/StructureDefinition/minValue"
    resource["item"][0]["extension"] = [{"url": url, "valueString": "18"}]


def empty_text(resource: Resource) -> None:
    """A text is never empty."""
    resource["item"][0]["text"] = ""


def wrong_type(resource: Resource) -> None:
    """A text where a list must be."""
    resource["item"] = "Which?"


PLANTED: list[tuple[Resource, Callable[[Resource], None], set[str]]] = [
    (QUESTIONNAIRE, no_such_status, {"schema"}),
    (RISK, certainty_above_all, {"medplum"}),
    (QUESTIONNAIRE, no_link, {"models", "medplum"}),
    (QUESTIONNAIRE, unknown_element, {"models", "schema", "medplum"}),
    (QUESTIONNAIRE, wrong_type, {"models", "schema", "medplum"}),
    (QUESTIONNAIRE, empty_text, {"models", "schema"}),
    (QUESTIONNAIRE, contained_in_vain, {"links"}),
    (QUESTIONNAIRE, no_such_code, {"publication"}),
    (VALUE_SET, no_such_code_in_set, {"publication"}),
    (QUESTIONNAIRE, other_words, {"publication"}),
    (QUESTIONNAIRE, short_country, {"publication"}),
    (QUESTIONNAIRE, no_such_extension, {"publication"}),
    (QUESTIONNAIRE, wrong_extension_value, {"publication"}),
    (RISK, nothing_contained, {"links"}),
    (BUNDLE, points_nowhere, {"links"}),
    (BUNDLE, same_place_twice, {"medplum"}),
]
"""A sound resource, a fault, and who sees it: no checker sees them all."""


@pytest.mark.parametrize(
    "sound", [QUESTIONNAIRE, RISK, BUNDLE, VALUE_SET], ids=lambda one: one["resourceType"]
)
def test_a_sound_resource_passes_every_checker(checkers: Mapping[str, Checker], sound: Resource) -> None:
    assert faults(checkers, sound) == []


@pytest.mark.parametrize(("sound", "plant", "seen_by"), PLANTED, ids=lambda one: getattr(one, "__name__", ""))
def test_a_planted_fault_is_seen(
    checkers: Mapping[str, Checker], sound: Resource, plant: Callable[[Resource], None], seen_by: set[str]
) -> None:
    faulty = deepcopy(sound)
    plant(faulty)
    assert {name for name, check in checkers.items() if check(faulty)} == seen_by


def test_a_fault_is_seen_within_a_bundle(checkers: Mapping[str, Checker]) -> None:
    faulty = deepcopy(BUNDLE)
    unknown_element(faulty["entry"][0]["resource"])
    assert {name for name, check in checkers.items() if check(faulty)} == {"models", "schema", "medplum"}
