"""Somebody who answers as in a case, and as somebody otherwise well where the case is silent."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.conformance.form_client.client import MOST_PAGES, Filler
from tests.faces.web.person import unremarkable

from ilium.answers.case import Case
from ilium.answers.case_reader import read_answer
from ilium.answers.values import LISTS, Answer, Kind, Missing, Ticked
from ilium.faces.asking import words
from ilium.faces.asking.options import SIDE_WORDS, SIDES, none_label, options, place_rows
from ilium.faces.fhir import layout
from ilium.faces.fhir.case_items import COUNTRY_NAMES, USUAL
from ilium.knowledge.forms import form_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

LABELS = {Missing.UNKNOWN: words.NOT_SURE, Missing.DECLINED: words.RATHER_NOT}


@dataclass
class Interviewed:
    """Somebody whom a form program asks; `answers` is what was clicked and typed."""

    filler: Filler
    knowledge: Knowledge
    story: Case
    answers: dict[str, Answer] = field(default_factory=dict)
    pages: int = 0

    def go_through(self, form: str) -> None:
        """Answer page after page, until the form is complete."""
        state = self.filler.open(form)
        if self.story.country != USUAL.country:
            self.filler.pick(layout.COUNTRY, COUNTRY_NAMES[self.story.country])
        while state == "asking" and self.pages < MOST_PAGES:
            self.pages += 1
            self.answer_page()
            state = self.filler.go_on(self.pages + 1)
        assert state == "completed", f"{state} after {self.pages} pages: {self.filler.said()}"

    def answer_page(self) -> None:
        """Answer whatever has not been answered, also what an answer brings up."""
        while asked := [one for one in self.filler.link_ids() if self._is_open(one)]:
            self.answer(self.knowledge.questions[asked[0]])

    def _is_open(self, link_id: str) -> bool:
        return link_id in self.knowledge.questions and link_id not in self.answers

    def answer(self, question: Question) -> None:
        """Give one answer, by the words that stand on the page."""
        answer = self.story.answers.get(question.id) or otherwise(question)
        self.answers[question.id] = answer
        if isinstance(answer, float):
            self.filler.type(question.id, f"{answer:g}")
        elif question.kind is Kind.NUMBER:
            self.filler.choose(f"{question.id}.missing", wording(question, answer))
        else:
            self.filler.choose(question.id, wording(question, answer))


def otherwise(question: Question) -> Answer:
    """The answer of somebody whom nothing else ails."""
    said = unremarkable(question)
    if question.kind in LISTS:
        return Ticked(frozenset({str(said)} - {"_none"}))
    return read_answer(form_of(question), str(said))


def wording(question: Question, answer: Answer) -> list[str]:
    """The words of an answer, as they stand beside what is clicked."""
    if isinstance(answer, Missing):
        return [LABELS[answer]]
    if isinstance(answer, Ticked):
        return [label for item, label in items(question).items() if item in answer.items] or [
            none_label(question)
        ]
    return [items(question)[str(answer)]]


def items(question: Question) -> dict[str, str]:
    """The answers, or the items of a list, each with its words."""
    if question.kind is not Kind.BODY_MAP:
        return {one.answer: one.label for one in options(question)}
    return {
        item: f"{row.label} ({SIDE_WORDS[side]})"
        for row in place_rows(question)
        for side, item in zip(SIDES, row.items, strict=True)
        if item is not None
    }
