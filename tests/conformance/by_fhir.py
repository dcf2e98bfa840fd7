"""Somebody who answers a case over FHIR, page by page, and what the bundle of the assessment then says."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.faces.api.conftest import Program
from tests.faces.fhir.client import FHIR, interview
from tests.faces.fhir.people import says

from ilium.answers.case import Case
from ilium.faces.fhir import layout, names
from ilium.faces.fhir.case_items import country_coding
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment

Plain = dict[str, Any]
UNLISTED = "unlisted"


def answer_by_fhir(program: Program, knowledge: Knowledge, case: Case, today: date) -> Plain:
    """The last response of somebody with the answers of a case, who is not sure of what it leaves out."""
    beside = {
        layout.COUNTRY: [{"valueCoding": country_coding(case.country)}],
        layout.TODAY: [{"valueDate": today.isoformat()}],
    }
    return interview(program, says(knowledge, case, beside))[-1]


def assessed(program: Program, response: Plain) -> Plain:
    """The bundle that the server gives back for a response."""
    answer = program.call("POST", "/fhir/$assess", json=response, headers=FHIR)
    assert answer.status_code == 200, answer.text
    bundle: Plain = answer.json()
    return bundle


def told_in(bundle: Plain) -> Plain:
    """What a program reads in the bundle: the urgency, the probabilities in percent, and the plan."""
    flag, risk, plan = (_only(bundle, kind) for kind in ("Flag", "RiskAssessment", "CarePlan"))
    details = [one["detail"] for one in plan["activity"]]
    levels = {one.value for one in Level}
    done = [_code(one["code"]) for one in details if not one["doNotPerform"]]
    return {
        "level": _code(flag["code"]),
        "rules": [
            part["valueCode"]
            for one in flag["extension"]
            for part in one.get("extension", ())
            if part["url"] == "rule"
        ],
        "percent": {_code(one["outcome"]): one["probabilityDecimal"] for one in risk["prediction"]},
        "do": [code for code in done if code not in levels],
        "leave": [_code(one["code"]) for one in details if one["doNotPerform"]],
    }


def told_by(result: Assessment) -> Plain:
    """The same of an assessment of the engine."""
    plan = result.plan
    likely = {one.id: one.probability for one in (*result.families, *result.conditions)}
    families = {one.id for one in result.families}
    members = [one.family for one in result.conditions]
    alone = {id_ for id_ in families if members.count(id_) < 2} - {one.id for one in result.conditions}
    kept = {id_: share for id_, share in likely.items() if id_ not in alone} | {UNLISTED: result.unlisted}
    asked = plan.medicines_held_back if plan.medicines_asked else ()
    return {
        "level": result.urgency.level.value,
        "rules": [one.rule for one in result.urgency.reasons],
        "percent": {id_: round(share * 100, 10) for id_, share in kept.items()},
        "do": [one.id for one in (*plan.actions, *plan.medicines, *plan.safety_net.steps)],
        "leave": [one.id for one in (*plan.held_back, *asked)],
    }


def _only(bundle: Plain, kind: str) -> Plain:
    [found] = [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]
    resource: Plain = found
    return resource


def _code(concept: Plain) -> str:
    """Our own code in a concept."""
    return next(one["code"] for one in concept["coding"] if one["system"] == names.CONCEPTS)
