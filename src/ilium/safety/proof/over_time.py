"""Theorems on check-ins and clearing: what was told stands, and a clearing rests one rule and no other."""

from __future__ import annotations

import z3

from ilium.safety.proof.formulas import Ground, level_number, reaches
from ilium.safety.proof.logic import any_of
from ilium.safety.proof.pasts import Switches, under
from ilium.safety.proof.theorems import Obligation, Subject, Theorem


def past_stands(subject: Subject) -> Theorem:
    """What held at any check-in and was not cleared keeps its level, whatever is answered today."""
    level = level_number(subject.past_grounds)
    obligations = []
    for ground in subject.grounds:
        rule = subject.knowledge.red_flags.get(ground.id)
        if rule is None or rule.kind == "course":
            continue
        past = subject.past[ground.id]
        formula = z3.And(past.armed, z3.Not(past.closed), level < ground.grade.rank)
        obligations.append(Obligation(ground.id, f"at least {rule.level}", formula, (subject.state,)))
    claim = (
        "A red flag that held at any check-in and was not cleared since keeps its level, whatever is "
        "answered later."
    )
    return Theorem("past_stands", claim, tuple(obligations))


def silence_counts_in_any_past(subject: Subject) -> Theorem:
    """No past and no clearing makes a missing answer harmless."""
    level = level_number(subject.past_grounds)
    obligations = [
        Obligation(
            ground.id,
            f"at least {ground.grade.level}",
            z3.And(ground.when, z3.Or(level < ground.grade.rank, level <= 0)),
            (subject.state,),
        )
        for ground in subject.grounds
        if ground.id not in subject.past
    ]
    claim = "A safety question left open at a check-in counts in full, whatever was said or cleared before."
    return Theorem("silence_counts_in_any_past", claim, tuple(obligations))


def clearing_is_narrow(subject: Subject) -> Theorem:
    """Clearing one rule takes nothing from any other."""
    obligations = [
        Obligation(id_, "every other reason as before", _taken(subject, id_), (subject.state,))
        for id_ in subject.past
    ]
    claim = "Clearing one rule leaves every other reason as it was: nothing that another asks for is lost."
    return Theorem("clearing_is_narrow", claim, tuple(obligations))


def _taken(subject: Subject, rule: str) -> z3.BoolRef:
    """That something another ground asked for is no longer reached once a rule is cleared."""
    after = under({**subject.past, rule: _rested(subject, rule)}, subject.grounds)
    others: dict[object, list[Ground]] = {}
    for ground in subject.past_grounds:
        if ground.id != rule:
            others.setdefault(ground.grade, []).append(ground)
    return any_of(
        z3.And(any_of(one.when for one in found), z3.Not(reaches(after, found[0].grade)))
        for found in others.values()
    )


def clearing_ends_it(subject: Subject) -> Theorem:
    """Each rule can be cleared, so that no emergency lasts for ever."""
    obligations = []
    for ground in subject.grounds:
        if ground.id in subject.past:
            after = under({**subject.past, ground.id: _rested(subject, ground.id)}, subject.grounds)
            formula = z3.And(ground.when, z3.Not(reaches(after, ground.grade)))
            wanted = "answers that hold it, and a lower level once it is cleared"
            obligations.append(Obligation(ground.id, wanted, formula, (subject.state,)))
    claim = "Each rule can be cleared: with nothing else to say so, its level ends though its answers stay."
    return Theorem("clearing_ends_it", claim, tuple(obligations), possible=True)


def _rested(subject: Subject, rule: str) -> Switches:
    return Switches(subject.past[rule].armed, z3.BoolVal(True))


OVER_TIME = (past_stands, silence_counts_in_any_past, clearing_is_narrow, clearing_ends_it)
