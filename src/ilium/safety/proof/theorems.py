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
from ilium.safety.proof.formulas import Ground, grounds, level_number
from ilium.safety.proof.pasts import Switches, any_past, under
from ilium.safety.proof.states import State
from ilium.safety.proof.vocabulary import Vocabulary
from ilium.safety.proof.witness import Solver
from ilium.safety.urgency import UNSURE


class Status(StrEnum):
    """How a proof ended."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    NOT_TRIED = "not_tried"
    """Left until what was refuted before it is mended."""


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
    def past(self) -> dict[str, Switches]:
        """Any past of an episode."""
        return any_past(self.knowledge)

    @cached_property
    def past_grounds(self) -> list[Ground]:
        """Everything that can raise the urgency of that state, under that past."""
        return under(self.past, self.grounds)

    @cached_property
    def solver(self) -> Solver:
        """A solver that knows what a state is; its solutions answer every safety question if they can."""
        silence = [ground.when for ground in self.grounds if ground.id.startswith(UNSURE)]
        return Solver.over(self.state, tuple(z3.Not(when) for when in silence))

    @cached_property
    def level(self) -> z3.ArithRef:
        """The level of that state, as a number."""
        return level_number(self.grounds)


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
    states: int | None = None
    """How many states the running program was held against."""
    runs: int | None = None
    """On how many of them it was run: each of the others is alike to one of these."""
