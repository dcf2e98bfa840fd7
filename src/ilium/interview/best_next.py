"""What is best asked or examined next: the open questions ranked by what their answers are worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ilium.answers.case import Case
from ilium.interview.worth import rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.past import at_present
from ilium.verdict import Verdict

PLACES = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An open question and its worth. `bits` is a lower bound where `exact` is false.

    `rise` is the chance that its answer raises the urgency through a rule.
    """

    question: Question
    value: float
    bits: float
    exact: bool
    rise: float

    @property
    def is_examination(self) -> bool:
        """Whether it takes a clinician's hands."""
        return self.question.mode == "clinician"


def best_next(knowledge: Knowledge, case: Case, verdict: Verdict, most: int) -> tuple[Suggestion, ...]:
    """The open questions worth most, examination tests among them in a clinician's case; ties by id.

    Questions on fixed pages are not ranked: they come before all others.
    """
    ranked = rank_questions(knowledge, at_present(knowledge, case), verdict)
    return tuple(
        Suggestion(
            knowledge.questions[worth.question],
            round(worth.value, PLACES),
            round(worth.bits, PLACES),
            worth.exact,
            round(worth.rise, PLACES),
        )
        for worth in ranked[:most]
    )


def best_tests(knowledge: Knowledge, case: Case, verdict: Verdict, most: int) -> tuple[Suggestion, ...]:
    """The examination tests worth most, whoever has answered so far."""
    examined = replace(case, mode="clinician")
    ranked = best_next(knowledge, examined, verdict, len(knowledge.questions))
    return tuple(one for one in ranked if one.is_examination)[:most]
