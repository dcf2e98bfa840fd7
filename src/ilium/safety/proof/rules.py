"""Theorems on the rules themselves: each has its effect, each can fire, and each is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import z3

from ilium.knowledge.levels import Level
from ilium.safety.evaluation import questions_in
from ilium.safety.proof.envelope import Demand
from ilium.safety.proof.formulas import Grade, Ground, condition, level_number, reaches
from ilium.safety.proof.formulas import grade as grade_of
from ilium.safety.proof.logic import any_of
from ilium.safety.proof.theorems import Obligation, Subject, Theorem
from ilium.safety.urgency import UNSURE


@dataclass(frozen=True)
class Demanded:
    """A demand of the envelope as a formula."""

    grade: Grade
    questions: frozenset[str]
    when: z3.BoolRef

    @classmethod
    def of(cls, subject: Subject, demand: Demand) -> Demanded:
        """The formula of a demand."""
        questions = questions_in(subject.knowledge, demand.when)
        when = condition(subject.knowledge, demand.when, subject.state)
        return cls(grade_of(demand.level, demand.within_hours), questions, when)


def rules_hold(subject: Subject) -> Theorem:
    """No state in which a rule's condition holds gets less than that rule's level."""
    obligations = [
        Obligation(
            ground.id,
            f"at least {ground.grade.level}",
            z3.And(ground.when, subject.level < ground.grade.rank),
            (subject.state,),
        )
        for ground in _rules(subject.grounds)
    ]
    claim = "Where a rule holds, the level is never below that of the rule, whatever else is answered."
    return Theorem("rules_hold", claim, tuple(obligations))


def rules_can_fire(subject: Subject) -> Theorem:
    """Every rule can fire."""
    obligations = [
        Obligation(ground.id, "some answers that make it fire", ground.when, (subject.state,))
        for ground in subject.grounds
    ]
    claim = "Every rule can fire, and every safety question can be left unsure."
    return Theorem("rules_can_fire", claim, tuple(obligations), possible=True)


def rules_decide(subject: Subject) -> Theorem:
    """Every rule can be the only one at its level and within its hours: none is idle."""
    obligations = [
        Obligation(
            ground.id,
            "some answers that only this rule lifts to its level and its hours",
            z3.And(ground.when, z3.Not(reaches(_others(subject.grounds, ground), ground.grade))),
            (subject.state,),
        )
        for ground in _rules(subject.grounds)
    ]
    claim = "Every rule can be the only reason for its level and its hours, so that none is idle."
    return Theorem("rules_decide", claim, tuple(obligations), possible=True)


def rules_are_needed(subject: Subject) -> Theorem:
    """Without any one rule the envelope would break, so that the loss of a rule cannot go unseen."""
    demands = [Demanded.of(subject, demand) for demand in subject.envelope.demands]
    obligations = []
    for ground in _rules(subject.grounds):
        others = list(_others(subject.grounds, ground))
        mine = [d for d in demands if d.grade <= ground.grade and d.questions & ground.questions]
        unmet = {d.grade: z3.Not(reaches(others, d.grade)) for d in mine}
        broken = any_of(z3.And(d.when, unmet[d.grade]) for d in mine)
        wanted = "a demand of the envelope that only this rule meets"
        obligations.append(Obligation(ground.id, wanted, broken, (subject.state,)))
    claim = "Without any one rule a demand of the envelope would break, so that its loss is seen."
    return Theorem("rules_are_needed", claim, tuple(obligations), possible=True)


def silence_counts(subject: Subject) -> Theorem:
    """No state with an unanswered safety question is self-care, and each gets at least its `unsure` level."""
    obligations = [
        Obligation(
            ground.id.removeprefix(UNSURE),
            f"at least {ground.grade.level}",
            z3.And(
                ground.when, z3.Or(subject.level < ground.grade.rank, subject.level <= Level.SELF_CARE.rank)
            ),
            (subject.state,),
        )
        for ground in subject.grounds
        if ground.id.startswith(UNSURE)
    ]
    claim = (
        "While a safety question that applies is not sure, declined or not asked (or one item of it), the "
        "level is at least what it counts as then, and never self-care."
    )
    return Theorem("silence_counts", claim, tuple(obligations))


def risk_is_capped(subject: Subject) -> Theorem:
    """Risk rules alone reach at most the cap, and never lower what the answers ask for."""
    cap = subject.envelope.risk_at_most
    losses = [
        Ground(loss.id, grade_of(loss.level, loss.within_hours), frozenset(), z3.Bool(f"risk:{loss.id}"))
        for loss in subject.knowledge.losses.values()
    ]
    together = [*subject.grounds, *losses]
    alone = z3.And(level_number(together) > cap.rank, subject.level < level_number(together))
    lower = level_number(together) < subject.level
    obligations = (
        Obligation("the cap", f"at most {cap} by probabilities alone", alone, (subject.state,)),
        Obligation("the answers", "at least the level of the answers", lower, (subject.state,)),
    )
    claim = f"Whatever the probabilities are, they alone lift nobody above {cap}, and they lower nothing."
    return Theorem("risk_is_capped", claim, obligations)


def _rules(grounds: Iterable[Ground]) -> Iterator[Ground]:
    return (ground for ground in grounds if not ground.id.startswith(UNSURE))


def _others(grounds: Iterable[Ground], ground: Ground) -> Iterator[Ground]:
    return (other for other in grounds if other is not ground)


RULES = (rules_hold, silence_counts, rules_can_fire, rules_decide, rules_are_needed, risk_is_capped)
