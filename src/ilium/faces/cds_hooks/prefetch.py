"""From what a hospital's system sends along to a case: what is not sent was not asked."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ilium.answers.case import Case
from ilium.faces.fhir.chart.diagnoses import diagnosis
from ilium.faces.fhir.chart.held import Held, entries
from ilium.faces.fhir.chart.reading import read_record
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge

CASE = "ilium.case"
PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "conditions": "Condition?patient={{context.patientId}}",
}
"""What is asked to be sent along: no more than is read."""
Plain = Mapping[str, Any]


def read_call(knowledge: Knowledge, prefetch: Plain, extension: Plain, today: datetime.date) -> Case | None:
    """The case of the patient, or None where nothing says that Ilium is for this patient.

    Raises BadDocumentError for a case of Ilium's own that cannot be read.
    """
    held = [one for one in entries(prefetch.get("conditions")) if one.kind == "Condition"]
    given = extension.get(CASE)
    ours = tuple(code for condition in knowledge.conditions.values() for code in condition.codes)
    if given is None and not any(_is_about(one, ours) for one in held):
        return None
    case = Case() if given is None else read_case(knowledge, json.dumps(given, ensure_ascii=False), CASE)
    patient = prefetch.get("patient")
    if isinstance(patient, dict) and patient.get("resourceType") == "Patient":
        held.append(Held(patient, "patient"))
    known = read_record(knowledge, held, today, case).answers
    answers = dict(sorted({**case.answers, **known}.items()))
    return replace(case, answers=answers, mode="clinician", today=case.today or today)


def _is_about(held: Held, ours: tuple[Code, ...]) -> bool:
    """Whether a diagnosis is, or may be, one that Ilium ranks."""
    one = diagnosis(held)
    return one.standing in ("so", "suspected") and one.means_any(ours)
