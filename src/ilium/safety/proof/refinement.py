"""Theorems that hold the rules to the envelope: at least what it demands, and no more in its traps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import z3

from ilium.answers.values import LISTS, Kind
from ilium.knowledge.expressions import Expression
from ilium.safety.evaluation import leaves
from ilium.safety.proof.envelope import Demand, Trap
from ilium.safety.proof.formulas import condition, grade, is_missing, reaches
from ilium.safety.proof.theorems import Obligation, Subject, Theorem
from ilium.safety.proof.vocabulary import ANSWERED, Slot

Group = Literal["rows", "combinations", "alone"]


def rows_alone(subject: Subject) -> Theorem:
    """Each row of the safety pages gives its level by itself, whatever else is answered."""
    claim = "Each row of pages A to D gives its level and its hours by itself, whatever else is answered."
    return _demands(subject, "rows_alone", claim, subject.envelope.rows)


def combinations_count(subject: Subject) -> Theorem:
    """Each combination gives its level, whatever else is answered."""
    claim = "Each combination gives its level and its hours, whatever else is answered."
    return _demands(subject, "combinations_count", claim, subject.envelope.combinations)


def signs_alone(subject: Subject) -> Theorem:
    """Each sign that counts alone, and each stretch of time, gives its level."""
    claim = "Each sign that counts alone, and each course that lasts too long, gives its level and its hours."
    return _demands(subject, "signs_alone", claim, subject.envelope.alone)


def _demands(subject: Subject, id_: str, claim: str, demands: Iterable[Demand]) -> Theorem:
    obligations = []
    for demand in demands:
        least = grade(demand.level, demand.within_hours)
        when = condition(subject.knowledge, demand.when, subject.state)
        wanted = f"at least {demand.level} within {demand.within_hours} hours: {demand.says}"
        formula = z3.And(when, z3.Not(reaches(subject.grounds, least)))
        obligations.append(Obligation(demand.id, wanted, formula, (subject.state,)))
    return Theorem(id_, claim, tuple(obligations))


def silence_is_heard(subject: Subject) -> Theorem:
    """Every safety question of the envelope counts when it has no answer, wherever the envelope says so."""
    obligations = []
    for silence in subject.envelope.silence:
        applies = _applies(subject, silence.when)
        least = grade(silence.level, silence.within_hours)
        wanted = f"at least {silence.level} within {silence.within_hours} hours without an answer"
        for id_ in silence.questions:
            question = subject.knowledge.questions.get(id_)
            if question is not None and Slot(id_) in subject.state.words:
                lacking = z3.And(applies, is_missing(question, subject.state))
                formula = z3.And(lacking, z3.Not(reaches(subject.grounds, least)))
                obligations.append(Obligation(id_, wanted, formula, (subject.state,)))
            else:
                obligations.append(Obligation(id_, wanted, z3.BoolVal(True), (subject.state,)))
    claim = (
        "Every safety question that the envelope names counts as it demands while it has no answer, and "
        "nothing else that is answered hides it."
    )
    return Theorem("silence_is_heard", claim, tuple(obligations))


def _applies(subject: Subject, when: Expression | None) -> z3.BoolRef:
    return z3.BoolVal(True) if when is None else condition(subject.knowledge, when, subject.state)


def traps_stay(subject: Subject) -> Theorem:
    """Each trap stays at its lower level while everything else is quiet."""
    obligations = [
        Obligation(
            trap.id,
            f"at most {trap.at_most}: {trap.says}",
            z3.And(_trap(subject, trap), subject.level > trap.at_most.rank),
            (subject.state,),
        )
        for trap in subject.envelope.traps
    ]
    claim = "Each trap stays at its lower level, whoever falls into it, while all other answers are quiet."
    return Theorem("traps_stay", claim, tuple(obligations))


def traps_are_real(subject: Subject) -> Theorem:
    """Somebody can be in each trap: none is empty."""
    obligations = [
        Obligation(trap.id, "some answers that fit the trap", _trap(subject, trap), (subject.state,))
        for trap in subject.envelope.traps
    ]
    claim = "Somebody can be in each trap, so that none is kept by being empty."
    return Theorem("traps_are_real", claim, tuple(obligations), possible=True)


def _trap(subject: Subject, trap: Trap) -> z3.BoolRef:
    """The answers of a trap, and everything else quiet."""
    named = {
        Slot(leaf.question, getattr(leaf, "item", None)) for leaf in leaves(subject.knowledge, trap.when)
    }
    rest = [
        condition(subject.knowledge, expression, subject.state)
        for expression in subject.envelope.quiet
        if not named & {Slot(leaf.question) for leaf in leaves(subject.knowledge, expression)}
    ]
    return z3.And(
        condition(subject.knowledge, trap.when, subject.state), *rest, *_quiet_slots(subject, named)
    )


def _quiet_slots(subject: Subject, named: set[Slot]) -> Iterator[z3.BoolRef]:
    """No to every safety question and every item; nothing said where a follow-up has no call."""
    told = {
        leaf.question
        for expression in subject.envelope.quiet
        for leaf in leaves(subject.knowledge, expression)
    }
    for slot, words in subject.state.words.items():
        question = subject.knowledge.questions[slot.question]
        if slot in named and slot.item is not None:
            yield z3.Or(words["yes"], words["no"])
        elif slot in named or slot.question in told:
            continue
        elif slot.item is None and question.kind in LISTS:
            yield words[ANSWERED]
        elif slot.item is not None or question.kind is Kind.YES_NO:
            yield words["no"]
        elif question.kind is Kind.SAFETY:
            yield z3.Or(words["no"], words["same"])
        else:
            yield words["not_asked"]


REFINEMENT = (rows_alone, combinations_count, signs_alone, silence_is_heard, traps_stay, traps_are_real)
