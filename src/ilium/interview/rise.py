"""The chance that an answer raises the urgency through a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import sight
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


def chance_of_rise(outlook: Outlook, question: Question) -> float:
    """P(the answer makes a rule fire that raises the urgency), alone or with one more open question.

    Single answers are summed, pairs of questions multiplied as if independent; at most one.
    """
    rules = rules_to_fear(outlook, question.id)
    if not rules:
        return 0.0
    alone, harmless = 0.0, []
    for answer in single_answers(question):
        if _raises(outlook, rules, outlook.case.answer(question.id, answer)):
            alone += _chance_of(outlook, question, answer)
        else:
            harmless.append(answer)
    partners = [
        (partner, other, _chance_of(outlook, partner, other))
        for partner, other in (_partners(outlook, rules, question.id) if harmless else ())
    ]
    together = sum(
        _chance_of(outlook, question, answer) * chance
        for answer in harmless
        for partner, other, chance in partners
        if _raises(outlook, rules, outlook.case.answer(question.id, answer).answer(partner.id, other))
    )
    return min(alone + together, 1.0)


def rules_to_fear(outlook: Outlook, question: str) -> list[RedFlag]:
    """The rules about a question that ask for more than the present level."""
    rank = outlook.verdict.urgency.level.rank
    return [
        rule
        for rule in outlook.knowledge.red_flags.values()
        if rule.level.rank > rank and question in questions_of(outlook.knowledge, rule.id)
    ]


def _partners(outlook: Outlook, rules: list[RedFlag], question: str) -> Iterator[tuple[Question, Answer]]:
    """Answers to other open questions of these rules that raise nothing by themselves."""
    mentioned = frozenset().union(*(questions_of(outlook.knowledge, rule.id) for rule in rules))
    for id_ in sorted(mentioned & outlook.open_ids - {question}):
        partner = outlook.knowledge.questions[id_]
        for other in single_answers(partner):
            if not _raises(outlook, rules, outlook.case.answer(id_, other)):
                yield partner, other


def _raises(outlook: Outlook, rules: list[RedFlag], case: Case) -> bool:
    return any(holds(outlook.knowledge, rule.when, case) for rule in rules)


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
    seen = {s.finding: s.observation for s in sight(outlook.knowledge, question, answer)}
    if isinstance(answer, Ticked):
        seen = {finding: said for finding, said in seen.items() if finding in answer.items}
    if not seen:
        return UNTOLD_RATE
    return chance_of(outlook.verdict.network, outlook.verdict.weights, seen)
