"""The questions before medicines, as an interview of their own after the result."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from ilium.answers.case import Case
from ilium.care.cautions import open_medicine_questions, questions_for
from ilium.faces.asking import words
from ilium.faces.asking.interview import Interview, Progress
from ilium.interview.before_medicines import medicine_pages, medicine_step
from ilium.interview.next_question import Step
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Page, Question


class MedicineInterview(Interview):
    """Asks what decides about medicines in the country of the case, page by page, and nothing else."""

    @classmethod
    def begin(cls, knowledge: Knowledge, case: Case) -> MedicineInterview:
        """The questions at their first page."""
        start = cls(knowledge, case, after_emergency=True)
        return replace(start, at=start.next_screen or "")

    @cached_property
    def step(self) -> Step:
        """The next question that is still open."""
        return medicine_step(self.knowledge, tuple(open_medicine_questions(self.knowledge, self.case)))

    @cached_property
    def is_past_emergency(self) -> bool:
        """Never: in an emergency nothing is asked about medicines."""
        return False

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return next((page for page in medicine_pages(self.knowledge) if page.id == self.at), None)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the page that decide something in this country."""
        wanted = questions_for(self.knowledge, self.case.country)
        return tuple(question for question in super().questions if question.id in wanted)

    @property
    def answered(self) -> tuple[Question, ...]:
        """The answers that can be changed here: those about medicines."""
        return tuple(one for one in super().answered if one.id in self.knowledge.medicine_questions)

    def visit(self, question: str) -> MedicineInterview:
        """The questions at the page of one of them."""
        at = next(page.id for page in medicine_pages(self.knowledge) if question in page.questions)
        return self if at == self.at else replace(self, at=at, trail=(*self.trail, self.at))

    @property
    def progress(self) -> Progress:
        """Which page this is."""
        pages = [page.id for page in medicine_pages(self.knowledge)]
        place = pages.index(self.at) + 1 if self.at in pages else None
        return Progress(1, 1, words.PART_MEDICINES, place, len(pages))
