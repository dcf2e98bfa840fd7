"""What a form asks beside the questions of the knowledge: country, setting, days, check-ins and clearings."""

from __future__ import annotations

from typing import Any, get_args

from ilium.answers.case import Case, Mode, Setting
from ilium.faces.fhir import layout, words
from ilium.faces.fhir.case_items import COUNTRY_NAMES, USUAL, country_coding, word_coding
from ilium.faces.fhir.names import CONCEPTS
from ilium.faces.fhir.question_items import choice, hiding, note, open_items
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]


def about_questions(knowledge: Knowledge, country: str = USUAL.country) -> Plain:
    """The group about the interview: the country for people, the rest for programs. All may be left open."""
    known = {*knowledge.urgency.emergency_numbers, country} - {USUAL.country}
    listed = [code for code in COUNTRY_NAMES if code in known]
    codes = [country_coding(code) for code in (*listed, *sorted(known.difference(listed)))]
    return {
        "linkId": layout.ABOUT,
        "text": words.ABOUT_CASE,
        "type": "group",
        "item": [
            note(layout.CASE_NOTE, words.NOT_A_DIAGNOSIS),
            choice(layout.COUNTRY, words.COUNTRY, codes),
            choice(layout.MODE, words.MODE, map(word_coding, get_args(Mode)), hidden=True),
            choice(layout.SETTING, words.SETTING, map(word_coding, get_args(Setting)), hidden=True),
            _day(layout.TODAY, words.TODAY, hidden=True),
            _day(layout.START, words.START, hidden=True),
        ],
    }


def check_in_questions(knowledge: Knowledge) -> Plain:
    """A group that is repeated for each later look: its day, and anything that can be answered."""
    inner = [_day(layout.CHECK_IN_DATE, words.CHECK_IN_DATE)]
    for question in layout.askable(knowledge):
        inner += open_items(question, f"{layout.CHECK_IN}.")
    return _repeated(layout.CHECK_IN, words.CHECK_IN, inner)


def cleared_questions(knowledge: Knowledge) -> Plain:
    """A group that is repeated for each thing that a clinician has looked at."""
    rules = [{"system": CONCEPTS, "code": id_, "display": r.text} for id_, r in knowledge.red_flags.items()]
    test = {"linkId": layout.CLEARED_TEST, "text": words.CLEARED_TEST, "type": "string", "maxLength": 200}
    inner = [
        choice(layout.CLEARED_RULE, words.CLEARED_RULE, rules),
        _day(layout.CLEARED_DATE, words.CLEARED_DATE),
        test,
    ]
    return _repeated(layout.CLEARED, words.CLEARED, inner)


def is_over_time(case: Case) -> bool:
    """Whether a case tells of more than one day."""
    later = case.start is not None and case.today is not None and case.start < case.today
    return bool(case.check_ins or case.cleared or later)


def _day(link_id: str, text: str, *, hidden: bool = False) -> Plain:
    item: Plain = {"extension": [hiding()]} if hidden else {}
    return item | {"linkId": link_id, "text": text, "type": "date", "required": False}


def _repeated(link_id: str, text: str, items: list[Plain]) -> Plain:
    return {"linkId": link_id, "text": text, "type": "group", "repeats": True, "item": items}
