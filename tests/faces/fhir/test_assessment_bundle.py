"""A whole assessment as a Bundle: it holds together, says what the assessment says, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhirpathpy import evaluate
from fhirpathpy.models import models
from hypothesis import given, settings
from tests.conformance.fhir_checkers.links import by_links
from tests.faces.api.conftest import JSON, Program
from tests.faces.fhir.bundles import EXAMPLES, TODAY, bundles_of_examples
from tests.faces.fhir.cases import cases

from ilium.answers.case import Case
from ilium.assessment import assess
from ilium.faces.fhir import names
from ilium.faces.fhir.assessed.bundle import assess_to_bundle
from ilium.faces.fhir.assessed.dossier import public
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.codes import Code, Match
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError

Plain = dict[str, Any]
KNOWLEDGE = load_knowledge()
EMERGENCY = "examples/saddle_numbness.yaml"


@pytest.fixture(scope="module")
def bundles(knowledge: Knowledge) -> dict[str, Plain]:
    return bundles_of_examples(knowledge)


def held(bundle: Plain, kind: str) -> list[Plain]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def coded(concept: Plain) -> str:
    """Our own code in a concept."""
    return next(one["code"] for one in concept["coding"] if one["system"] == names.CONCEPTS)


def example(knowledge: Knowledge, name: str) -> Case:
    file = next(file for file in EXAMPLES if file.name == name)
    return read_case(knowledge, file.read_text("utf-8"), name)


def test_every_reference_leads_to_an_entry(bundles: dict[str, Plain]) -> None:
    for bundle in bundles.values():
        assert by_links(bundle) == []
        named = {one["fullUrl"] for one in bundle["entry"]}
        assert len(named) == len(bundle["entry"])
        assert {f"urn:uuid:{one['resource']['id']}" for one in bundle["entry"]} == named


def test_the_models_of_fhir_read_every_bundle(bundles: dict[str, Plain]) -> None:
    for bundle in bundles.values():
        assert Bundle.model_validate(json.loads(json.dumps(bundle))).entry


def test_the_invariants_of_the_risk_assessment_hold(bundles: dict[str, Plain]) -> None:
    ras_2 = "RiskAssessment.prediction.all(probability.exists() and (probability as decimal) <= 100)"
    bounds = "RiskAssessment.prediction.extension.value.all(low.code = '%' and high.code = '%')"
    today = "RiskAssessment.prediction.all(whenPeriod.start.exists())"
    for bundle in bundles.values():
        (risk,) = held(bundle, "RiskAssessment")
        for rule in (ras_2, bounds, today):
            assert evaluate(risk, rule, model=models["r4"]) == [True], rule


@settings(max_examples=15)
@given(case=cases(KNOWLEDGE))
def test_probabilities_and_ranges_are_those_of_the_assessment(case: Case) -> None:
    case = replace(case, today=case.today or TODAY)
    try:
        result = assess(KNOWLEDGE, case)
    except ImpossibleAnswersError:
        return
    (risk,) = held(assess_to_bundle(KNOWLEDGE, case, TODAY), "RiskAssessment")
    told = {coded(one["outcome"]): one for one in risk["prediction"]}
    wanted = {one.id: (one.probability, one.interval) for one in result.conditions}
    wanted |= {one.id: (one.probability, one.interval) for one in result.families if one.id not in wanted}
    wanted["unlisted"] = (result.unlisted, result.unlisted_interval)
    assert set(told) == set(wanted)
    for id_, (probability, (low, high)) in wanted.items():
        (extension,) = told[id_]["extension"]
        bounds = extension["valueRange"]
        shown = (told[id_]["probabilityDecimal"], bounds["low"]["value"], bounds["high"]["value"])
        assert shown == pytest.approx((100 * probability, 100 * low, 100 * high), abs=1e-9)


def test_the_same_case_gives_the_same_bytes_and_another_gives_other_names(knowledge: Knowledge) -> None:
    case = example(knowledge, "strain.yaml")
    one, two = (json.dumps(assess_to_bundle(knowledge, case, TODAY)) for _ in range(2))
    assert one == two
    other = assess_to_bundle(knowledge, case.answer("how_bad", 9.0), TODAY)
    assert other["id"] != json.loads(one)["id"]
    assert not {e["fullUrl"] for e in other["entry"]} & {e["fullUrl"] for e in json.loads(one)["entry"]}


def test_the_urgency_stands_first_and_says_what_the_assessment_says(bundles: dict[str, Plain]) -> None:
    for name, bundle in bundles.items():
        flag = bundle["entry"][0]["resource"]
        result = assess(KNOWLEDGE, replace(example(KNOWLEDGE, name), today=TODAY))
        assert flag["resourceType"] == "Flag" and flag["status"] == "active"
        assert flag["period"] == {"start": "2026-11-22"}
        assert coded(flag["code"]) == result.urgency.level.value
        assert result.urgency.do in flag["code"]["text"]
        rules = [
            part["valueCode"]
            for one in flag["extension"]
            for part in one.get("extension", ())
            if part["url"] == "rule"
        ]
        assert rules == [reason.rule for reason in result.urgency.reasons]


def test_an_emergency_says_before_its_guesses_that_they_do_not_count(bundles: dict[str, Plain]) -> None:
    emergency = bundles["saddle_numbness.yaml"]
    (risk,) = held(emergency, "RiskAssessment")
    (plan,) = held(emergency, "CarePlan")
    for one in (risk, plan, *held(emergency, "Condition")):
        assert "call 999 now" in one["note"][0]["text"] and "does not count" in one["note"][0]["text"]
    for one in (risk, *held(emergency, "Condition")):
        assert one["text"]["div"].index("does not count") < one["text"]["div"].index("%")
    first = plan["activity"][0]["detail"]
    assert coded(first["code"]) == "emergency_now" and "call 999 now" in first["description"]
    assert "999" in emergency["entry"][0]["resource"]["text"]["div"]


def test_no_condition_is_more_than_provisional(bundles: dict[str, Plain]) -> None:
    for bundle in bundles.values():
        every = held(bundle, "Condition")
        standings = [one["verificationStatus"]["coding"][0]["code"] for one in every]
        assert set(standings) <= {"provisional", "differential"}
        (risk,) = held(bundle, "RiskAssessment")
        likely = {coded(one["outcome"]): one["probabilityDecimal"] for one in risk["prediction"]}
        wanted = ["provisional" if likely[coded(one["code"])] >= 50 else "differential" for one in every]
        assert standings == wanted
        assert not any("clinicalStatus" in one for one in every)
        assert all("Not a diagnosis." in one["note"][-1]["text"] for one in every)


def test_a_public_code_claims_no_more_than_is_known() -> None:
    def code(number: str, match: Match) -> Code:
        return Code(system="icd10cm", code=number, display=number, match=match)

    def told(*codes: Code) -> list[str]:
        return [one["code"] for one in public(codes)]

    assert told(code("A01", "equal"), code("A02", "wider"), code("A03", "narrower")) == ["A01", "A02"]
    assert told(code("A01", "near")) == ["A01"]
    assert told(code("A01", "near"), code("A02", "near")) == []


def test_silence_becomes_no_observation(knowledge: Knowledge) -> None:
    case = read_case(
        knowledge,
        "today: 2026-11-22\nanswers: {health_history: {cancer_ever: no}, fever: unknown, pain_feel: []}",
    )
    every = held(assess_to_bundle(knowledge, case, TODAY), "Observation")
    values = {coded(one["code"]): one for one in every if names.CONCEPTS in str(one["code"])}
    assert set(values) == {"cancer_ever", "fever"}
    assert values["cancer_ever"]["valueBoolean"] is False
    assert values["fever"]["dataAbsentReason"]["coding"][0]["code"] == "asked-unknown"


def test_the_score_of_pain_has_its_public_code_and_unit(bundles: dict[str, Plain]) -> None:
    every = held(bundles["strain.yaml"], "Observation")
    score = next(one for one in every if coded(one["code"]) == "how_bad") if every else {}
    assert {"system": "http://loinc.org", "code": "72514-3"}.items() <= score["code"]["coding"][0].items()
    assert score["valueQuantity"]["unit"] == "points"


def test_a_pregnancy_goes_out_as_other_systems_read_it(knowledge: Knowledge) -> None:
    case = read_case(knowledge, "today: 2026-11-22\nage: 30\nsex: female\nanswers: {pregnancy: pregnant}")
    every = held(assess_to_bundle(knowledge, case, TODAY), "Observation")
    (told,) = [one for one in every if coded(one["code"]) == "pregnancy"]
    assert {"82810-3"} < {one["code"] for one in told["code"]["coding"]}
    assert {"77386006"} < {one["code"] for one in told["valueCodeableConcept"]["coding"]}


def test_the_plan_is_a_proposal_and_names_what_must_not_be_done(bundles: dict[str, Plain]) -> None:
    (plan,) = held(bundles["after_birth_si_pain.yaml"], "CarePlan")
    assert (plan["status"], plan["intent"]) == ("draft", "proposal")
    details = [one["detail"] for one in plan["activity"]]
    result = assess(KNOWLEDGE, replace(example(KNOWLEDGE, "after_birth_si_pain.yaml"), today=TODAY))
    shut = {coded(one["code"]) for one in details if one["doNotPerform"]}
    assert shut == {one.id for one in result.plan.held_back}
    assert all(one["statusReason"]["text"] for one in details if one["doNotPerform"])
    done = {coded(one["code"]) for one in details if not one["doNotPerform"]}
    looked = {one.id for one in (*result.plan.actions, *result.plan.safety_net.steps)}
    assert done == looked | {result.urgency.level.value}
    assert coded(details[0]["code"]) == result.urgency.level.value


def test_the_provenance_names_the_knowledge_the_sources_and_all_that_was_made(knowledge: Knowledge) -> None:
    bundle = assess_to_bundle(knowledge, example(knowledge, "sciatica.yaml"), TODAY)
    (origin,) = held(bundle, "Provenance")
    (device,) = held(bundle, "Device")
    assert knowledge.hash in json.dumps(origin["entity"]) and knowledge.hash in json.dumps(device["version"])
    targets = {one["reference"] for one in origin["target"]}
    others = {one["fullUrl"] for one in bundle["entry"] if one["resource"]["resourceType"] != "Provenance"}
    assert targets == others
    cited = {one["what"].get("display") for one in origin["entity"]}
    reasons = next(one for one in assess(knowledge, example(knowledge, "sciatica.yaml")).conditions).for_
    for reason in reasons:
        assert {knowledge.sources[one.source].citation for one in reason.citations} <= cited


def sent_forms(knowledge: Knowledge, case: Case) -> Iterator[Plain]:
    response = to_response(knowledge, case, TODAY)
    yield response
    yield {"resourceType": "Parameters", "parameter": [{"name": "input", "resource": response}]}
    yield {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": response}]}
    yield assess_to_bundle(knowledge, case, TODAY)


def test_assess_gives_the_bundle_whatever_form_the_answers_come_in(
    knowledge: Knowledge, program: Program
) -> None:
    case = replace(example(knowledge, "stenosis.yaml"), today=date(2026, 11, 20))
    wanted = assess_to_bundle(knowledge, case, TODAY)
    for sent in sent_forms(knowledge, case):
        answer = program.call("POST", "/fhir/$assess", json=sent, headers=JSON)
        assert answer.status_code == 200, answer.text
        assert answer.json() == json.loads(json.dumps(wanted)), sent["resourceType"]


def test_assess_refuses_what_it_cannot_read_and_says_where(program: Program) -> None:
    wrong = {"resourceType": "QuestionnaireResponse", "status": "completed", "questionnaire": names.WHOLE}
    wrong["item"] = [{"linkId": "no_such_question", "answer": [{"valueBoolean": True}]}]  # type: ignore[assignment]
    for sent, expression in (
        (wrong, "QuestionnaireResponse.item[0]"),
        (
            {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": wrong}]},
            "Bundle.entry[0].resource.item[0]",
        ),
        ({"resourceType": "Parameters", "parameter": []}, "Parameters.parameter"),
        ({"resourceType": "Patient"}, "resourceType"),
    ):
        answer = program.call("POST", "/fhir/$assess", json=sent, headers=JSON)
        outcome = answer.json()
        assert (answer.status_code, outcome["resourceType"]) == (422, "OperationOutcome")
        assert outcome["issue"][0]["expression"] == [expression]


def test_the_operation_is_declared_and_its_definition_can_be_read(program: Program) -> None:
    statement = program.call("GET", "/fhir/metadata").json()
    declared = {one["name"]: one["definition"] for one in statement["rest"][0]["operation"]}
    definition = program.call("GET", "/fhir/OperationDefinition/ilium-assess").json()
    assert declared["assess"] == definition["url"]
    assert program.call("GET", "/fhir/OperationDefinition/other").status_code == 404
