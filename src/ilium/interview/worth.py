"""What each open question is worth: what it is expected to tell, for what it costs to answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Missing, Ticked
from ilium.interview.pages import fixed_ids, is_open
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.observation import Observation, observe, sight
from ilium.knowledge.probing import possible_observations
from ilium.knowledge.schema import Question, RedFlag
from ilium.reasoning.information import Information, Probe, expect_information, joint_chances
from ilium.safety.evaluation import holds, questions_in
from ilium.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Worth:
    """What a question is worth.

    `value` = answer rate x (weighted bits + urgency weight x chance of a higher urgency) / burden.
    `bits` counts a serious family more, as the interview policy says; `exact` is false for a lower bound.
    """

    question: str
    value: float
    bits: float
    exact: bool
    rise: float
    information: Information | None


def candidates(knowledge: Knowledge, case: Case) -> list[Question]:
    """The open questions that stand on no fixed page and suit the mode of the case."""
    fixed = fixed_ids(knowledge)
    return [
        question
        for id_, question in knowledge.questions.items()
        if id_ not in fixed
        and (question.mode == "person" or case.mode == "clinician")
        and is_open(knowledge, question, case)
    ]


def rank_questions(knowledge: Knowledge, case: Case, verdict: Verdict) -> list[Worth]:
    """Every candidate with its worth, the best first; ties by id."""
    known = frozenset(observe(knowledge, case))
    worths = [
        weigh_question(knowledge, case, verdict, question, known) for question in candidates(knowledge, case)
    ]
    return sorted(worths, key=lambda worth: (-worth.value, worth.question))


def weigh_question(
    knowledge: Knowledge, case: Case, verdict: Verdict, question: Question, known: frozenset[str]
) -> Worth:
    """The worth of one question to this person, now."""
    policy = knowledge.region.interview
    parts = possible_observations(knowledge, question, known)
    information = None
    bits = 0.0
    if parts:
        information = expect_information(verdict.network, verdict.weights, Probe(question.id, parts))
        bits = float(family_weights(verdict, policy.serious_weight) @ information.bits)
    rise = chance_of_rise(knowledge, case, verdict, question)
    value = question.answer_rate * (bits + policy.urgency_weight * rise) / question.burden
    return Worth(question.id, value, bits, information is None or information.exact, rise, information)


def family_weights(verdict: Verdict, serious_weight: float) -> Array:
    """One for an ordinary family, `serious_weight` for one with a serious condition in it."""
    model = verdict.network.model
    serious = np.bincount(model.family_of, model.serious, minlength=len(model.families)) > 0
    return np.where(serious, serious_weight, 1.0)


def chance_of_rise(knowledge: Knowledge, case: Case, verdict: Verdict, question: Question) -> float:
    """P(the answer makes a rule fire that raises the urgency), summed over single answers, at most one."""
    rules = [
        rule for rule in _rules_about(knowledge, question.id) if rule.level.rank > verdict.urgency.level.rank
    ]
    if not rules:
        return 0.0
    chances = (
        _chance_of(knowledge, verdict, question, answer)
        for answer in single_answers(question)
        if _raises(knowledge, rules, case.answer(question.id, answer))
    )
    return min(sum(chances), 1.0)


def _rules_about(knowledge: Knowledge, question: str) -> list[RedFlag]:
    return [rule for rule in knowledge.red_flags.values() if question in questions_in(knowledge, rule.when)]


def _raises(knowledge: Knowledge, rules: list[RedFlag], case: Case) -> bool:
    return any(holds(knowledge, rule.when, case) for rule in rules)


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


UNTOLD_RATE = 0.02
"""Stands for the chance of an answer about which the network says nothing."""


def _chance_of(knowledge: Knowledge, verdict: Verdict, question: Question, answer: Answer) -> float:
    """P(this answer) now: for a single tick, the chance that this option is ticked, whatever the rest."""
    seen = {s.finding: s.observation for s in sight(knowledge, question, answer)}
    if isinstance(answer, Ticked):
        seen = {finding: said for finding, said in seen.items() if finding in answer.items}
    if not seen:
        return UNTOLD_RATE
    return _predict(verdict, seen)


def _predict(verdict: Verdict, seen: dict[str, Observation]) -> float:
    return float(joint_chances(verdict.network, verdict.weights, [seen]).sum())


def is_emergency(verdict: Verdict) -> bool:
    """Whether the answers already call for emergency help."""
    return verdict.urgency.level is Level.EMERGENCY_NOW


def was_answered(case: Case, question: str) -> bool:
    """Whether a question was asked, whatever the answer."""
    return case.answer_to(question) is not Missing.NOT_ASKED
