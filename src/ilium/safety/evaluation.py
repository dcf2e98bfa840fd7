"""Whether an expression holds for a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.knowledge.expressions import All, Answered, Any, AtLeast, Expression, Fires, Measured
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

Leaf = Answered | Measured
"""A comparison with one answer: what every expression is made of in the end."""


def word_of(answer: Answer, item: str | None) -> str:
    """The word a rule compares: the answer itself, yes or no for an item, or the way it is missing."""
    if isinstance(answer, Missing):
        return answer.value
    if isinstance(answer, Ticked):
        return "answered" if item is None else ("yes" if item in answer.items else "no")
    if isinstance(answer, Itemised):
        return "answered" if item is None else answer.items.get(item, Missing.NOT_ASKED.value)
    return str(answer)


def holds(knowledge: Knowledge, expression: Expression, case: Case) -> bool:
    """Whether an expression holds for a case."""
    return adds_up(knowledge, expression, lambda leaf: says(leaf, case.answer_to(leaf.question)))


def says(leaf: Leaf, answer: Answer) -> bool:
    """Whether a comparison holds for the answer to its question."""
    if isinstance(leaf, Answered):
        return word_of(answer, leaf.item) in leaf.is_
    return _within(leaf, answer)


def adds_up(knowledge: Knowledge, expression: Expression, told: Callable[[Leaf], bool]) -> bool:
    """Whether an expression holds, where `told` says it of each comparison in it."""
    match expression:
        case Answered() | Measured():
            return told(expression)
        case All():
            return all(adds_up(knowledge, part, told) for part in expression.all)
        case Any():
            return any(adds_up(knowledge, part, told) for part in expression.any)
        case AtLeast():
            return sum(adds_up(knowledge, part, told) for part in expression.of) >= expression.at_least
        case Fires():
            return adds_up(knowledge, knowledge.red_flags[expression.rule].when, told)


def _within(measured: Measured, answer: Answer) -> bool:
    if not isinstance(answer, (int, float)):
        return False
    above = measured.at_least is None or answer >= measured.at_least
    return above and (measured.below is None or answer < measured.below)


def is_asked(knowledge: Knowledge, question: Question, case: Case) -> bool:
    """Whether a question applies to this person at all."""
    return question.ask_when is None or holds(knowledge, question.ask_when, case)


def leaves(knowledge: Knowledge, expression: Expression) -> list[Leaf]:
    """The comparisons with answers that an expression is made of."""
    match expression:
        case Answered() | Measured():
            return [expression]
        case All(all=parts) | Any(any=parts) | AtLeast(of=parts):
            return [leaf for part in parts for leaf in leaves(knowledge, part)]
        case Fires(rule=rule):
            return leaves(knowledge, knowledge.red_flags[rule].when)


def questions_in(knowledge: Knowledge, expression: Expression) -> frozenset[str]:
    """The questions whose answers an expression depends on."""
    return frozenset(leaf.question for leaf in leaves(knowledge, expression))


@lru_cache(maxsize=4096)
def questions_of(knowledge: Knowledge, rule: str) -> frozenset[str]:
    """The questions whose answers a rule depends on, remembered."""
    return questions_in(knowledge, knowledge.red_flags[rule].when)
