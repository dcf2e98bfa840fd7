"""The chance that an answer raises the urgency, for many people: rules by pattern, chances by products."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ilium.interview.rise import UNTOLD_RATE, Fear, Rises, find_rises, single_answers, single_evidence
from ilium.knowledge.expressions import Answered, Measured
from ilium.knowledge.model import Array
from ilium.knowledge.schema import Question
from ilium.reasoning.network import BY_SETS, Network
from ilium.reasoning.posterior import Evidence
from ilium.safety.evaluation import leaves, questions_of
from ilium.study.batch.engine import BatchEngine, Beliefs, Kinds
from ilium.study.batch.rules import Reading
from ilium.study.batch.sheet import Flags, Rows

Ranks = NDArray[np.int8]
MOST_PLANS = 2**16
"""Plans that are remembered at once; beyond that all are made anew, so that memory stays flat."""


@dataclass(frozen=True, eq=False)
class Singles:
    """The single answers of the questions that rules speak of: where each stands, and what it says."""

    place: dict[tuple[str, int], int]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, eq=False)
class Watched:
    """A question that rules speak of: their comparisons with other questions, and those questions.

    Each comes with the highest level of a rule that it stands in: beyond that level it says nothing.
    """

    question: Question
    leaves: tuple[tuple[Answered | Measured, int], ...]
    partners: tuple[tuple[str, int], ...]


class BatchRises:
    """The chances of a rise, for groups of people."""

    def __init__(self, engine: BatchEngine, candidates: tuple[Question, ...]) -> None:
        """Make ready the questions that any rule speaks of."""
        self.engine, self.knowledge = engine, engine.knowledge
        self.watched = tuple(one for one in map(self._watch, candidates) if one is not None)
        mentioned = {id_ for one in self.watched for id_ in (one.question.id, *dict(one.partners))}
        ids = {question.id for question in candidates}
        self.singles = self._list_singles(sorted(mentioned & ids))
        self.fixed_rows, self.personal = self._rows()
        self.trigger_rows = lru_cache(maxsize=1024)(self._trigger_rows)
        self.plans: dict[tuple[str, bytes], tuple[Rows, Rows]] = {}

    def _watch(self, question: Question) -> Watched | None:
        knowledge = self.knowledge
        rules = [id_ for id_ in knowledge.red_flags if question.id in questions_of(knowledge, id_)]
        if not rules:
            return None
        found: dict[Answered | Measured, int] = {}
        for rule in (knowledge.red_flags[id_] for id_ in rules):
            for leaf in leaves(knowledge, rule.when):
                found[leaf] = max(found.get(leaf, 0), rule.level.rank)
        told = sorted((pair for pair in found.items() if pair[0].question != question.id), key=repr)
        partners: dict[str, int] = {}
        for leaf, rank in told:
            partners[leaf.question] = max(partners.get(leaf.question, 0), rank)
        return Watched(question, tuple(told), tuple(sorted(partners.items())))

    def _list_singles(self, ids: list[str]) -> Singles:
        place: dict[tuple[str, int], int] = {}
        evidence: list[Evidence] = []
        for id_ in ids:
            question = self.knowledge.questions[id_]
            for number, answer in enumerate(single_answers(question)):
                place[id_, number] = len(evidence)
                evidence.append(single_evidence(self.knowledge, question, answer))
        return Singles(place, tuple(evidence))

    def _rows(self) -> tuple[Array, Rows]:
        """P(single answer | world) where it is the same for all; and the single answers where it is not."""
        tables, worlds = self.engine.frame.tables, self.engine.frame.worlds
        rows = np.full((len(self.singles.evidence), len(worlds.chance)), UNTOLD_RATE)
        personal = []
        for number, evidence in enumerate(self.singles.evidence):
            if any(finding not in tables for finding in evidence):
                personal.append(number)
            elif evidence:
                rows[number] = 1.0
                for finding, seen in evidence.items():
                    table = tables[finding]
                    columns = worlds.set_of if table.layer == BY_SETS else worlds.mechanisms_of
                    rows[number] *= table.seeing(seen)[columns]
        return np.ascontiguousarray(rows.T), np.array(personal, dtype=np.intp)

    def _trigger_rows(self, network: Network) -> Array:
        rows = np.ones((len(self.personal), len(network.worlds.chance)))
        for place, number in enumerate(self.personal):
            for finding, seen in self.singles.evidence[number].items():
                rows[place] *= network.chance_in_worlds(finding, seen)
        return np.ascontiguousarray(rows.T)

    def chances(self, beliefs: Beliefs, kinds: Kinds) -> Array:
        """P(each single answer) for each person."""
        told = beliefs.worlds @ self.fixed_rows
        if len(self.personal):
            for person, rows in zip(kinds.persons, kinds.rows(), strict=True):
                network = self.engine.network(person)
                told[np.ix_(rows, self.personal)] = beliefs.worlds[rows] @ self.trigger_rows(network)
        return told

    def tell(
        self, reading: Reading, ranks: Ranks, opened: dict[str, Flags], chances: Array
    ) -> dict[str, Array]:
        """The chance of a rise by each watched question, for each person for whom it is open."""
        return {
            one.question.id: self._tell(one, reading, ranks, opened, chances)
            for one in self.watched
            if opened[one.question.id].any()
        }

    def _tell(
        self, one: Watched, reading: Reading, ranks: Ranks, opened: dict[str, Flags], chances: Array
    ) -> Array:
        columns = [ranks == rank for rank in range(5)]
        columns += [reading.holds(leaf) & (ranks < most) for leaf, most in one.leaves]
        columns += [opened[id_] & (ranks < most) for id_, most in one.partners if id_ in opened]
        packed = np.packbits(np.stack(columns, axis=1), axis=1)
        rise = np.zeros(len(ranks))
        patterns, pattern_of = np.unique(packed, axis=0, return_inverse=True)
        pattern_of = np.reshape(pattern_of, -1)
        for number, pattern in enumerate(patterns):
            here = opened[one.question.id] & (pattern_of == number)
            if not here.any():
                continue
            key = (one.question.id, pattern.tobytes())
            if key not in self.plans:
                if len(self.plans) >= MOST_PLANS:
                    self.plans.clear()
                row = int(np.flatnonzero(here)[0])
                open_ids = frozenset(id_ for id_ in opened if opened[id_][row])
                self.plans[key] = self._plan(one, Fear(
                    self.knowledge, reading.sheet.case(row), int(ranks[row]), open_ids
                ))  # fmt: skip
            rise[here] = _add_up(self.plans[key], chances[here])
        return rise

    def _plan(self, one: Watched, fear: Fear) -> tuple[Rows, Rows]:
        """The answers that raise alone, and the pairs that do together, as rows of the single answers."""
        rises: Rises = find_rises(fear, one.question)
        alone = [self._place(one.question.id, answer) for answer in rises.alone]
        pairs = [
            (self._place(one.question.id, answer), self._place(partner, other))
            for answer, partner, other in rises.together
        ]
        return np.array(alone, dtype=np.intp), np.array(pairs, dtype=np.intp).reshape(-1, 2)

    def _place(self, question: str, answer: object) -> int:
        number = single_answers(self.knowledge.questions[question]).index(answer)  # type: ignore[arg-type]
        return self.singles.place[question, number]


def _add_up(plan: tuple[Rows, Rows], chances: Array) -> Array:
    alone, pairs = plan
    total = chances[:, alone].sum(axis=1)
    total += (chances[:, pairs[:, 0]] * chances[:, pairs[:, 1]]).sum(axis=1)
    return np.asarray(np.minimum(total, 1.0))
