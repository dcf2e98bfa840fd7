"""States of the answers as formulas: one variable for each word that a slot may hold."""

from __future__ import annotations

from itertools import combinations

import z3

from ilium.answers.values import Kind
from ilium.safety.proof.logic import all_of, any_of
from ilium.safety.proof.vocabulary import ANSWERED, MISSING, Slot, Vocabulary


class State:
    """Every state that the answers can be in: what is asked at any time, first or at a check-in.

    A state may be an edit of another one: then it has variables of its own for the slots that change, and
    shares all others.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        name: str,
        of: State | None = None,
        changed: frozenset[Slot] = frozenset(),
    ) -> None:
        self.vocabulary, self.name, self.changed = vocabulary, name, changed
        self.words: dict[Slot, dict[str, z3.BoolRef]] = {}
        self.numbers: dict[str, z3.ArithRef] = {}
        self.domain: list[z3.BoolRef] = []
        """What makes a choice of variables a state at all: each slot holds one word, numbers are in range."""
        for slot, words in vocabulary.words.items():
            if of is not None and slot not in changed:
                self.words[slot] = of.words[slot]
                if slot.item is None and slot.question in of.numbers:
                    self.numbers[slot.question] = of.numbers[slot.question]
            else:
                self._add(slot, words)

    def _add(self, slot: Slot, words: tuple[str, ...]) -> None:
        label = f"{self.name}:{slot.question}" + (f".{slot.item}" if slot.item else "")
        here = {word: z3.Bool(f"{label}={word}") for word in words}
        self.words[slot] = here
        self.domain.append(any_of(here.values()))
        self.domain += [z3.Not(z3.And(one, other)) for one, other in combinations(here.values(), 2)]
        form = self.vocabulary.form(slot.question)
        if slot.item is not None:
            whole = self.words[Slot(slot.question)][ANSWERED]
            self.domain.append(z3.Or(whole, here["not_asked"]))
        elif form.kind is Kind.NUMBER:
            number = self.numbers[slot.question] = z3.Real(label)
            if form.minimum is not None:
                self.domain.append(number >= real(form.minimum))
            if form.maximum is not None:
                self.domain.append(number <= real(form.maximum))

    def says(self, question: str, item: str | None, word: str) -> z3.BoolRef:
        """That the answer to a question, or to one item of it, is a word."""
        here = self.words.get(Slot(question, item), {})
        if item is None or not here:
            return here.get(word, z3.BoolVal(False))
        whole = self.words[Slot(question)]
        said = z3.And(whole[ANSWERED], here[word]) if word in here else z3.BoolVal(False)
        return z3.Or(said, whole[word]) if word in MISSING else said

    def measures(self, question: str, at_least: float | None, below: float | None) -> z3.BoolRef:
        """That a number was given and lies in [at_least, below)."""
        if question not in self.numbers:
            return z3.BoolVal(False)
        number = self.numbers[question]
        parts = [self.words[Slot(question)][ANSWERED]]
        if at_least is not None:
            parts.append(number >= real(at_least))
        if below is not None:
            parts.append(number < real(below))
        return all_of(parts)


def real(number: float) -> z3.RatNumRef:
    """A number exactly as it is written in the knowledge."""
    return z3.RealVal(repr(float(number)))
