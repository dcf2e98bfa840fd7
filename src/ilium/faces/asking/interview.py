"""The interview as a value: the case so far and the screen that is shown. No widgets, no clock, no memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.episode.asking import UnderWay
from ilium.faces.asking import words
from ilium.interview.next_question import Step, Stop, next_step
from ilium.interview.worth import is_emergency
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.knowledge.schema import Page, Question
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.safety.evaluation import is_asked
from ilium.verdict import reach_verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the interview is; `page` is None where nobody can tell how many are to come."""

    part: int
    parts: int
    title: str
    page: int | None = None
    pages: int | None = None
    more: bool = False
    """Whether questions without a fixed page follow in this part."""

    def __str__(self) -> str:
        start = words.PART.format(part=self.part, parts=self.parts, title=self.title)
        if self.page is None:
            return f"{start}, {words.MORE_QUESTIONS}"
        if self.pages == 1 and not self.more:
            return start
        place = f"{start}, {words.PAGE.format(page=self.page, pages=self.pages)}"
        return f"{place}, {words.THEN_MORE}" if self.more else place


@dataclass(frozen=True)
class Interview:
    """One interview. Every method that changes something gives a new interview.

    `at` names the screen: a fixed page, or a question that has a screen of its own.
    """

    knowledge: Knowledge
    case: Case
    at: str = ""
    trail: tuple[str, ...] = ()
    after_emergency: bool = False
    under_way: UnderWay | None = None
    """The check-in that is asked for, if it is one; the case then follows from it."""

    @classmethod
    def begin(cls, knowledge: Knowledge, case: Case) -> Interview:
        """An interview at its first screen."""
        return cls(knowledge, case).begun()

    @classmethod
    def of_check_in(
        cls, knowledge: Knowledge, under_way: UnderWay, at: str = "", *, after_emergency: bool = False
    ) -> Interview:
        """The interview of a check-in under way, at one of its screens or before the first."""
        case = under_way.case(knowledge)
        return cls(knowledge, case, at=at, after_emergency=after_emergency, under_way=under_way)

    def begun(self) -> Interview:
        """The interview at its first screen."""
        return replace(self, at=self.next_screen or "")

    @cached_property
    def step(self) -> Step | None:
        """What the engine would do next; None when the answers cannot all be true."""
        try:
            return next_step(self.knowledge, self.case, after_emergency=self.after_emergency)
        except ImpossibleAnswersError:
            return None

    @property
    def next_screen(self) -> str | None:
        """The screen to show next, or None when the questions are over."""
        if self.step is None:
            return self.at
        if self.step.page is not None:
            return self.step.page.id
        return self.step.question.id if self.step.question else None

    @property
    def is_emergency(self) -> bool:
        """Whether the answers end the interview: help is needed now."""
        return self.step is not None and self.step.stopped is Stop.EMERGENCY

    @cached_property
    def is_past_emergency(self) -> bool:
        """Whether the questions go on although help is needed now; a mended answer may take that back."""
        if not self.after_emergency:
            return False
        try:
            return is_emergency(reach_verdict(self.knowledge, self.case))
        except ImpossibleAnswersError:
            return True

    @property
    def emergency_number(self) -> str:
        """The number to call in the country of the case."""
        numbers = self.knowledge.urgency.emergency_numbers
        return numbers.get(self.case.country, numbers["default"])

    @property
    def page(self) -> Page | None:
        """The fixed page that is shown, if it is one."""
        return next((page for page in fixed_pages(self.knowledge, self.case) if page.id == self.at), None)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions on the screen; a follow-up appears when an answer calls it up."""
        ids = self.page.questions if self.page else (self.at,)
        found = (self.knowledge.questions[id_] for id_ in ids if id_ in self.knowledge.questions)
        return tuple(question for question in found if is_asked(self.knowledge, question, self.case))

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions on the screen that still want an answer."""
        return tuple(q for q in self.questions if self.case.answer_to(q.id) is Missing.NOT_ASKED)

    def clash(self, question: str, answer: Answer) -> str | None:
        """The earlier question whose answer contradicts this one."""
        case = self.answer(question, answer).case
        if not contradictions(self.knowledge, case):
            return None
        others = [id_ for id_ in case.answers if id_ != question]
        return next((id_ for id_ in others if not contradictions(self.knowledge, case.forget(id_))), question)

    def answer(self, question: str, answer: Answer) -> Interview:
        """The interview with an answer given or changed; follow-ups that no longer apply are dropped."""
        if self.under_way is not None:
            onward = self.under_way.answer(self.knowledge, question, answer)
            return replace(self, case=onward.case(self.knowledge), under_way=onward)
        case = drop_uncalled(self.knowledge, self.case.answer(question, answer))
        return replace(self, case=case)

    def forward(self) -> Interview:
        """The interview at its next screen; it stays where it is while this one wants an answer."""
        target = self.next_screen
        if target is None or target == self.at:
            return self
        return replace(self, at=target, trail=(*self.trail, self.at))

    def back(self) -> Interview:
        """The interview at the screen before, with every answer kept."""
        trail = [key for key in self.trail if self._is_shown(key)]
        if not trail:
            return self
        return replace(self, at=trail[-1], trail=tuple(trail[:-1]))

    def visit(self, question: str) -> Interview:
        """The interview at the screen of a question."""
        pages = fixed_pages(self.knowledge, self.case)
        at = next((page.id for page in pages if question in page.questions), question)
        return self if at == self.at else replace(self, at=at, trail=(*self.trail, self.at))

    def go_on(self) -> Interview:
        """The interview after an emergency: for the clinician who will see this person."""
        onward = replace(self, after_emergency=True)
        return onward if onward.open else onward.forward()

    @property
    def answered(self) -> tuple[Question, ...]:
        """The questions answered so far, in the order of the answers."""
        today = self.under_way.answers if self.under_way is not None else {}
        order = (*(id_ for id_ in self.case.answers if id_ not in today), *today)
        asked = (id_ for id_ in order if self.case.answer_to(id_) is not Missing.NOT_ASKED)
        questions = (self.knowledge.questions[id_] for id_ in asked)
        return tuple(question for question in questions if question.derived is None)

    @property
    def progress(self) -> Progress:
        """Where the interview is."""
        return progress_at(self.knowledge, self.case, self.page)

    def _is_shown(self, key: str) -> bool:
        """Whether a screen still has something on it: a follow-up of its own may have been dropped."""
        return bool(replace(self, at=key).questions)


def drop_uncalled(knowledge: Knowledge, case: Case) -> Case:
    """The case without answers to questions that its other answers no longer call up."""
    while True:
        gone = [id_ for id_ in case.answers if not is_asked(knowledge, knowledge.questions[id_], case)]
        if not gone:
            return case
        case = case.forget(gone[0])


def fixed_pages(knowledge: Knowledge, case: Case) -> tuple[Page, ...]:
    """The fixed pages of an interview; a check-in has its own before them."""
    own = knowledge.region.check_in_pages if case.past is not None else ()
    return (*own, *knowledge.region.pages)


def progress_at(knowledge: Knowledge, case: Case, page: Page | None) -> Progress:
    """Three parts: the pages before the safety pages, the safety pages, and the rest; a check-in has two."""
    parts, titles = parts_of(knowledge), [words.PART_ABOUT, words.PART_SAFETY, words.PART_PAIN]
    if case.past is not None:
        parts = [list(knowledge.region.check_in_pages), list(knowledge.region.pages)]
        titles = [words.PART_CHECK_IN, words.PART_STILL_OPEN]
    if page is None:
        return Progress(len(parts), len(parts), titles[-1])
    number, pages = next((n, part) for n, part in enumerate(parts) if page in part)
    shown = [other for other in pages if other == page or has_questions(knowledge, other, case)]
    more = number + 1 == len(parts)
    return Progress(number + 1, len(parts), titles[number], shown.index(page) + 1, len(shown), more)


def has_questions(knowledge: Knowledge, page: Page, case: Case) -> bool:
    """Whether a page asks this person anything, as far as the answers tell."""
    return any(is_asked(knowledge, knowledge.questions[id_], case) for id_ in page.questions)


def parts_of(knowledge: Knowledge) -> list[list[Page]]:
    """The pages before the first run of safety pages, that run, and the rest."""
    pages = list(knowledge.region.pages)
    safe = [any(knowledge.questions[id_].safety for id_ in page.questions) for page in pages]
    first = safe.index(True) if True in safe else len(pages)
    last = safe.index(False, first) if False in safe[first:] else len(pages)
    return [pages[:first], pages[first:last], pages[last:]]
