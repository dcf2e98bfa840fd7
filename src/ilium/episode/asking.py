"""A check-in under way: what it asks, what was answered in it, and what follows from that so far."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer, Missing
from ilium.episode.episode import Episode, with_check_in
from ilium.episode.fitting import fit
from ilium.knowledge.library import Knowledge
from ilium.safety.evaluation import is_asked
from ilium.safety.past import at_present


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A check-in that goes on: the episode without it, and the answers of the day in their order."""

    episode: Episode
    day: datetime.date
    answers: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def check_in(self) -> CheckIn:
        """The check-in so far."""
        return CheckIn(self.day, dict(sorted(self.answers.items())))

    def case(self, knowledge: Knowledge) -> Case:
        """The episode as an interview goes on with it.

        What every check-in asks is open until it is answered, and what follows from the answers, such as
        whether the pain has risen, is worked out anew.
        """
        again = with_check_in(self.episode, self.check_in)
        return at_present(knowledge, fit(knowledge, replace(again.case, today=self.day)).case)

    def answer(self, knowledge: Knowledge, question: str, answer: Answer) -> UnderWay:
        """The check-in with an answer given or changed; follow-ups that no longer apply are dropped."""
        answers = {**self.answers, question: answer}
        kept = still_asked(knowledge, answers, lambda given: replace(self, answers=given).case(knowledge))
        return replace(self, answers=kept)

    def joined(self, answers: Mapping[str, Answer]) -> UnderWay:
        """The check-in with more answers, such as those before medicines."""
        return replace(self, answers={**self.answers, **answers})


def answered_between(knowledge: Knowledge, begun: Case, ended: Case) -> dict[str, Answer]:
    """What was answered from one case to the next, or answered differently than before."""
    return {
        question: answer
        for question, answer in ended.answers.items()
        if ended.answer_to(question) is not Missing.NOT_ASKED
        and begun.answer_to(question) != answer
        and knowledge.questions[question].derived is None
    }


def still_asked(
    knowledge: Knowledge, answers: Mapping[str, Answer], case_of: Callable[[Mapping[str, Answer]], Case]
) -> dict[str, Answer]:
    """The answers of a day without those to questions that nothing calls up any more.

    A question is judged without its own answer: one that says how long it has been worse changes whether the
    pain counts as risen for long, which called the question up. Names that are no question are left alone.
    """
    kept = dict(answers)
    while True:
        case = case_of(kept)
        for id_ in kept:
            question = knowledge.questions.get(id_)
            if question is None or is_asked(knowledge, question, case):
                continue
            without = {other: said for other, said in kept.items() if other != id_}
            if not is_asked(knowledge, question, case_of(without)):
                kept = without
                break
        else:
            return kept
