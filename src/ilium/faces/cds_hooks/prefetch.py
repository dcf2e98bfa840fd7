"""From what a hospital's system sends along to a case: what is not sent was not asked."""

from __future__ import annotations

import calendar
import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.case_reader import BadAnswerError, read_answer
from ilium.answers.values import Answer, Itemised, Kind
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
CASE = "ilium.case"
PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "conditions": "Condition?patient={{context.patientId}}",
}
"""What is asked to be sent along: no more than is read."""
OVER, NOT_SO = ("inactive", "resolved", "remission"), ("refuted", "entered-in-error")
HISTORY = "Z8"
"""ICD-10-CM's codes of what was once so begin with it; they count although it is over."""
GENDERS = ("female", "male")
_BIRTH = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
Plain = Mapping[str, Any]


def read_call(knowledge: Knowledge, prefetch: Plain, extension: Plain, today: datetime.date) -> Case | None:
    """The case of the patient, or None where nothing says that Ilium is for this patient.

    Raises BadDocumentError for a case of Ilium's own that cannot be read.
    """
    codes = frozenset(_codes(prefetch.get("conditions")))
    given = extension.get(CASE)
    ours = [code for condition in knowledge.conditions.values() for code in condition.codes]
    if given is None and not any(_means(code, one) for one in ours for code in codes):
        return None
    case = Case() if given is None else read_case(knowledge, json.dumps(given, ensure_ascii=False), CASE)
    known = dict(_person(knowledge, prefetch.get("patient"), today)) | dict(_history(knowledge, codes))
    answers = dict(sorted({**known, **case.answers}.items()))
    return replace(case, answers=answers, mode="clinician", today=case.today or today)


def _person(knowledge: Knowledge, patient: object, today: datetime.date) -> Iterator[tuple[str, Answer]]:
    if not isinstance(patient, dict) or patient.get("resourceType") != "Patient":
        return
    age, gender = age_on(str(patient.get("birthDate", "")), today), patient.get("gender")
    for question, raw in ((AGE, age), (SEX, gender if gender in GENDERS else None)):
        if raw is None:
            continue
        try:
            yield question, read_answer(knowledge.forms[question], raw)
        except BadAnswerError:
            continue


def age_on(birth: str, today: datetime.date) -> int | None:
    """The age of somebody born in a year, a month or on a day; the lower one where it may be either."""
    found = _BIRTH.fullmatch(birth)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        born = datetime.date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age if age >= 0 else None


def _history(knowledge: Knowledge, codes: frozenset[str]) -> Iterator[tuple[str, Answer]]:
    """The items of lists that the codes say are so; nothing is ever said not to be so."""
    for question in knowledge.questions.values():
        if question.kind is not Kind.CHECKLIST:
            continue
        known = {choice.id: knowledge.findings.get(choice.id) for choice in question.choices}
        so = {
            item: "yes"
            for item, finding in known.items()
            if finding is not None and any(_means(code, one) for one in finding.codes for code in codes)
        }
        if so:
            yield question.id, Itemised(so)


def _means(code: str, one: Code) -> bool:
    """Whether a code is one of ours, or a narrower one below it."""
    return one.system == "icd10cm" and (code == one.code or code.startswith(one.code.rstrip("0.") + "."))


def _codes(bundle: object) -> Iterator[str]:
    """The ICD-10-CM codes of the conditions that are so now, or were once."""
    for condition in _resources(bundle):
        coded = [one for one in _codings(condition.get("code")) if one.get("system") == ICD10CM]
        if _status(condition, "verificationStatus") & {*NOT_SO}:
            continue
        over = _status(condition, "clinicalStatus") & {*OVER}
        for one in coded:
            code = str(one.get("code", ""))
            if not over or code.startswith(HISTORY):
                yield code


def _resources(bundle: object) -> Iterator[Plain]:
    """The conditions in a bundle; whatever else stands there is left alone."""
    entries = bundle.get("entry") if isinstance(bundle, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == "Condition":
            yield resource


def _codings(concept: object) -> list[Plain]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    return [one for one in codings if isinstance(one, dict)] if isinstance(codings, list) else []


def _status(condition: Plain, name: str) -> set[str]:
    return {str(one.get("code")) for one in _codings(condition.get(name))}
