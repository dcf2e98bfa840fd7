"""Exact posteriors of many people at once: log likelihoods by matrix products, one row a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ilium.answers.case import AGE, SEX
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array, TriggerFinding
from ilium.reasoning.engine import frame_of, network_for
from ilium.reasoning.network import BY_MECHANISMS, Frame, Network, Person
from ilium.study.batch.evidence import Evidence, Seens, evidence_of, iterate_sights
from ilium.study.batch.sheet import GIVEN, Flags, Rows, Sheet

LEAST = 1e-300
"""Stands in for a chance of zero, of which no logarithm can be taken."""
IMPOSSIBLE = -650.0
"""A log likelihood below this holds an answer that cannot occur in any world."""


@dataclass(frozen=True, eq=False)
class Kinds:
    """The kinds of person among some people: who each is, and the numbers of the people of each kind."""

    persons: tuple[Person, ...]
    kind_of: Rows

    def rows(self) -> list[Rows]:
        """The people of each kind."""
        order = np.argsort(self.kind_of, kind="stable")
        ends = np.cumsum(np.bincount(self.kind_of, minlength=len(self.persons)))
        return np.split(order, ends[:-1])


@dataclass(frozen=True, eq=False)
class Beliefs:
    """What many people's answers make likely: weights of worlds and of condition sets, one row a person.

    `possible` is false where no world allows the answers; their rows mean nothing.
    """

    worlds: Array
    sets: Array
    possible: Flags


@dataclass(eq=False)
class BatchEngine:
    """One knowledge made ready for many people at once."""

    knowledge: Knowledge
    frame: Frame
    evidence: Evidence
    by_mechanisms: Array
    by_sets: Array
    mechanism_sights: Rows
    set_sights: Rows
    trigger_sights: Rows
    _triggers: dict[Person, Array] = field(default_factory=dict)

    def kinds(self, sheet: Sheet) -> Kinds:
        """Group people by what the prior depends on."""
        ages = np.where(
            sheet.code(AGE) == GIVEN, sheet.numbers[:, sheet.layout.numbers[AGE]], -1.0
        )  # fmt: skip
        pairs, kind_of = np.unique(
            np.stack([ages, sheet.code(SEX).astype(float)], axis=1), axis=0, return_inverse=True
        )
        words = sheet.layout.words[sheet.layout.column[SEX]]
        persons = tuple(
            Person(sheet.setting, None if age < 0 else float(age), _sex(words, int(sex)))
            for age, sex in pairs
        )
        return Kinds(persons, np.asarray(kind_of).reshape(-1))

    def network(self, person: Person) -> Network:
        """The network of one kind of person."""
        return network_for(self.knowledge, person)

    def believe(self, seens: Seens, kinds: Kinds) -> Beliefs:
        """The exact posterior weights of every world for each person."""
        said = self._said(seens)
        mechanisms = said[:, self.mechanism_sights] @ self.by_mechanisms
        sets = said[:, self.set_sights] @ self.by_sets
        for person, rows in zip(kinds.persons, kinds.rows(), strict=True):
            sets[rows] += said[np.ix_(rows, self.trigger_sights)] @ self._trigger_logs(person)
            sets[rows] += np.log(np.maximum(self.network(person).prior, LEAST))
        return self._weigh(mechanisms, sets)

    def _said(self, seens: Seens) -> Array:
        """One column a sight, one where it was said."""
        said = np.zeros((len(seens), len(self.evidence.sights.seen) + 1))
        np.put_along_axis(said, seens.astype(np.intp), 1.0, axis=1)
        return said[:, :-1]

    def _weigh(self, mechanisms: Array, sets: Array) -> Beliefs:
        worlds = self.frame.worlds
        top_mechanisms, top_sets = mechanisms.max(axis=1), sets.max(axis=1)
        factors = np.exp(sets - top_sets[:, np.newaxis])
        weights = np.exp(mechanisms - top_mechanisms[:, np.newaxis])[:, worlds.mechanisms_of]
        weights *= factors[:, worlds.set_of]
        weights *= worlds.chance
        totals = weights.sum(axis=1)
        possible = (np.minimum(top_mechanisms, top_sets) > IMPOSSIBLE) & (totals > 0)
        weights /= np.where(totals > 0, totals, 1.0)[:, np.newaxis]
        return Beliefs(weights, np.add.reduceat(weights, worlds.first, axis=1), possible)

    def _trigger_logs(self, person: Person) -> Array:
        """Log P(sight | condition set) of the findings that depend on age and sex, for one kind of person."""
        if person not in self._triggers:
            tables = self.network(person).tables
            self._triggers[person] = _logs(self.evidence, tables, self.trigger_sights)
        return self._triggers[person]


def _sex(words: Sequence[str], code: int) -> str:
    return words[code] if code >= 0 and words[code] in ("female", "male") else "unknown"


def _logs(evidence: Evidence, tables: Mapping[str, object], sights: Rows) -> Array:
    seen = evidence.sights.seen
    rows = [tables[seen[n][0]].seeing(seen[n][1]) for n in sights]  # type: ignore[attr-defined]
    return np.asarray(np.log(np.maximum(np.array(rows), LEAST)))


@lru_cache(maxsize=4)
def batch_engine(knowledge: Knowledge) -> BatchEngine:
    """The engine of one knowledge, made once."""
    frame, evidence = frame_of(knowledge), evidence_of(knowledge)
    triggers = {f.id for f in frame.model.findings if isinstance(f, TriggerFinding)}
    layers: dict[str, list[int]] = {"trigger": [], "mechanism": [], "set": []}
    for number, finding, _ in iterate_sights(evidence):
        if finding in triggers:
            layers["trigger"].append(number)
        else:
            layer = "mechanism" if frame.tables[finding].layer == BY_MECHANISMS else "set"
            layers[layer].append(number)
    numbers = {layer: np.array(found, dtype=np.intp) for layer, found in layers.items()}
    return BatchEngine(
        knowledge,
        frame,
        evidence,
        _logs(evidence, frame.tables, numbers["mechanism"]),
        _logs(evidence, frame.tables, numbers["set"]),
        numbers["mechanism"],
        numbers["set"],
        numbers["trigger"],
    )
