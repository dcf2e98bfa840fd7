"""A known case sent through the interview, as if the person sat there and answered what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.study.completing import complete_case
from ilium.study.people import interview


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody who answers as a case says, with what it leaves open filled in; else they are not sure."""

    case: Case

    def answer(self, question: Question) -> Answer:
        """What the case says to a question."""
        said = self.case.answer_to(question.id)
        return Missing.UNKNOWN if said is Missing.NOT_ASKED else said


def count_questions(knowledge: Knowledge, case: Case) -> int | None:
    """How many questions the interview asks this person; a page counts once, a long checklist twice.

    None where no cause in the knowledge allows the answers.
    """
    try:
        return interview(knowledge, CasePerson(complete_case(knowledge, case))).pages
    except ImpossibleAnswersError:
        return None
