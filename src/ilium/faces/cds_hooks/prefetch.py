"""From what a hospital's system sends along to a case: what is not sent was not asked."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.case_reader import BadAnswerError, read_answer
from ilium.answers.values import Answer, Itemised
from ilium.faces.fhir.chart.diagnoses import Diagnosis, diagnosis, options_so
from ilium.faces.fhir.chart.held import entries
from ilium.faces.fhir.chart.person import age_of, sex_of
from ilium.knowledge.case_reading import read_case
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
    found = [diagnosis(held) for held in entries(prefetch.get("conditions")) if held.kind == "Condition"]
    given = extension.get(CASE)
    ours = tuple(code for condition in knowledge.conditions.values() for code in condition.codes)
    if given is None and not any(one.means_any(ours) for one in found):
        return None
    case = Case() if given is None else read_case(knowledge, json.dumps(given, ensure_ascii=False), CASE)
    known = dict(_person(knowledge, prefetch.get("patient"), today)) | _history(knowledge, found)
    answers = dict(sorted({**known, **case.answers}.items()))
    return replace(case, answers=answers, mode="clinician", today=case.today or today)


def _person(knowledge: Knowledge, patient: object, today: datetime.date) -> Iterator[tuple[str, Answer]]:
    if not isinstance(patient, dict) or patient.get("resourceType") != "Patient":
        return
    for question, raw in ((AGE, age_of(patient, today)), (SEX, sex_of(patient))):
        if raw is None:
            continue
        try:
            yield question, read_answer(knowledge.forms[question], raw)
        except BadAnswerError:
            continue


def _history(knowledge: Knowledge, found: Iterable[Diagnosis]) -> dict[str, Answer]:
    """The items of lists that the diagnoses say are so; nothing is ever said not to be so."""
    so: dict[str, dict[str, str]] = {}
    for one in found:
        for question, item in options_so(knowledge, one) if one.standing == "so" else ():
            so.setdefault(question, {})[item] = "yes"
    return {question: Itemised(items) for question, items in so.items()}
