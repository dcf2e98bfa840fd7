"""The adaptive part of the interview for many people at once: the same question, or the same stop, for each.

Where single precision could confuse two questions, the one-person door decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ilium.interview.next_question import Stop, loss_ranks, next_step
from ilium.interview.pages import fixed_ids
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.schema import Question
from ilium.study.batch.engine import BatchEngine, Beliefs, Kinds, batch_engine
from ilium.study.batch.evidence import NOTHING, Seens, sights_in
from ilium.study.batch.information import NEAR, BatchInformation, Form, batch_information
from ilium.study.batch.rises import BatchRises
from ilium.study.batch.rules import Ranks, Reading
from ilium.study.batch.settling import Outlook, Settling
from ilium.study.batch.sheet import Codes, Flags, Rows, Sheet

AT_ONCE = 256
"""People reasoned about at once, so that their worlds stay in the cache."""
STOPS = tuple(Stop)
IMPOSSIBLE = -1 - len(STOPS)
"""Stands for answers that cannot occur in any world."""


@dataclass(frozen=True, eq=False)
class View:
    """Some people with all that is known of them: what they said, and what it makes likely."""

    sheet: Sheet
    reading: Reading
    seens: Seens
    kinds: Kinds
    beliefs: Beliefs
    families: Array
    by_rules: Ranks
    ranks: Ranks


@dataclass(frozen=True, eq=False)
class Weighed:
    """Every candidate question of some people: who may be asked it, its form, its worth, and its rise.

    `sure` is false where single precision could confuse two questions.
    """

    opened: dict[str, Flags]
    forms: list[dict[str, Form]]
    values: Array
    rises: Array
    sure: Flags


class Adaptive:
    """The adaptive part of the interview of one knowledge."""

    def __init__(self, engine: BatchEngine) -> None:
        """Make ready what is the same for everybody."""
        self.engine, self.knowledge = engine, engine.knowledge
        self.information: BatchInformation = batch_information(engine)
        fixed = fixed_ids(self.knowledge)
        questions = self.knowledge.questions.values()
        self.candidates = tuple(q for q in questions if q.id not in fixed and q.mode == "person")
        self.rises = BatchRises(engine, self.candidates)
        self.policy = self.knowledge.region.interview
        seed = self.knowledge.region.limits.seed
        self.settling = Settling(self.information, tuple(q.id for q in self.candidates), seed)
        self.checked = 0

    def decide(self, sheet: Sheet) -> Codes:
        """For each person the column of the next question, or -1 and less for the reason to stop."""
        chosen = np.zeros(len(sheet), dtype=np.int16)
        for start in range(0, len(sheet), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            chosen[some] = self._decide(view_of(self.engine, sheet.take(some)))
        return chosen

    def _decide(self, view: View) -> Codes:
        weighed = self._weigh(view)
        best = np.argmax(weighed.values, axis=1)
        top = np.take_along_axis(weighed.values, best[:, np.newaxis], axis=1)[:, 0]
        columns = np.array([view.sheet.layout.column[q.id] for q in self.candidates], dtype=np.int16)
        chosen: Codes = columns[best]
        silent = np.prod(1 - weighed.rises, axis=1)
        for row in range(len(view.sheet)):
            if not view.beliefs.possible[row]:
                chosen[row] = IMPOSSIBLE
            elif not weighed.sure[row]:
                chosen[row] = self._ask_one_door(view, row)
            elif not np.isfinite(top[row]):
                chosen[row] = stop_code(Stop.NOTHING_LEFT)
            elif top[row] < self.policy.worth:
                chosen[row] = stop_code(Stop.NOT_WORTH_IT)
            elif 1 - silent[row] < self.policy.rise_chance:
                chosen[row] = self._unless_settled(view, weighed, row, int(chosen[row]))
        return chosen

    def _unless_settled(self, view: View, weighed: Weighed, row: int, question: int) -> int:
        """The question, or the code of the stop where nothing that is left would change much."""
        person = view.kinds.persons[view.kinds.kind_of[row]]
        leader, rank = int(np.argmax(view.families[row])), int(view.ranks[row])
        outlook = Outlook(person, view.beliefs.worlds[row], leader, rank, int(view.by_rules[row]))
        settled = self.settling.settles(outlook, weighed.forms[row])
        if settled is None:
            return self._ask_one_door(view, row)
        return stop_code(Stop.SETTLED) if settled else question

    def _ask_one_door(self, view: View, row: int) -> int:
        self.checked += 1
        step = next_step(self.knowledge, view.sheet.case(row))
        if step.question is not None:
            return view.sheet.layout.column[step.question.id]
        assert step.stopped is not None
        return stop_code(step.stopped)

    def _weigh(self, view: View) -> Weighed:
        people = len(view.sheet)
        group = self.information.group(view.beliefs, view.kinds)
        opened = {q.id: view.reading.open(q) for q in self.candidates}
        chances = self.rises.chances(view.beliefs, view.kinds)
        risen = self.rises.tell(view.reading, view.ranks, opened, chances)
        values = np.full((people, len(self.candidates)), -np.inf)
        rises = np.zeros((people, len(self.candidates)))
        forms: list[dict[str, Form]] = [{} for _ in range(people)]
        for place, question in enumerate(self.candidates):
            for form, rows in self._forms(view, question, opened[question.id]):
                bits = self.information.tell(group, form, rows)
                rise = risen[question.id][rows] if question.id in risen else np.zeros(len(rows))
                worth = question.answer_rate * (bits + self.policy.urgency_weight * rise)
                values[rows, place], rises[rows, place] = worth / question.burden, rise
                for row in rows:
                    forms[row][question.id] = form
        return Weighed(opened, forms, values, rises, ~self._close(values))

    def _close(self, values: Array) -> Flags:
        """Where the best question is not surely the best, or not surely worth asking."""
        ranked = np.sort(values, axis=1)
        top = ranked[:, -1]
        with np.errstate(invalid="ignore"):
            tie = top - ranked[:, -2] < NEAR
        return np.asarray(np.isfinite(top) & (tie | (np.abs(top - self.policy.worth) < NEAR)))

    def _forms(self, view: View, question: Question, opened: Flags) -> Iterator[tuple[Form, Rows]]:
        """A question without what is known already, and the people for whom it then is the same."""
        rows = np.flatnonzero(opened)
        if not len(rows):
            return
        evidence = self.engine.evidence
        speaks = [any(say.question.id == question.id for say in evidence.says[f]) for f in evidence.findings]
        mine = np.flatnonzero(speaks)
        known = view.seens[np.ix_(rows, mine)] != NOTHING
        if not known.any():
            yield self.information.form(question.id, frozenset()), rows
            return
        patterns, pattern_of = np.unique(known, axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            names = frozenset(evidence.findings[mine[place]] for place in np.flatnonzero(pattern))
            yield self.information.form(question.id, names), rows[np.reshape(pattern_of, -1) == number]


def view_of(engine: BatchEngine, sheet: Sheet) -> View:
    """What some people's answers amount to."""
    reading, kinds = Reading(engine.knowledge, sheet), engine.kinds(sheet)
    seens = sights_in(engine.evidence, sheet)
    beliefs = engine.believe(seens, kinds)
    frame = engine.frame
    conditions = beliefs.sets @ frame.worlds.members
    by_rules = reading.ranks()
    ranks = np.maximum(by_rules, loss_ranks(engine.knowledge, frame.model, conditions)).astype(np.int8)
    return View(sheet, reading, seens, kinds, beliefs, beliefs.sets @ frame.families.T, by_rules, ranks)


def stop_code(stop: Stop) -> int:
    """The number that stands for a reason to stop."""
    return -1 - STOPS.index(stop)


@lru_cache(maxsize=4)
def adaptive_of(knowledge: Knowledge) -> Adaptive:
    """The adaptive part for one knowledge, made once."""
    return Adaptive(batch_engine(knowledge))
