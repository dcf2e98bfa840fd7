"""What each open question is worth: what it is expected to tell, for what it costs to answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.interview.pages import fixed_ids, is_open
from ilium.interview.rise import Outlook, chance_of_rise
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.observation import observe
from ilium.knowledge.probing import possible_observations
from ilium.knowledge.schema import Question
from ilium.reasoning.information import Information, Probe, expect_information
from ilium.verdict import Verdict

PLACES = 9
"""Values are rounded before they are ranked, so that a last digit decides no tie."""


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
    probe: Probe


def candidates(knowledge: Knowledge, case: Case) -> list[Question]:
    """The open questions that stand on no fixed page and suit the mode of the case."""
    fixed = fixed_ids(knowledge)
    return [
        question
        for id_, question in knowledge.questions.items()
        if id_ not in fixed and question.mode in ("person", case.mode) and is_open(knowledge, question, case)
    ]


def rank_questions(knowledge: Knowledge, case: Case, verdict: Verdict) -> list[Worth]:
    """Every candidate with its worth, the best first; ties by id."""
    known = frozenset(observe(knowledge, case))
    questions = candidates(knowledge, case)
    outlook = Outlook(knowledge, case, verdict, frozenset(question.id for question in questions))
    probes = [Probe(q.id, possible_observations(knowledge, q, known), q.answer_rate) for q in questions]
    told = expect_information(verdict.network, verdict.weights, probes)
    worths = [
        weigh_question(outlook, question, probe, information)
        for question, probe, information in zip(questions, probes, told, strict=True)
    ]
    return sorted(worths, key=lambda worth: (-round(worth.value, PLACES), worth.question))


def weigh_question(outlook: Outlook, question: Question, probe: Probe, information: Information) -> Worth:
    """The worth of one question to this person, now."""
    policy = outlook.knowledge.region.interview
    bits = float(family_weights(outlook.verdict, policy.serious_weight) @ information.bits)
    rise = chance_of_rise(outlook, question)
    value = question.answer_rate * (bits + policy.urgency_weight * rise) / question.burden
    return Worth(question.id, value, bits, information.exact, rise, probe)


def family_weights(verdict: Verdict, serious_weight: float) -> Array:
    """One for an ordinary family, `serious_weight` for one with a serious condition in it."""
    model = verdict.network.model
    serious = np.bincount(model.family_of, model.serious, minlength=len(model.families)) > 0
    return np.where(serious, serious_weight, 1.0)


def is_emergency(verdict: Verdict) -> bool:
    """Whether the answers already call for emergency help."""
    return verdict.urgency.level is Level.EMERGENCY_NOW
