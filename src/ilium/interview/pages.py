"""The fixed pages: safety first, then where, how long and how bad."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Page, Question, RedFlag
from ilium.safety.evaluation import holds, is_asked, questions_in


def open_questions(knowledge: Knowledge, page: Page, case: Case) -> Iterator[Question]:
    """The questions of a page that apply to this person and were not asked yet."""
    for id_ in page.questions:
        question = knowledge.questions[id_]
        if is_open(knowledge, question, case):
            yield question


def is_open(knowledge: Knowledge, question: Question, case: Case) -> bool:
    """Whether a question applies to this person and was not asked yet."""
    return case.answer_to(question.id) is Missing.NOT_ASKED and is_asked(knowledge, question, case)


def open_page(knowledge: Knowledge, case: Case) -> tuple[Page, Question] | None:
    """The first fixed page with a question still to ask, and that question."""
    check_in = knowledge.region.check_in_pages if case.past is not None else ()
    for page in (*check_in, *knowledge.region.pages):
        for question in open_questions(knowledge, page, case):
            return page, question
    return None


def open_follow_up(knowledge: Knowledge, case: Case) -> tuple[Page, Question] | None:
    """A safety question still to ask whose answer may show that an emergency is none.

    Each emergency rule that holds must wait for one: where one rule is certain, nothing can be spared.
    """
    called = {
        question.id: (page, question)
        for page in knowledge.region.pages
        for question in open_questions(knowledge, page, case)
        if question.safety and question.ask_when is not None and _parents_answered(knowledge, question, case)
    }
    waiting = [questions_in(knowledge, rule.when) & called.keys() for rule in _emergencies(knowledge, case)]
    if not all(waiting):
        return None
    return next((found for id_, found in called.items() if any(id_ in ids for ids in waiting)), None)


def _emergencies(knowledge: Knowledge, case: Case) -> list[RedFlag]:
    rules = (rule for rule in knowledge.red_flags.values() if rule.level is Level.EMERGENCY_NOW)
    return [rule for rule in rules if holds(knowledge, rule.when, case)]


def open_called_up(knowledge: Knowledge, case: Case) -> Question | None:
    """A safety question on no fixed page that the answers have called up, and that was not asked yet."""
    fixed = fixed_ids(knowledge)
    called = (q for q in knowledge.questions.values() if q.safety and q.id not in fixed)
    return next((question for question in called if is_open(knowledge, question, case)), None)


def _parents_answered(knowledge: Knowledge, question: Question, case: Case) -> bool:
    assert question.ask_when is not None
    parents = questions_in(knowledge, question.ask_when)
    return all(case.answer_to(parent) is not Missing.NOT_ASKED for parent in parents) and any(
        knowledge.questions[parent].safety for parent in parents
    )


def fixed_ids(knowledge: Knowledge) -> frozenset[str]:
    """The questions that stand on fixed pages."""
    return frozenset(id_ for page in knowledge.region.pages for id_ in page.questions)
