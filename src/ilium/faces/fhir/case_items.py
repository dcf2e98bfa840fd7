"""What a case says beside its answers, as items: country, setting, days, check-ins and clearings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.faces.asking import countries as asking_countries
from ilium.faces.fhir import layout, words
from ilium.faces.fhir.answer_items import answer_items
from ilium.faces.fhir.names import ANSWERS, CONCEPTS, COUNTRIES
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
USUAL: Final = Case()
"""What goes without saying: a case that says nothing beside its answers."""
COUNTRY_NAMES: Final = {
    **asking_countries.COUNTRIES,
    "GB": "United Kingdom of Great Britain and Northern Ireland",
    "US": "United States of America",
}
"""The names that ISO 3166 gives them: all but two are the short ones."""
LABELS: Final = {
    "person": words.PERSON,
    "clinician": words.CLINICIAN,
    "first_contact": words.FIRST_CONTACT,
    "physiotherapy": words.PHYSIOTHERAPY,
    "spine_clinic": words.SPINE_CLINIC,
}


def about_items(case: Case) -> list[Plain]:
    """The group of what is out of the ordinary; nothing where nothing is."""
    inner = [
        _coded(layout.COUNTRY, words.COUNTRY, country_coding(case.country)),
        _coded(layout.MODE, words.MODE, word_coding(case.mode)),
        _coded(layout.SETTING, words.SETTING, word_coding(case.setting)),
        _dated(layout.TODAY, words.TODAY, case.today),
        _dated(layout.START, words.START, case.start),
    ]
    usual = (case.country == USUAL.country, case.mode == USUAL.mode, case.setting == USUAL.setting)
    kept = [one for one, skip in zip(inner, (*usual, False, False), strict=True) if one and not skip]
    return [{"linkId": layout.ABOUT, "text": words.ABOUT_CASE, "item": kept}] if kept else []


def country_coding(code: str) -> Plain:
    """A country as ISO 3166 names it."""
    named = {"display": COUNTRY_NAMES[code]} if code in COUNTRY_NAMES else {}
    return {"system": COUNTRIES, "code": code} | named


def word_coding(word: str) -> Plain:
    """A mode or setting. Alone these words would be ids of other things: physiotherapy is an action too."""
    return {"system": ANSWERS, "code": word_code(word), "display": LABELS[word]}


def word_code(word: str) -> str:
    """The code of a mode or setting."""
    return f"{layout.ABOUT}.{word}"


def check_in_items(knowledge: Knowledge, check_ins: tuple[CheckIn, ...]) -> Iterator[Plain]:
    """A group for each check-in."""
    for one in check_ins:
        inner = [_dated(layout.CHECK_IN_DATE, words.CHECK_IN_DATE, one.date)]
        for id_, answer in one.answers.items():
            inner += answer_items(knowledge.questions[id_], answer, f"{layout.CHECK_IN}.")
        yield {"linkId": layout.CHECK_IN, "text": words.CHECK_IN, "item": inner}


def cleared_items(knowledge: Knowledge, cleared: tuple[Cleared, ...]) -> Iterator[Plain]:
    """A group for each thing that a clinician has looked at."""
    for one in cleared:
        rule = {"system": CONCEPTS, "code": one.rule, "display": knowledge.red_flags[one.rule].text}
        inner = [
            _coded(layout.CLEARED_RULE, words.CLEARED_RULE, rule),
            _dated(layout.CLEARED_DATE, words.CLEARED_DATE, one.date),
            _said(layout.CLEARED_TEST, words.CLEARED_TEST, {"valueString": one.test}),
        ]
        yield {"linkId": layout.CLEARED, "text": words.CLEARED, "item": inner}


def _coded(link_id: str, text: str, code: Plain) -> Plain:
    return _said(link_id, text, {"valueCoding": code})


def _dated(link_id: str, text: str, day: datetime.date | None) -> Plain:
    return _said(link_id, text, {"valueDate": day.isoformat()}) if day else {}


def _said(link_id: str, text: str, value: Plain) -> Plain:
    return {"linkId": link_id, "text": text, "answer": [value]}
