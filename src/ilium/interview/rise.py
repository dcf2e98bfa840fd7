"""The chance that an answer raises the urgency through a rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import Observation, sight
from ilium.knowledge.schema import Question, RedFlag
from ilium.reasoning.information import chance_of
from ilium.safety.evaluation import Leaf, adds_up, leaves, questions_of, says
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
class Alarm:
    """The rules that a question can set off, and all comparisons in them."""

    rules: tuple[RedFlag, ...]
    leaves: tuple[Leaf, ...]


Told = dict[int, bool]
"""What is said to some comparisons, by the identity of each: equal ones may stand in several rules."""


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
    """The answers, alone and in pairs, that make a rule fire which asks for more than the present level.

    They hang on nothing but what the comparisons in these rules say now, and are remembered by that.
    """
    alarm = alarm_of(fear.knowledge, question.id, fear.rank)
    if not alarm.rules:
        return Rises()
    told = tuple(says(leaf, fear.case.answer_to(leaf.question)) for leaf in alarm.leaves)
    partners = frozenset(leaf.question for leaf in alarm.leaves) & fear.open_ids - {question.id}
    return search_rises(fear.knowledge, question.id, fear.rank, told, partners)


@lru_cache(maxsize=4096)
def alarm_of(knowledge: Knowledge, question: str, rank: int) -> Alarm:
    """The rules about a question that ask for more than the level of this rank."""
    rules = tuple(
        rule
        for rule in knowledge.red_flags.values()
        if rule.level.rank > rank and question in questions_of(knowledge, rule.id)
    )
    return Alarm(rules, tuple(leaf for rule in rules for leaf in leaves(knowledge, rule.when)))


@lru_cache(maxsize=16384)
def search_rises(
    knowledge: Knowledge, question: str, rank: int, told: tuple[bool, ...], partners: frozenset[str]
) -> Rises:
    """The same from what each comparison says now, and from the questions that may still be answered."""
    alarm = alarm_of(knowledge, question, rank)
    now = dict(zip(map(id, alarm.leaves), told, strict=True))

    def raises(*said: Told) -> bool:
        changed = {key: holding for one in said for key, holding in one.items()}
        return any(
            adds_up(knowledge, rule.when, lambda leaf: changed.get(id(leaf), now[id(leaf)]))
            for rule in alarm.rules
        )

    answers = _tell_all(knowledge, alarm, question)
    alone = [answer for answer, said in answers if raises(said)]
    harmless = [(answer, said) for answer, said in answers if answer not in alone]
    others = [
        (id_, other, heard)
        for id_ in sorted(partners if harmless else ())
        for other, heard in _tell_all(knowledge, alarm, id_)
        if not raises(heard)
    ]
    together = [
        (answer, id_, other)
        for answer, said in harmless
        for id_, other, heard in others
        if raises(said, heard)
    ]
    return Rises(tuple(alone), tuple(together))


def _tell_all(knowledge: Knowledge, alarm: Alarm, question: str) -> list[tuple[Answer, Told]]:
    """Each single answer to a question, with what it says to each comparison with that question."""
    about = [leaf for leaf in alarm.leaves if leaf.question == question]
    return [
        (answer, {id(leaf): says(leaf, answer) for leaf in about})
        for answer in single_answers(knowledge.questions[question])
    ]


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
