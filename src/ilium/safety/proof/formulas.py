"""From the compiled rules to formulas over the values of the questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import z3

from ilium.answers.values import LISTS, Missing
from ilium.knowledge.expressions import All, Answered, Any, AtLeast, Expression, Fires, Measured
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question, RedFlag
from ilium.safety.evaluation import questions_in
from ilium.safety.proof.logic import all_of, any_of
from ilium.safety.proof.states import State
from ilium.safety.proof.vocabulary import questions_around, safety_questions
from ilium.safety.urgency import UNSURE


class Grade(NamedTuple):
    """How urgent something is: the level, and within it how soon. A greater grade is more urgent."""

    rank: int
    soon: int
    """Hours, negated."""

    @property
    def level(self) -> Level:
        """The level of this grade."""
        return tuple(Level)[self.rank]


NOTHING = Grade(0, -(10**6))
"""The grade of a state in which no rule fires."""


def grade(level: Level, within_hours: int) -> Grade:
    """The grade of a level and its hours."""
    return Grade(level.rank, -within_hours)


@dataclass(frozen=True)
class Ground:
    """One thing that raises the urgency: a rule, or a safety question without an answer."""

    id: str
    grade: Grade
    questions: frozenset[str]
    when: z3.BoolRef


def condition(knowledge: Knowledge, expression: Expression, state: State) -> z3.BoolRef:
    """That an expression holds in a state."""
    match expression:
        case Answered(question=question, item=item, is_=words):
            return any_of(state.says(question, item, word) for word in words)
        case Measured():
            return state.measures(expression.question, expression.at_least, expression.below)
        case All(all=parts):
            return all_of(condition(knowledge, part, state) for part in parts)
        case Any(any=parts):
            return any_of(condition(knowledge, part, state) for part in parts)
        case AtLeast(at_least=least, of=parts):
            return z3.AtLeast(*(condition(knowledge, part, state) for part in parts), least)
        case Fires(rule=rule):
            return condition(knowledge, knowledge.red_flags[rule].when, state)


def is_asked(knowledge: Knowledge, question: Question, state: State) -> z3.BoolRef:
    """That a question applies in a state."""
    if question.ask_when is None:
        return z3.BoolVal(True)
    return condition(knowledge, question.ask_when, state)


def is_missing(question: Question, state: State) -> z3.BoolRef:
    """That a question lacks an answer; a list lacks one while any option of it does."""
    ways = [state.says(question.id, None, way.value) for way in Missing]
    if question.kind in LISTS:
        lacking = (Missing.UNKNOWN.value, Missing.NOT_ASKED.value)
        ways += [state.says(question.id, choice.id, way) for choice in question.choices for way in lacking]
    return any_of(ways)


def grounds(knowledge: Knowledge, state: State) -> list[Ground]:
    """Everything that can raise the urgency of a state, as `raise_red_flags` collects it."""
    rules = [_rule_ground(knowledge, rule, state) for rule in knowledge.red_flags.values()]
    return rules + [_unsure_ground(knowledge, question, state) for question in safety_questions(knowledge)]


def edited(knowledge: Knowledge, before: list[Ground], state: State) -> list[Ground]:
    """The grounds of an edited state: only those that look at a changed question are made anew."""
    touched = {slot.question for slot in state.changed}
    return [
        ground if not touched & ground.questions else _again(knowledge, ground, state) for ground in before
    ]


def _again(knowledge: Knowledge, ground: Ground, state: State) -> Ground:
    rule = knowledge.red_flags.get(ground.id)
    if rule is not None:
        return _rule_ground(knowledge, rule, state)
    return _unsure_ground(knowledge, knowledge.questions[ground.id.removeprefix(UNSURE)], state)


def _rule_ground(knowledge: Knowledge, rule: RedFlag, state: State) -> Ground:
    when = condition(knowledge, rule.when, state)
    return Ground(rule.id, grade(rule.level, rule.within_hours), questions_in(knowledge, rule.when), when)


def _unsure_ground(knowledge: Knowledge, question: Question, state: State) -> Ground:
    assert question.unsure is not None
    when = z3.And(is_asked(knowledge, question, state), is_missing(question, state))
    unsure = grade(question.unsure.level, question.unsure.within_hours)
    return Ground(UNSURE + question.id, unsure, questions_around(knowledge, question), when)


def reaches(found: Iterable[Ground], least: Grade) -> z3.BoolRef:
    """That some ground lifts the state to a grade or above."""
    return any_of(ground.when for ground in found if ground.grade >= least)


def reaches_level(found: Iterable[Ground], level: Level) -> z3.BoolRef:
    """That the level of a state is this one or above."""
    return any_of(ground.when for ground in found if ground.grade.rank >= level.rank)


def level_number(found: list[Ground]) -> z3.ArithRef:
    """The level of a state as a number, 0 for self-care to 4 for an emergency: the highest of its grounds."""
    number: z3.ArithRef = z3.IntVal(0)
    for level in Level:
        number = z3.If(reaches_level(found, level), z3.IntVal(level.rank), number) if level.rank else number
    return number


def lowered(before: list[Ground], after: list[Ground]) -> z3.BoolRef:
    """That an edit lowers the grade: something held before that nothing after is equal to.

    Grounds that the edit does not touch hold in both states, so only the touched ones can be lost.
    """
    lost: dict[Grade, list[z3.BoolRef]] = {}
    for old, new in zip(before, after, strict=True):
        if old is not new:
            lost.setdefault(old.grade, []).append(old.when)
    return any_of(z3.And(any_of(whens), z3.Not(reaches(after, least))) for least, whens in lost.items())
