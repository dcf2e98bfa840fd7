"""A case as a QuestionnaireResponse. `reading_responses` is the way back, and together they lose nothing.

What was not asked has no item. What the case is known to be (`expected`) belongs to tests, and is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.faces.fhir import layout, names
from ilium.faces.fhir.answer_items import answer_items
from ilium.faces.fhir.case_items import about_items, check_in_items, cleared_items
from ilium.faces.fhir.layout import Section
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

Plain = dict[str, Any]


def to_response(knowledge: Knowledge, case: Case, authored: datetime.date) -> Plain:
    """The QuestionnaireResponse of a case, as an answered form of everything that can be asked.

    `authored` is the day on which it is written, which need not be the day of the case.
    """
    plain: Plain = {"resourceType": "QuestionnaireResponse"}
    if case.id is not None:
        plain["identifier"] = identifier(case.id)
    plain |= {
        "questionnaire": names.versioned(names.WHOLE, knowledge),
        "status": "completed",
        "authored": authored.isoformat(),
    }
    items = response_items(knowledge, case, layout.loose(knowledge))
    return plain | ({"item": items} if items else {})


def identifier(case_id: str) -> Plain:
    """The id of a case as an Identifier."""
    return {"system": names.CASES, "value": case_id}


def response_items(knowledge: Knowledge, case: Case, order: Iterable[Question]) -> list[Plain]:
    """The items of a case: pages as groups, then questions without a page in the given order."""
    items = about_items(case)
    items += _groups(case, layout.sections(knowledge))
    for question in order:
        items += answer_items(question, answered(case, question))
    items += _groups(case, layout.medicine_sections(knowledge))
    items += check_in_items(knowledge, case.check_ins)
    items += cleared_items(knowledge, case.cleared)
    return items


def answered(case: Case, question: Question) -> Answer:
    """What was answered; a day of check-ins takes nothing of it back."""
    return case.answers.get(question.id, Missing.NOT_ASKED)


def _groups(case: Case, sections: Iterable[Section]) -> list[Plain]:
    groups = []
    for section in sections:
        inner = [item for one in section.questions for item in answer_items(one, answered(case, one))]
        if inner:
            groups.append({"linkId": section.link_id, "text": section.page.title, "item": inner})
    return groups
