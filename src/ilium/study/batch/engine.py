"""Exact posteriors of many people at once: log likelihoods by matrix products, one row a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from ilium.answers.case import AGE, SEX
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array, TriggerFinding
from ilium.reasoning.engine import frame_of, network_for
from ilium.reasoning.network import BY_MECHANISMS, Frame, Network, Person
from ilium.reasoning.worlds import Worlds
from ilium.study.batch.evidence import Evidence, Seens, evidence_of, iterate_sights
from ilium.study.batch.sheet import GIVEN, Flags, Rows, Sheet

LEAST = 1e-300
"""Stands in for a chance of zero, of which no logarithm can be taken."""
IMPOSSIBLE = -650.0
"""A log likelihood below this holds an answer that cannot occur in any world."""
IN_CACHE = 32
"""People whose worlds are weighed together."""


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
    """What many people's answers make likely: weights of condition sets and of worlds, one row a person.

    `possible` is false where no world allows the answers; their rows mean nothing. A world weighs its chance
    times what was said of its mechanisms times what was said of its condition set.
    """

    sets: Array
    possible: Flags
    by_mechanisms: Array
    by_sets: Array
    layout: Worlds

    @cached_property
    def worlds(self) -> Array:
        """The weights of worlds: [people, worlds]. Made when they are asked for: sets are often enough."""
        weights = np.empty((len(self.sets), len(self.layout.chance)))
        for some in _blocks(len(weights)):
            told = np.take(self.by_mechanisms[some], self.layout.mechanisms_of, axis=1, out=weights[some])
            told *= np.take(self.by_sets[some], self.layout.set_of, axis=1)
            told *= self.layout.chance
        return weights


@dataclass(frozen=True, eq=False)
class OwnLogs:
    """Log P(condition set), and log P(sight | condition set) of the findings that depend on age and sex."""

    prior: Array
    triggers: Array


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
    _own: dict[Person, OwnLogs] = field(default_factory=dict)

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
        history = said[:, self.trigger_sights]
        for person, rows in zip(kinds.persons, kinds.rows(), strict=True):
            own = self._own_logs(person)
            told = np.flatnonzero(history[rows].any(axis=0))
            sets[rows] += history[np.ix_(rows, told)] @ own.triggers[told]
            sets[rows] += own.prior
        return self._weigh(mechanisms, sets)

    def _said(self, seens: Seens) -> Array:
        """One column a sight, one where it was said."""
        said = np.zeros((len(seens), len(self.evidence.sights.seen) + 1))
        np.put_along_axis(said, seens.astype(np.intp), 1.0, axis=1)
        return said[:, :-1]

    def _weigh(self, mechanisms: Array, sets: Array) -> Beliefs:
        """The posterior from log likelihoods [people, mechanism sets] and [people, condition sets]."""
        worlds = self.frame.worlds
        top_mechanisms, top_sets = mechanisms.max(axis=1), sets.max(axis=1)
        mechanisms -= top_mechanisms[:, np.newaxis]
        sets -= top_sets[:, np.newaxis]
        by_mechanisms, by_sets = np.exp(mechanisms, out=mechanisms), np.exp(sets, out=sets)
        weights = by_sets.copy()
        for some in _blocks(len(weights)):
            told = np.ascontiguousarray(by_mechanisms[some].T)[worlds.mechanisms_of]
            told *= worlds.chance[:, np.newaxis]
            weights[some] *= np.add.reduceat(told, worlds.first, axis=0).T
        totals = weights.sum(axis=1)
        possible = (np.minimum(top_mechanisms, top_sets) > IMPOSSIBLE) & (totals > 0)
        whole = np.where(totals > 0, totals, 1.0)[:, np.newaxis]
        weights /= whole
        by_sets /= whole
        return Beliefs(weights, possible, by_mechanisms, by_sets, worlds)

    def _own_logs(self, person: Person) -> OwnLogs:
        """What depends on age and sex, for one kind of person."""
        if person not in self._own:
            network = self.network(person)
            triggers = _logs(self.evidence, network.tables, self.trigger_sights)
            self._own[person] = OwnLogs(np.log(np.maximum(network.prior, LEAST)), triggers)
        return self._own[person]


def _blocks(people: int) -> Iterator[slice]:
    """A few people at a time, so that their worlds stay in the cache."""
    return (slice(start, start + IN_CACHE) for start in range(0, people, IN_CACHE))


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
