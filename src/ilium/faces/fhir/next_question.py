"""`$next-question`: from the answers so far to the same response with the next page of questions in it.

Nothing is remembered between two calls: the response says what was answered, and all else is worked out anew.
Of what a caller sends, only the answers and the order in which questions came are heeded.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ilium.answers.case import Case
from ilium.answers.countries import ANYWHERE
from ilium.answers.values import Itemised
from ilium.care.cautions import questions_for
from ilium.documents.problems import BadDocumentError
from ilium.faces.asking.interview import Interview, drop_uncalled
from ilium.faces.asking.medicine_interview import MedicineInterview
from ilium.faces.fhir import layout, names, words
from ilium.faces.fhir.case_questions import about_questions, is_over_time
from ilium.faces.fhir.layout import Section
from ilium.faces.fhir.origin import check_origin
from ilium.faces.fhir.question_items import group, question_items
from ilium.faces.fhir.questionnaire import adaptive_questionnaire, endpoints
from ilium.faces.fhir.reading import fault_at
from ilium.faces.fhir.reading_responses import RESOURCE, read_response
from ilium.faces.fhir.responses import response_items
from ilium.faces.fhir.told import Told, Wishes, tell_urgency, wishes_in
from ilium.interview.next_question import Step
from ilium.interview.worth import is_emergency
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.verdict import reach_verdict

Plain = dict[str, Any]
KEPT_BEFORE: Final = ("id", "meta", "language", "extension")
KEPT_AFTER: Final = ("subject", "encounter")
DERIVED: Final = "q"
"""The id of the contained Questionnaire, where the caller has given none."""


def next_page(
    knowledge: Knowledge, response: Plain, base: str, today: datetime.date, country: str = ANYWHERE
) -> Plain:
    """The response with its next page; `completed` when nothing is left to ask.

    `today` dates a response that has no date, `country` is where a case is that names none. Raises
    BadDocumentError, or ImpossibleAnswersError when no explanation allows the answers.
    """
    check_origin(knowledge, response)
    read = read_response(knowledge, response)
    if is_over_time(read.case):
        raise BadDocumentError([fault_at(RESOURCE, (), words.OVER_TIME, words.ASK_ONE_DAY)])
    case = drop_uncalled(knowledge, read.case.placed(country))
    read.hold_together(case)
    wishes = wishes_in(response)
    first = Interview(knowledge, case, after_emergency=wishes.go_on)
    if first.step is None:
        raise ImpossibleAnswersError
    now = _medicines(first) if wishes.medicines else first
    told_now, came = first.step.question is None, _came(knowledge, response)
    sheet = _Sheet(knowledge, now.begun(), now.step or first.step, told_now, wishes, came)
    return _assemble(sheet, response, base, today)


def _medicines(interview: Interview) -> Interview:
    """The questions before medicines, once the others are over without an emergency."""
    step, knowledge, case = interview.step, interview.knowledge, interview.case
    over = step is not None and step.question is None and not interview.is_emergency
    if not over or is_emergency(reach_verdict(knowledge, case)) or not questions_for(knowledge, case.country):
        return interview
    return MedicineInterview(knowledge, case, after_emergency=True)


@dataclass(frozen=True)
class _Sheet:
    """What stands in the form after this call."""

    knowledge: Knowledge
    interview: Interview
    """At the page that comes next."""
    step: Step
    told_now: bool
    """Whether the questions about the pain are over."""
    wishes: Wishes
    came: tuple[str, ...]
    """The questions without a page, in the order in which they came."""

    @property
    def case(self) -> Case:
        """The answers."""
        return self.interview.case

    @property
    def loose(self) -> list[Question]:
        """The questions without a page that were answered, and the one that comes next."""
        shown = [id_ for id_ in self.came if id_ in self.case.answers]
        others = [q.id for q in layout.loose(self.knowledge) if q.id in self.case.answers]
        now = [] if self.interview.page else [question.id for question in self.interview.questions]
        return [self.knowledge.questions[id_] for id_ in dict.fromkeys([*shown, *others, *now])]

    @property
    def told(self) -> Told | None:
        """What the answers say, once it is to be told."""
        if not self.told_now and not self.interview.is_past_emergency:
            return None
        return tell_urgency(self.knowledge, self.case, self.wishes)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return self.step.question is None

    def questions(self) -> Iterator[Plain]:
        """The items of the contained Questionnaire."""
        yield about_questions(self.knowledge, self.case.country)
        yield from self._pages(layout.sections(self.knowledge))
        for question in self.loose:
            yield from self._ask(question)
        yield from self._pages(layout.medicine_sections(self.knowledge))

    def _pages(self, sections: tuple[Section, ...]) -> Iterator[Plain]:
        page = self.interview.page
        for section in sections:
            now = self.interview.questions if page == section.page else ()
            shown = [q for q in section.questions if q.id in self.case.answers or q in now]
            if shown:
                yield group(section, [item for question in shown for item in self._ask(question)])

    def _ask(self, question: Question) -> list[Plain]:
        itemised = isinstance(self.case.answers.get(question.id), Itemised)
        return question_items(question, itemised=itemised)


def _assemble(sheet: _Sheet, response: Plain, base: str, today: datetime.date) -> Plain:
    told = sheet.told
    questionnaire = _derived(sheet, response, base, told)
    items = (told.answers if told else []) + response_items(sheet.knowledge, sheet.case, sheet.loose)
    plain: Plain = {"resourceType": RESOURCE} | {key: response[key] for key in KEPT_BEFORE if key in response}
    plain["meta"] = _with_profile(response.get("meta", {}))
    others = [one for one in response.get("contained", []) if one.get("resourceType") != "Questionnaire"]
    plain["contained"] = [questionnaire, *others]
    plain |= {key: response[key] for key in ("identifier", "basedOn", "partOf") if key in response}
    plain |= {
        "questionnaire": f"#{questionnaire['id']}",
        "status": "completed" if sheet.is_over else "in-progress",
    }
    plain |= {key: response[key] for key in KEPT_AFTER if key in response}
    plain["authored"] = response.get("authored", today.isoformat())
    plain |= {key: response[key] for key in ("author", "source") if key in response}
    return plain | ({"item": items} if items else {})


def _derived(sheet: _Sheet, response: Plain, base: str, told: Told | None) -> Plain:
    """The contained Questionnaire, made anew: a form of its own, with neither address nor version."""
    made = adaptive_questionnaire(sheet.knowledge, base)
    return {
        "resourceType": "Questionnaire",
        "id": str(response.get("questionnaire", "")).partition("#")[2] or DERIVED,
        "meta": {"profile": [names.QUESTIONNAIRE_ADAPT]},
        "extension": endpoints(base),
        "title": made["title"],
        "derivedFrom": [names.versioned(names.ADAPTIVE, sheet.knowledge)],
        "status": "active",
        "subjectType": ["Patient"],
        "item": [*([told.group] if told else []), *sheet.questions()],
    }


def _with_profile(meta: Plain) -> Plain:
    profiles = dict.fromkeys([*meta.get("profile", []), names.RESPONSE_ADAPT])
    return {**meta, "profile": list(profiles)}


def _came(knowledge: Knowledge, response: Plain) -> tuple[str, ...]:
    """The questions without a page in the order in which they stand in what was sent."""
    forms = [one for one in response.get("contained", []) if one.get("resourceType") == "Questionnaire"]
    sent = [item.get("linkId", "") for one in (*forms, response) for item in one.get("item", [])]
    loose = {question.id for question in layout.loose(knowledge)}
    bare = (link.removesuffix(layout.EACH).removesuffix(layout.MISSING) for link in sent)
    return tuple(dict.fromkeys(knowledge.aliases.get(id_, id_) for id_ in bare if id_ in loose))
