"""Running the theorems: each is proved, refuted by answers that show it, or left undecided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter

from ilium.safety.proof.agreement import CLAIM as AGREEMENT_CLAIM
from ilium.safety.proof.agreement import ID as AGREEMENT
from ilium.safety.proof.agreement import prove_agreement
from ilium.safety.proof.completeness import prove_sayable, prove_totality
from ilium.safety.proof.monotony import MONOTONY
from ilium.safety.proof.over_time import OVER_TIME
from ilium.safety.proof.refinement import REFINEMENT
from ilium.safety.proof.rules import RULES
from ilium.safety.proof.theorems import CounterExample, Result, Status, Subject, Theorem
from ilium.safety.proof.witness import UndecidedError

MOST_SHOWN = 3
"""How many counter-examples to one claim are worked out; the rest would mostly say the same."""

THEOREMS: tuple[Callable[[Subject], Theorem], ...] = (*RULES, *MONOTONY, *OVER_TIME, *REFINEMENT)
CHECKS: tuple[Callable[[Subject], Result], ...] = (prove_sayable, prove_totality)


def prove_all(subject: Subject) -> Iterator[Result]:
    """Every theorem and every check on a region, one after the other.

    The agreement of formulas and program takes longest and comes last; it waits until all else is proved.
    """
    holds = True
    for result in _prove_claims(subject):
        holds = holds and result.status is Status.PROVED
        yield result
    if holds:
        yield prove_agreement(subject)
    else:
        yield Result(AGREEMENT, AGREEMENT_CLAIM, Status.NOT_TRIED, len(subject.grounds), 0.0)


def _prove_claims(subject: Subject) -> Iterator[Result]:
    yield from (check(subject) for check in CHECKS)
    yield from (prove(subject, make) for make in THEOREMS)


def prove(subject: Subject, make: Callable[[Subject], Theorem]) -> Result:
    """Prove one theorem."""
    start = perf_counter()
    theorem = make(subject)
    broken: tuple[CounterExample, ...] = ()
    try:
        broken = tuple(islice(_broken(subject, theorem), MOST_SHOWN))
        status = Status.REFUTED if broken else Status.PROVED
    except UndecidedError:
        status = Status.UNDECIDED
    return Result(theorem.id, theorem.claim, status, len(theorem.obligations), perf_counter() - start, broken)


def _broken(subject: Subject, theorem: Theorem) -> Iterator[CounterExample]:
    """What breaks a claim, one obligation after the other."""
    for one in theorem.obligations:
        if theorem.possible:
            if not subject.solver.possible(one.formula):
                yield CounterExample(one.about, one.wanted)
        elif (cases := subject.solver.solve(one.formula, one.states)) is not None:
            yield CounterExample(one.about, one.wanted, cases)
