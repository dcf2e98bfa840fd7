"""Every refusal as an OperationOutcome: what is wrong, where in the resource, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import JSONResponse

from ilium.documents.problems import MOST_TOLD, Problem
from ilium.faces.api import words as api_words
from ilium.faces.api.problems import KINDS, Refused
from ilium.faces.fhir.names import FHIR_JSON

Plain = dict[str, Any]
ISSUES: Final[Mapping[str, str]] = {
    "bad_request": "structure",
    "key_missing": "login",
    "key_refused": "login",
    "forged": "forbidden",
    "key_scope": "forbidden",
    "not_found": "not-found",
    "wrong_method": "not-supported",
    "not_acceptable": "not-supported",
    "conflict": "conflict",
    "too_large": "too-long",
    "wrong_type": "not-supported",
    "wrong_host": "security",
    "bad_document": "invalid",
    "bad_parameter": "value",
    "used_twice": "duplicate",
    "too_often": "throttled",
    "broken": "exception",
    "no_store": "transient",
}
"""FHIR's code (issue-type) for each kind of refusal."""


def tell(refused: Refused) -> JSONResponse:
    """A refusal as it is sent."""
    headers = dict(refused.headers or {})
    return JSONResponse(outcome(refused), KINDS[refused.kind], headers, FHIR_JSON)


def outcome(refused: Refused) -> Plain:
    """The OperationOutcome of a refusal: one issue for each fault, or one for the whole."""
    code = ISSUES[refused.kind]
    issues = [_issue(code, fault) for fault in refused.faults[:MOST_TOLD]]
    if not issues:
        text = f"{api_words.TITLES[refused.kind]}. {refused.detail}"
        issues = [{"severity": "error", "code": code, "details": {"text": text}}]
    left_out = len(refused.faults) - MOST_TOLD
    if left_out > 0:
        more = {"text": f"and at least {left_out:,} more"}
        issues.append({"severity": "information", "code": "informational", "details": more})
    return {"resourceType": "OperationOutcome", "issue": issues}


def _issue(code: str, fault: Problem) -> Plain:
    """One fault. A place without a line is a path in the resource (FHIRPath)."""
    issue: Plain = {"severity": "error", "code": code, "details": {"text": fault.what}}
    told = [fault.remedy] if fault.remedy else []
    if fault.place.line:
        told.insert(0, f"Line {fault.place.line}, column {fault.place.column}.")
    elif fault.place.file != api_words.BODY:
        issue["expression"] = [fault.place.file]
    if told:
        issue["diagnostics"] = " ".join(told)
    return issue
