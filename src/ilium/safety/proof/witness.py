"""From a solution of a formula to a case that a person can read: as few unusual answers as possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing
from ilium.safety.proof.states import State
from ilium.safety.proof.vocabulary import ANSWERED, Slot, Vocabulary

SOLVER = "z3"
PATIENCE = 60_000
"""Milliseconds after which the solver gives up on one formula; it needs a few."""


def solver_version() -> str:
    """The version of the solver."""
    return str(z3.get_version_string())


class UndecidedError(Exception):
    """The solver gave up."""


@dataclass(frozen=True)
class Solver:
    """A solver that knows what a state is."""

    inner: z3.Solver
    wishes: tuple[z3.BoolRef, ...] = ()
    """What a solution shall be like if it can."""

    @classmethod
    def over(cls, state: State, wishes: tuple[z3.BoolRef, ...] = ()) -> Solver:
        """A solver over a state and its edits, alike on every run."""
        inner = z3.SimpleSolver()
        inner.set(random_seed=0, timeout=PATIENCE)
        inner.add(*state.domain)
        return cls(inner, wishes)

    def solve(self, formula: z3.BoolRef, states: tuple[State, ...]) -> tuple[Case, ...] | None:
        """The cases of a solution, as plain as they can be; None when there is none.

        The first state is the one that the solver was made over; the others are edits of it.
        """
        self.inner.push()
        try:
            self.inner.add(*(part for edit in states[1:] for part in edit.domain), formula)
            return self._simplest(states) if self.possible() else None
        finally:
            self.inner.pop()

    def possible(self, *formulas: z3.BoolRef) -> bool:
        """Whether there is a solution. Raises UndecidedError when the solver gives up."""
        answer = self.inner.check(*formulas)
        if answer == z3.unknown:
            raise UndecidedError(self.inner.reason_unknown())
        return bool(answer == z3.sat)

    def _simplest(self, states: tuple[State, ...]) -> tuple[Case, ...]:
        """Make one answer after the other plain, wherever the solution stays one."""
        for plain in (*self.wishes, *_plain_words(states)):
            if self.inner.check(plain) == z3.sat:
                self.inner.add(plain)
        self.inner.check()
        model = self.inner.model()
        return tuple(read_case(model, state) for state in states)


def _plain_words(states: tuple[State, ...]) -> Iterator[z3.BoolRef]:
    """What an ordinary person answers, slot by slot: the first wish first."""
    for number, state in enumerate(states):
        for slot in state.words if number == 0 else sorted(state.changed):
            for word in plain_words(state.vocabulary, slot):
                yield state.words[slot][word]


def plain_words(vocabulary: Vocabulary, slot: Slot) -> tuple[str, ...]:
    """The words that say nothing in particular: no where a safety answer is due, else not asked."""
    question = vocabulary.knowledge.questions[slot.question]
    words = vocabulary.words[slot]
    due = question.safety and question.ask_when is None
    if due and slot.item is None and question.kind in LISTS:
        return (ANSWERED,)
    wishes = ("no", Missing.NOT_ASKED.value) if due else (Missing.NOT_ASKED.value, "no")
    return tuple(word for word in wishes if word in words)


def read_case(model: z3.ModelRef, state: State) -> Case:
    """The case that a solution describes."""
    answers = {id_: _answer(model, state, id_) for id_ in state.vocabulary.questions}
    return Case(answers={id_: answer for id_, answer in answers.items() if answer is not Missing.NOT_ASKED})


def _answer(model: z3.ModelRef, state: State, question: str) -> Answer:
    word = _word(model, state, Slot(question))
    form = state.vocabulary.form(question)
    if word != ANSWERED:
        return Missing(word) if word in set(Missing) else word
    if form.kind is Kind.NUMBER:
        number = model.eval(state.numbers[question], model_completion=True)
        return float(number.as_fraction())
    items = {item: _word(model, state, Slot(question, item)) for item in form.words}
    return Itemised({item: said for item, said in items.items() if said != Missing.NOT_ASKED.value})


def _word(model: z3.ModelRef, state: State, slot: Slot) -> str:
    words = state.words[slot]
    return next(w for w, here in words.items() if z3.is_true(model.eval(here, model_completion=True)))
