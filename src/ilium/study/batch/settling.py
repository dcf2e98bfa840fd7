"""Whether an interview may stop, looked ahead in single precision from tables made once.

The draws and the rule are those of `ilium.reasoning.foresight` and `ilium.interview.next_question`. Where a
future comes so near to a tie that single precision could decide it, the answer is `None`, and the one-person
door decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ilium.interview.next_question import is_too_much, loss_lines
from ilium.knowledge.model import Array
from ilium.reasoning.foresight import (
    DRAWS,
    SMALLEST,
    TURNS,
    draw_worlds,
    likely_worlds,
    question_luck,
    steps_to,
    totals_of,
)
from ilium.reasoning.network import Person
from ilium.study.batch.information import BatchInformation, Form
from ilium.study.batch.sheet import Flags, Rows, Singles

NEAR = 3e-5
"""Probabilities nearer to each other than this share of themselves count as a tie."""


@dataclass(frozen=True, eq=False)
class Table:
    """The answers to some questions, one column each: what is needed to draw them and to infer from them.

    `steps` and `logs` have a row for each world, or for each condition set; `luck`, `answered`, `first` and
    `last` (of its part) say how the draws fall, `question` whose answer it is.
    """

    steps: Array
    logs: Singles
    luck: Array
    answered: Flags
    first: Flags
    last: Flags
    question: Rows

    def draw(self, turn: slice, rows: Rows, left: Flags) -> Singles:
        """Which answers the futures of a turn give, of the questions that are left: [draws, answers]."""
        passed = (self.luck[turn] > self.steps[rows]) & ~self.last
        before = np.empty_like(passed)
        before[:, 1:] = passed[:, :-1]
        before[:, self.first] = True
        before &= ~passed
        before &= self.answered[turn]
        before &= left[self.question]
        return before.astype(np.float32)


@dataclass(frozen=True, eq=False)
class Outlook:
    """One person's beliefs, the family that leads, the rank of the urgency, and that by rules alone."""

    person: Person
    worlds: Array
    leader: int
    rank: int
    by_rules: int


class Settling:
    """The look ahead for one knowledge, with the tables that people share."""

    def __init__(self, information: BatchInformation, questions: tuple[str, ...], seed: int) -> None:
        """Make ready what is the same for everybody."""
        self.information, self.seed = information, seed
        self.engine = information.engine
        self.place = {id_: number for number, id_ in enumerate(questions)}
        forms = [information.form(id_, frozenset()) for id_ in questions]
        self.world_forms = [form for form in forms if form.parts and not form.by_sets]
        self.set_forms = [form for form in forms if form.parts and form.by_sets]
        self.mixed = any(form.personal for form in self.world_forms)
        network = self.engine.network(Person())
        self.totals = totals_of(network).astype(np.float32)
        self.families = len(network.families)
        self.lines = loss_lines(self.engine.knowledge, network.model)
        self.set_of = network.worlds.set_of
        self.by_world = self._table(self.world_forms, None)
        self.by_set = lru_cache(maxsize=512)(self._set_table)

    def settles(self, outlook: Outlook, forms: Mapping[str, Form]) -> bool | None:
        """Whether asking all these would hardly change anything; None where that is too near to tell."""
        left = np.zeros(len(self.place), dtype=bool)
        for id_, form in forms.items():
            if self.mixed or form is not self.information.form(id_, frozenset()):
                return None
            left[self.place[id_]] = True
        kept = likely_worlds(outlook.worlds)
        start = outlook.worlds[kept] / outlook.worlds[kept].sum()
        drawn = kept[draw_worlds(start)]
        return self._count(outlook, kept, np.log(start).astype(np.float32), drawn, left)

    def _count(self, outlook: Outlook, kept: Rows, start: Singles, drawn: Rows, left: Flags) -> bool | None:
        by_set, knowledge = self.by_set(outlook.person), self.engine.knowledge
        logs, totals, sets = self.by_world.logs[kept].T, self.totals[kept], self.set_of[kept]
        flips = changes = 0
        for turn in TURNS:
            scores = self.by_world.draw(turn, drawn[turn], left) @ logs
            said = by_set.draw(turn, self.set_of[drawn[turn]], left)
            scores += np.take(said @ by_set.logs.T, sets, axis=1)
            scores += start
            scores -= scores.max(axis=1, keepdims=True)
            ends = np.exp(scores, out=scores)
            told = ends @ totals
            told /= ends.sum(axis=1, keepdims=True)
            if self._near(told):
                return None
            flips += int((np.argmax(told[:, : self.families], axis=1) != outlook.leader).sum())
            changes += int((self._ranks(told, outlook) != outlook.rank).sum())
            if is_too_much(knowledge, flips, changes):
                return False
        return True

    def _near(self, told: Singles) -> bool:
        """Whether in any future two first families, or a condition and its threshold, are all but equal."""
        families = np.partition(told[:, : self.families], -2, axis=1)
        tie = (families[:, -1] - families[:, -2]) < NEAR * families[:, -1]
        chances = told[:, self.families :][:, self.lines.columns]
        edge = np.abs(chances - self.lines.thresholds) < NEAR * self.lines.thresholds
        return bool(tie.any() or edge.any())

    def _ranks(self, told: Singles, outlook: Outlook) -> Rows:
        chances = told[:, self.families :][:, self.lines.columns]
        asked = np.where(chances > self.lines.thresholds, self.lines.ranks, 0)
        return np.asarray(np.maximum(asked.max(axis=1, initial=0), outlook.by_rules), dtype=np.intp)

    def _set_table(self, person: Person) -> Table:
        return self._table(self.set_forms, person)

    def _table(self, forms: list[Form], person: Person | None) -> Table:
        """The table of questions that hang on worlds, or, for a person, on condition sets."""
        width = len(self.set_of) if person is None else len(self.engine.frame.worlds.members)
        steps, logs = [np.ones((0, width))], [np.ones((0, width))]
        luck, answered, first, last, question = (
            [np.zeros((0, DRAWS))],
            [np.zeros((0, DRAWS), bool)],
            [],
            [],
            [],
        )
        for form in forms:
            fate = question_luck(form.question.id, self.seed, len(form.parts))
            for number in range(len(form.parts)):
                chances = self._chances(form, number, person)
                size = len(chances)
                steps.append(steps_to(chances))
                logs.append(np.log(np.maximum(chances, SMALLEST)))
                luck.append(np.tile(fate[1 + number], (size, 1)))
                answered.append(np.tile(fate[0] < form.question.answer_rate, (size, 1)))
                first += [True, *[False] * (size - 1)]
                last += [*[False] * (size - 1), True]
                question += [self.place[form.question.id]] * size
        return Table(
            np.ascontiguousarray(np.concatenate(steps).T),
            np.ascontiguousarray(np.concatenate(logs).T, dtype=np.float32),
            np.concatenate(luck).T,
            np.concatenate(answered).T,
            np.array(first, dtype=bool),
            np.array(last, dtype=bool),
            np.array(question, dtype=np.intp),
        )

    def _chances(self, form: Form, part: int, person: Person | None) -> Array:
        if person is None:
            return self.information.world_rows(form.parts[part], None)
        return self.information.set_chances(form, part, person if form.personal else None)
