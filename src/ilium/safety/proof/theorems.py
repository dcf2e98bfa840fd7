"""What a theorem is: a claim in plain words, and formulas that must have no solution, or must have one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import z3

from ilium.answers.case import Case
from ilium.knowledge.library import Knowledge
from ilium.safety.evaluation import questions_in
from ilium.safety.proof.envelope import Envelope
from ilium.safety.proof.formulas import Ground, grade_number, grounds, level_number
from ilium.safety.proof.states import State
from ilium.safety.proof.vocabulary import Vocabulary
from ilium.safety.proof.witness import Solver


class Status(StrEnum):
    """How a proof ended."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Subject:
    """What is proved: the rules of a region, held to its envelope."""

    knowledge: Knowledge
    envelope: Envelope

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every question that the rules or the envelope look at."""
        expressions = [demand.when for demand in self.envelope.demands]
        expressions += [trap.when for trap in self.envelope.traps] + list(self.envelope.quiet)
        more = [questions_in(self.knowledge, expression) for expression in expressions]
        return Vocabulary(self.knowledge, frozenset().union(*more) & self.knowledge.questions.keys())

    @cached_property
    def state(self) -> State:
        """Any state of the answers."""
        return State(self.vocabulary, "state")

    @cached_property
    def grounds(self) -> list[Ground]:
        """Everything that can raise the urgency of that state."""
        return grounds(self.knowledge, self.state)

    @cached_property
    def solver(self) -> Solver:
        """A solver that knows what a state is."""
        return Solver.over(self.state)

    @cached_property
    def level(self) -> z3.ArithRef:
        """The level of that state, as a number."""
        return level_number(self.grounds)

    @cached_property
    def grade(self) -> z3.ArithRef:
        """The level of that state and how soon, as a number."""
        return grade_number(self.grounds)


@dataclass(frozen=True)
class Obligation:
    """One thing to show: that a formula about one state, or about a state and its edit, has no solution."""

    about: str
    wanted: str
    formula: z3.BoolRef
    states: tuple[State, ...]


@dataclass(frozen=True)
class Theorem:
    """A claim, and what must be shown for it. `possible`: each formula must have a solution instead."""

    id: str
    claim: str
    obligations: tuple[Obligation, ...]
    possible: bool = False


@dataclass(frozen=True)
class CounterExample:
    """What breaks a claim: the rule, row or question, what was wanted, and the answers that show it."""

    about: str
    wanted: str
    cases: tuple[Case, ...] = ()
    """None when no answers show it: a rule that cannot fire has no case. Two: before and after an edit."""


@dataclass(frozen=True)
class Result:
    """How the proof of one theorem ended."""

    id: str
    claim: str
    status: Status
    shown: int
    """How many things were to be shown."""
    seconds: float
    counter_examples: tuple[CounterExample, ...] = ()
    note: str = ""
