"""For and against: what each answer says about a condition, in words, in log odds and with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.case_reader import plain_answer
from ilium.explanation.answered import Answered
from ilium.explanation.contributions import Attribution, attribute
from ilium.explanation.left_unticked import left_unticked
from ilium.explanation.numbers_behind import cite, numbers_behind
from ilium.explanation.wording import say_answer
from ilium.knowledge.citations import CitationShown, show_citations
from ilium.knowledge.library import Knowledge

PLACES = 12
"""Log odds that agree to so many places are equal; smaller ones are nothing."""


@dataclass(frozen=True, slots=True)
class AnswerReason:
    """One answer's part of the way from prior to posterior; above zero it speaks for the condition."""

    question: str
    answer: str | int | float | list[str] | dict[str, str]
    log_odds: float
    text: str
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for a condition and what against it, the strongest first, and the log odds at both ends."""

    before: float
    after: float
    in_favour: tuple[AnswerReason, ...]
    against: tuple[AnswerReason, ...]


def weigh_reasons(knowledge: Knowledge, case: Case, targets: tuple[str, ...]) -> Mapping[str, Reasons]:
    """The reasons for and against some conditions or families; all are weighed in one pass."""
    found = attribute(knowledge, case)
    return {target: _reasons(knowledge, case, found, target) for target in targets}


def _reasons(knowledge: Knowledge, case: Case, found: Attribution, target: str) -> Reasons:
    reasons = sorted(
        _list_reasons(knowledge, case, found, target), key=lambda one: (-abs(one.log_odds), one.question)
    )
    column = found.targets.ids.index(target)
    return Reasons(
        before=round(float(found.before[column]), PLACES),
        after=round(float(found.after[column]), PLACES),
        in_favour=tuple(one for one in reasons if one.log_odds > 0),
        against=tuple(one for one in reasons if one.log_odds < 0),
    )


def _list_reasons(
    knowledge: Knowledge, case: Case, found: Attribution, target: str
) -> Iterator[AnswerReason]:
    column = found.targets.ids.index(target)
    for row, answered in enumerate(found.answers):
        log_odds = round(float(found.parts[row, column]), PLACES)
        if log_odds:
            yield AnswerReason(
                answered.question,
                plain_answer(answered.answer),
                log_odds,
                _say(knowledge, case, found, answered, target),
                show_citations(cite(numbers_behind(knowledge, case, answered, target))),
            )


def _say(knowledge: Knowledge, case: Case, found: Attribution, answered: Answered, target: str) -> str:
    """The answer in words, with what was left unticked where that is what decides."""
    unticked = left_unticked(knowledge, case, found, answered, target)
    return say_answer(knowledge, answered.question, answered.answer, unticked)
