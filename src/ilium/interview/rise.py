"""The chance that an answer raises the urgency through a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import Observation, sight
from ilium.knowledge.schema import Question, RedFlag
from ilium.reasoning.information import chance_of
from ilium.safety.evaluation import holds, questions_of
from ilium.verdict import Verdict

UNTOLD_RATE = 0.02
"""Stands for the chance of an answer about which the network says nothing."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A case with its verdict, and the questions that are still open."""

    knowledge: Knowledge
    case: Case
    verdict: Verdict
    open_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fear:
    """A case, the rank of its urgency, and the questions that are still open: all that a rise hangs on."""

    knowledge: Knowledge
    case: Case
    rank: int
    open_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rises:
    """Which answers to a question raise the urgency: alone, or with an answer to one more open question."""

    alone: tuple[Answer, ...] = ()
    together: tuple[tuple[Answer, str, Answer], ...] = ()


def chance_of_rise(outlook: Outlook, question: Question) -> float:
    """P(the answer makes a rule fire that raises the urgency), alone or with one more open question.

    Single answers are summed, pairs of questions multiplied as if independent; at most one.
    """
    fear = Fear(
        outlook.knowledge, outlook.case, outlook.verdict.urgency.level.rank, outlook.open_ids
    )  # fmt: skip
    rises = find_rises(fear, question)
    questions = outlook.knowledge.questions
    alone = sum(_chance_of(outlook, question, answer) for answer in rises.alone)
    together = sum(
        _chance_of(outlook, question, answer) * _chance_of(outlook, questions[partner], other)
        for answer, partner, other in rises.together
    )
    return min(alone + together, 1.0)


def find_rises(fear: Fear, question: Question) -> Rises:
    """The answers, alone and in pairs, that make a rule fire which asks for more than the present level."""
    rules = rules_to_fear(fear, question.id)
    if not rules:
        return Rises()
    answers = single_answers(question)
    alone = tuple(a for a in answers if _raises(fear, rules, fear.case.answer(question.id, a)))
    harmless = [answer for answer in answers if answer not in alone]
    partners = list(_partners(fear, rules, question.id)) if harmless else []
    together = tuple(
        (answer, partner.id, other)
        for answer in harmless
        for partner, other in partners
        if _raises(fear, rules, fear.case.answer(question.id, answer).answer(partner.id, other))
    )
    return Rises(alone, together)


def rules_to_fear(fear: Fear, question: str) -> list[RedFlag]:
    """The rules about a question that ask for more than the present level."""
    return [
        rule
        for rule in fear.knowledge.red_flags.values()
        if rule.level.rank > fear.rank and question in questions_of(fear.knowledge, rule.id)
    ]


def _partners(fear: Fear, rules: list[RedFlag], question: str) -> Iterator[tuple[Question, Answer]]:
    """Answers to other open questions of these rules that raise nothing by themselves."""
    mentioned = frozenset().union(*(questions_of(fear.knowledge, rule.id) for rule in rules))
    for id_ in sorted(mentioned & fear.open_ids - {question}):
        partner = fear.knowledge.questions[id_]
        for other in single_answers(partner):
            if not _raises(fear, rules, fear.case.answer(id_, other)):
                yield partner, other


def _raises(fear: Fear, rules: list[RedFlag], case: Case) -> bool:
    return any(holds(fear.knowledge, rule.when, case) for rule in rules)


def single_answers(question: Question) -> list[Answer]:
    """The answers that say one thing: each choice, each single tick, yes."""
    match question.kind:
        case Kind.YES_NO:
            return ["yes", "no"]
        case Kind.SAFETY:
            return ["new", "same", "no"]
        case Kind.CHOICE:
            return [choice.id for choice in question.choices]
        case Kind.CHECKLIST:
            return [Ticked(frozenset({choice.id})) for choice in question.choices]
        case _:
            return []


def _chance_of(outlook: Outlook, question: Question, answer: Answer) -> float:
    """P(this answer) now: for a single tick, the chance that this option is ticked, whatever the rest."""
    seen = single_evidence(outlook.knowledge, question, answer)
    if not seen:
        return UNTOLD_RATE
    return chance_of(outlook.verdict.network, outlook.verdict.weights, seen)


def single_evidence(knowledge: Knowledge, question: Question, answer: Answer) -> dict[str, Observation]:
    """What a single answer says of findings; of a single tick, what that option says."""
    seen = {s.finding: s.observation for s in sight(knowledge, question, answer)}
    if isinstance(answer, Ticked):
        return {finding: said for finding, said in seen.items() if finding in answer.items}
    return seen
