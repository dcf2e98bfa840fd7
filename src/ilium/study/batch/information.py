"""What each open question is worth to each of many people, in single precision.

Where single precision could combine other items of a list than double precision does, the list is worked out
again in double precision.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from ilium.interview.pages import fixed_ids
from ilium.knowledge.model import Array
from ilium.knowledge.probing import Parts, possible_observations
from ilium.knowledge.schema import Question
from ilium.reasoning.information import MOST_COMBINATIONS, PLACES, Probe, expect_information
from ilium.reasoning.network import BY_SETS, Person
from ilium.reasoning.posterior import Evidence, Weights
from ilium.study.batch.engine import BatchEngine, Beliefs, Kinds
from ilium.study.batch.sheet import Flags, Rows, Singles

TINY = np.float32(1e-37)
NEAR = 1e-5
"""Figures nearer to each other than this are worked out again in double precision."""
KEPT_TABLES = 128


@dataclass(frozen=True, eq=False)
class Form:
    """An open question as the engine sees it: its parts, without the findings that are known already."""

    question: Question
    parts: Parts
    by_sets: bool
    personal: bool
    """Whether its chances depend on age and sex."""

    @property
    def combinations(self) -> int:
        """How many ways there are to answer it."""
        return math.prod(len(part) for part in self.parts)


@dataclass(frozen=True, eq=False)
class Group:
    """Some people with their kinds and beliefs, and their worlds family by family."""

    beliefs: Beliefs
    kinds: Kinds
    spread: Singles
    sets: Singles
    usual: Singles
    """P(answer) and P(family, answer) of the usual questions, one beside the other."""


class BatchInformation:
    """The information of questions for groups of people, with the tables that they share."""

    def __init__(self, engine: BatchEngine) -> None:
        """Make ready what is the same for everybody."""
        self.engine = engine
        frame = engine.frame
        members = [np.flatnonzero(row[frame.worlds.set_of]) for row in frame.families]
        every = np.arange(len(frame.worlds.chance))
        self.columns = np.concatenate([every, *members])
        self.bounds = np.cumsum([0, len(every), *map(len, members)])
        self.families = frame.families.T.astype(np.float32)
        serious = np.bincount(frame.model.family_of, frame.model.serious, minlength=len(members)) > 0
        weight = engine.knowledge.region.interview.serious_weight
        self.weights = np.where(serious, weight, 1.0).astype(np.float32)
        self.tables = lru_cache(maxsize=KEPT_TABLES)(self._table)
        self.form = lru_cache(maxsize=1024)(self._form)
        self.usual, self.usual_table = self._list_usual()
        self.set_rows = lru_cache(maxsize=4096)(self._set_rows)

    def group(self, beliefs: Beliefs, kinds: Kinds) -> Group:
        """Some people made ready for all questions."""
        worlds = beliefs.worlds.astype(np.float32)
        spread = worlds[:, self.columns]
        usual = self._joint(spread, self.usual_table)
        return Group(beliefs, kinds, spread, beliefs.sets.astype(np.float32), usual)

    def _list_usual(self) -> tuple[dict[Form, slice], Singles]:
        """Where the answers to each usual question stand, and the chances of all of them.

        Usual is a question that hangs on worlds alike for everybody: all its combinations where they are few,
        else each of its parts by itself.
        """
        places: dict[Form, slice] = {}
        tables: list[Singles] = [np.ones((len(self.columns), 0), dtype=np.float32)]
        width = 0
        fixed = fixed_ids(self.engine.knowledge)
        for question in self.engine.knowledge.questions.values():
            form = self.form(question.id, frozenset())
            if question.id in fixed or question.mode != "person" or form.personal or form.by_sets:
                continue
            if form.parts:
                few = form.combinations <= MOST_COMBINATIONS
                tables.append(self._table(form, tuple(range(len(form.parts))) if few else None, None))
                places[form] = slice(width, width := width + tables[-1].shape[1])
        return places, np.ascontiguousarray(np.concatenate(tables, axis=1))

    def _form(self, question: str, known: frozenset[str]) -> Form:
        knowledge, tables = self.engine.knowledge, self.engine.frame.tables
        parts = possible_observations(knowledge, knowledge.questions[question], known)
        named = {finding for part in parts for evidence in part for finding in evidence}
        personal = any(finding not in tables for finding in named)
        by_sets = all(finding not in tables or tables[finding].layer == BY_SETS for finding in named)
        return Form(knowledge.questions[question], parts, by_sets, personal)

    def tell(self, group: Group, form: Form, rows: Rows) -> Array:
        """The weighted bits of a question for some of the group."""
        if not form.parts:
            return np.zeros(len(rows))
        if form.combinations <= MOST_COMBINATIONS:
            return self._bits(group, form, rows, tuple(range(len(form.parts))))
        chosen, near = self._most_telling(group, form, rows)
        bits = np.zeros(len(rows))
        patterns, pattern_of = np.unique(chosen, axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            mine = np.flatnonzero(np.reshape(pattern_of, -1) == number)
            bits[mine] = self._bits(group, form, rows[mine], tuple(int(j) for j in pattern))
        for place in np.flatnonzero(near):
            bits[place] = self._in_double_precision(group, form, rows[place])
        return bits

    def _most_telling(self, group: Group, form: Form, rows: Rows) -> tuple[Rows, Flags]:
        """For each person the parts that tell most by themselves, and where that is not sure."""
        assert all(len(part) == 2 for part in form.parts), "only lists have many parts"
        plain = np.ones_like(self.weights)
        worth = self._single_bits(group, form, rows, plain)
        count = int(math.log2(MOST_COMBINATIONS))
        order = np.argsort(-_ranks(worth), axis=1, kind="stable")
        surely = np.take_along_axis(_ranks(worth - NEAR), order[:, :count], axis=1).min(axis=1)
        perhaps = np.take_along_axis(_ranks(worth + NEAR), order[:, count:], axis=1).max(axis=1)
        return np.sort(order[:, :count], axis=1), surely < perhaps

    def _single_bits(self, group: Group, form: Form, rows: Rows, weights: Singles) -> Array:
        """What each part tells by itself: [people, parts]."""
        parts = range(len(form.parts))
        if form not in self.usual:
            return np.stack([self._bits(group, form, rows, (part,), weights) for part in parts], axis=1)
        answers, joint = self._usual_joint(group, form, rows)
        split = (len(rows), len(form.parts), 2)
        told = joint.reshape(len(rows), -1, *split[1:]).swapaxes(1, 2)
        return _weighted(answers.reshape(split), told, weights)

    def _in_double_precision(self, group: Group, form: Form, row: int) -> float:
        network = self.engine.network(group.kinds.persons[group.kinds.kind_of[row]])
        weights = Weights(group.beliefs.worlds[row], group.beliefs.sets[row])
        [told] = expect_information(network, weights, [Probe(form.question.id, form.parts)])
        return float(self.weights @ told.bits)

    def _bits(
        self, group: Group, form: Form, rows: Rows, parts: tuple[int, ...], weights: Singles | None = None
    ) -> Array:
        weights = self.weights if weights is None else weights
        if form.by_sets:
            answers, joint = self._joint_by_sets(group, form, rows, parts)
            return _weighted(answers, joint, weights)
        if form in self.usual and len(parts) == len(form.parts):
            return _weighted(*self._usual_joint(group, form, rows), weights)
        if not form.personal:
            joint = self._joint(group.spread[rows], self.tables(form, parts, None))
            return _weighted(joint[:, 0], joint[:, 1:], weights)
        bits = np.zeros(len(rows))
        for kind in np.unique(group.kinds.kind_of[rows]):
            mine = np.flatnonzero(group.kinds.kind_of[rows] == kind)
            table = self.tables(form, parts, group.kinds.persons[kind])
            joint = self._joint(group.spread[rows[mine]], table)
            bits[mine] = _weighted(joint[:, 0], joint[:, 1:], weights)
        return bits

    def _usual_joint(self, group: Group, form: Form, rows: Rows) -> tuple[Singles, Singles]:
        """P(answer) and P(family, answer) of a usual question."""
        joint = group.usual[:, :, self.usual[form]][rows]
        return joint[:, 0], joint[:, 1:]

    def _joint(self, spread: Singles, table: Singles) -> Singles:
        """P(answer), then P(family, answer) of each family: [people, 1 + families, answers]."""
        joint = np.empty((len(spread), len(self.bounds) - 1, table.shape[1]), dtype=np.float32)
        for place, (a, b) in enumerate(pairwise(self.bounds)):
            np.matmul(spread[:, a:b], table[a:b], out=joint[:, place])
        return joint

    def _table(self, form: Form, parts: tuple[int, ...] | None, person: Person | None) -> Singles:
        """P(combination of answers | world), for every world and then for the worlds of each family.

        Without a choice of parts, P(answer | world) of each part by itself, one after the other.
        """
        if parts is None:
            single = np.concatenate([self.world_rows(part, person) for part in form.parts])
            return np.ascontiguousarray(single.T[self.columns], dtype=np.float32)
        rows = np.ones((1, len(self.engine.frame.worlds.chance)))
        for part in parts:
            told = self.world_rows(form.parts[part], person)
            rows = (rows[np.newaxis] * told[:, np.newaxis]).reshape(-1, rows.shape[1])
        return np.ascontiguousarray(rows.T[self.columns], dtype=np.float32)

    def world_rows(self, part: Sequence[Evidence], person: Person | None) -> Array:
        """P(observation | world), a row for each observation that a part may give."""
        tables = self.engine.frame.tables if person is None else self.engine.network(person).tables
        worlds = self.engine.frame.worlds
        rows = np.ones((len(part), len(worlds.chance)))
        for number, evidence in enumerate(part):
            for finding, seen in evidence.items():
                table = tables[finding]
                columns = worlds.set_of if table.layer == BY_SETS else worlds.mechanisms_of
                rows[number] *= table.seeing(seen)[columns]
        return rows

    def _set_rows(self, form: Form, part: int, person: Person | None) -> Singles:
        return self.set_chances(form, part, person).astype(np.float32)

    def set_chances(self, form: Form, part: int, person: Person | None) -> Array:
        """P(observation | condition set), a row for each observation that a part may give."""
        tables = self.engine.frame.tables if person is None else self.engine.network(person).tables
        rows = np.ones((len(form.parts[part]), len(self.engine.frame.worlds.members)))
        for number, evidence in enumerate(form.parts[part]):
            for finding, seen in evidence.items():
                rows[number] *= tables[finding].seeing(seen)
        return rows

    def _joint_by_sets(
        self, group: Group, form: Form, rows: Rows, parts: tuple[int, ...]
    ) -> tuple[Singles, Singles]:
        """P(answer) and P(family, answer) of a question that hangs on conditions alone."""
        joint = group.sets[rows][:, np.newaxis]
        for part in parts:
            told = self._rows_of(group, form, part, rows)
            joint = (joint[:, :, np.newaxis] * told[:, np.newaxis]).reshape(len(rows), -1, joint.shape[-1])
        return joint.sum(axis=-1), np.swapaxes(joint @ self.families, 1, 2)

    def _rows_of(self, group: Group, form: Form, part: int, rows: Rows) -> Singles:
        if not form.personal:
            return self.set_rows(form, part, None)[np.newaxis]
        kinds, kind_of = np.unique(group.kinds.kind_of[rows], return_inverse=True)
        told = np.stack([self.set_rows(form, part, group.kinds.persons[kind]) for kind in kinds])
        return told[np.reshape(kind_of, -1)]


def _ranks(worth: Array) -> Array:
    """Ranks that no two parts share: what each tells, rounded, and of equals the first before the others."""
    return np.round(worth, PLACES) - np.arange(worth.shape[1]) * 0.01 * 10.0**-PLACES


def _weighted(answers: Singles, joint: Singles, weights: Singles) -> Array:
    """Mutual information of the answer with each family, weighted and summed.

    From P(answer) [..., answers] and P(family, answer) [..., families, answers].
    """
    total = np.maximum(answers.sum(axis=-1, keepdims=True), TINY)
    answers = (answers / total)[..., np.newaxis, :]
    joint = joint / total[..., np.newaxis]
    absent = np.maximum(answers - joint, 0)
    present = joint.sum(axis=-1, keepdims=True)
    terms = _terms(joint, present * answers) + _terms(absent, (1 - present) * answers)
    bits = np.maximum(terms.sum(axis=-1), 0)
    return np.asarray(bits @ weights, dtype=float)


def _terms(joint: Singles, independent: Singles) -> Singles:
    return joint * np.log2(np.maximum(joint, TINY) / np.maximum(independent, TINY))


@lru_cache(maxsize=4)
def batch_information(engine: BatchEngine) -> BatchInformation:
    """The tables of one engine, made once."""
    return BatchInformation(engine)
