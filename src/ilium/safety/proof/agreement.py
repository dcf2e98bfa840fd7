"""The formulas and the running program agree on every state of what each rule looks at.

What the program does is written down as a table (see `tables`), and the solver shows that table and formula
are one and the same.
"""

from __future__ import annotations

from time import perf_counter

import z3

from ilium.safety.proof.tables import Table
from ilium.safety.proof.theorems import CounterExample, Result, Status, Subject

ID = "agreement"
PAST = "a rule that held before stands, a cleared one rests while nothing changes, and no other"
CLAIM = (
    "The formulas and the running program agree on every state of what each rule looks at, under every past."
)


def prove_agreement(subject: Subject) -> Result:
    """The formula of every rule says what the running program does."""
    start = perf_counter()
    broken, states, runs = [], 0, 0
    for ground in subject.grounds:
        table = Table(subject.knowledge, subject.state, ground)
        formula = z3.Xor(table.formula, ground.when)
        cases = subject.solver.solve(formula, (subject.state,))
        states, runs = states + table.states, runs + table.runs
        broken += [CounterExample(ground.id, PAST, (case,)) for case in table.strays[:1]]
        if cases is not None:
            broken.append(CounterExample(ground.id, "the program does what the formula says", cases))
    status = Status.REFUTED if broken else Status.PROVED
    shown = len(subject.grounds)
    return Result(ID, CLAIM, status, shown, perf_counter() - start, tuple(broken), states, runs)
