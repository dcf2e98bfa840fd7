"""What people answer to the items of a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.faces.fhir.client import Answering, every_item

from ilium.answers.case import Case
from ilium.faces.fhir.layout import MISSING
from ilium.faces.fhir.names import ANSWERS
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
NOT_SURE = [{"valueCoding": {"system": ANSWERS, "code": "unknown", "display": "Not sure"}}]


def ours(code: str) -> list[Plain]:
    """One of our codes as an answer."""
    return [{"valueCoding": {"system": ANSWERS, "code": code}}]


def says(knowledge: Knowledge, case: Case, otherwise: Mapping[str, list[Plain]] | None = None) -> Answering:
    """Somebody with the answers of a case, not sure about what it leaves out, and quiet where they may be.

    `otherwise` answers what stands beside the questions.
    """
    items = every_item(to_response(knowledge, case, date(2026, 1, 1)))
    said = {item["linkId"]: item["answer"] for item in items if "answer" in item} | dict(otherwise or {})

    def answering(item: Plain) -> list[Plain] | None:
        link_id = item["linkId"]
        if link_id in said:
            return said[link_id]
        if link_id.endswith(MISSING) and link_id.removesuffix(MISSING) in said:
            return None
        return NOT_SURE if item.get("required") else None

    return answering
