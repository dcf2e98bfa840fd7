"""Running the theorems: each is proved, refuted by answers that show it, or left undecided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter

from ilium.safety.proof.agreement import prove_agreement
from ilium.safety.proof.completeness import prove_sayable, prove_totality
from ilium.safety.proof.monotony import MONOTONY
from ilium.safety.proof.refinement import REFINEMENT
from ilium.safety.proof.rules import RULES
from ilium.safety.proof.theorems import CounterExample, Result, Status, Subject, Theorem
from ilium.safety.proof.witness import UndecidedError

MOST_SHOWN = 3
"""How many counter-examples to one claim are worked out; the rest would mostly say the same."""

THEOREMS: tuple[Callable[[Subject], Theorem], ...] = (*RULES, *MONOTONY, *REFINEMENT)
CHECKS: tuple[Callable[[Subject], Result], ...] = (prove_sayable, prove_totality, prove_agreement)


def prove_all(subject: Subject) -> Iterator[Result]:
    """Every theorem and every check on a region, one after the other."""
    for make in THEOREMS:
        yield prove(subject, make)
    for check in CHECKS:
        yield check(subject)


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
