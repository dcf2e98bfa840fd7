"""The network for one kind of person: the prior over worlds, and P(finding | world) for every finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ilium.knowledge.model import (
    Array,
    CausedFinding,
    Curve,
    FindingModel,
    Model,
    ReliefFinding,
    TableFinding,
    TriggerFinding,
)
from ilium.reasoning.worlds import Worlds, enumerate_worlds, fit_prior

BY_SETS = "conditions"
BY_MECHANISMS = "mechanisms"


@dataclass(frozen=True, slots=True)
class Person:
    """What the prior and the background rates depend on. An unknown age or sex takes the middle."""

    setting: str = "first_contact"
    age: float | None = None
    sex: str = "unknown"


@dataclass(frozen=True, slots=True)
class FindingTable:
    """P(value | column): columns are condition sets or mechanism sets, as `layer` says."""

    id: str
    values: tuple[str, ...]
    layer: str
    chances: Array
    _rows: dict[tuple[float, ...], Array] = field(default_factory=dict, repr=False, compare=False)

    def seeing(self, seen: tuple[float, ...]) -> Array:
        """P(what was seen | column): the values' chances mixed by how likely each makes it. Remembered."""
        row = self._rows.get(seen)
        if row is None:
            plain = 1.0 in seen and sum(seen) == 1.0
            row = self.chances[seen.index(1.0)] if plain else np.array(seen) @ self.chances
            self._rows[seen] = row
        return row


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What does not depend on the person: the worlds, the fitted priors, the tables by mechanism set."""

    model: Model
    worlds: Worlds
    families: Array
    priors: Mapping[str, Array]
    tables: Mapping[str, FindingTable]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Everything the posterior needs for one person.

    `families[f, s]`: condition set s holds a member of family f.
    """

    model: Model
    worlds: Worlds
    families: Array
    prior: Array
    tables: Mapping[str, FindingTable]

    def chance_in_worlds(self, finding: str, seen: tuple[float, ...]) -> Array:
        """P(what was seen of a finding | world)."""
        table = self.tables[finding]
        columns = self.worlds.mechanisms_of if table.layer == BY_MECHANISMS else self.worlds.set_of
        return table.seeing(seen)[columns]


def build_frame(model: Model) -> Frame:
    """Enumerate the worlds and fill every table that is the same for all people."""
    worlds = enumerate_worlds(model)
    tables = {f.id: _table(f, worlds) for f in model.findings if not isinstance(f, TriggerFinding)}
    priors = {name: fit_prior(worlds, setting) for name, setting in model.settings.items()}
    member_of = np.equal.outer(np.arange(len(model.families)), model.family_of).astype(float)
    return Frame(model, worlds, np.minimum(member_of @ worlds.members.T, 1.0), priors, tables)


def fit_person(frame: Frame, person: Person) -> Network:
    """The network for a person: age and sex act on the prior as evidence, and on triggers' backgrounds."""
    log_rates = np.array([_log_rate(frame.model, k, person) for k in range(len(frame.model.conditions))])
    weights = frame.priors[person.setting] * np.exp(frame.worlds.members @ log_rates)
    triggers = {
        f.id: FindingTable(f.id, f.values, BY_SETS, _two_rows(_trigger(f, frame.worlds, person)))
        for f in frame.model.findings
        if isinstance(f, TriggerFinding)
    }
    return Network(
        frame.model, frame.worlds, frame.families, weights / weights.sum(), {**frame.tables, **triggers}
    )


def _log_rate(model: Model, k: int, person: Person) -> float:
    curve = model.age_rates[k]
    by_age = 0.0 if curve is None or person.age is None else curve.at(person.age)
    by_sex = {"female": model.sex_rates[k, 0], "male": model.sex_rates[k, 1]}.get(person.sex, 0.0)
    return by_age + float(by_sex)


def _trigger(finding: TriggerFinding, worlds: Worlds, person: Person) -> Array:
    """P(trigger | set): logit = background(age, sex) + sum of the members' log odds ratios."""
    curves = {"female": (finding.female,), "male": (finding.male,)}.get(
        person.sex, (finding.female, finding.male)
    )
    background = sum(_height(curve, person.age) for curve in curves) / len(curves)
    return np.asarray(1 / (1 + np.exp(-(background + worlds.members @ finding.log_odds_ratios))))


def _height(curve: Curve, age: float | None) -> float:
    return curve.middle if age is None else curve.at(age)


def _table(finding: FindingModel, worlds: Worlds) -> FindingTable:
    match finding:
        case CausedFinding(layer="mechanisms"):
            chance = _noisy_or(finding, worlds.mechanism_sets)
            return FindingTable(finding.id, finding.values, BY_MECHANISMS, _two_rows(chance))
        case CausedFinding():
            return FindingTable(
                finding.id, finding.values, BY_SETS, _two_rows(_noisy_or(finding, worlds.members))
            )
        case ReliefFinding():
            chance = _relief(finding, worlds.mechanism_sets)
            return FindingTable(finding.id, finding.values, BY_MECHANISMS, _two_rows(chance))
        case TableFinding():
            return FindingTable(finding.id, finding.values, BY_SETS, _mixture(finding, worlds).T)
        case TriggerFinding():
            raise TypeError("a trigger's table depends on the person")


def _noisy_or(finding: CausedFinding, active: Array) -> Array:
    """P(f | active) = (1 - (1-leak) prod(1-λ)) · prod(1-π), or the inhibitors act on the leak alone."""
    silent = np.prod(1 - finding.strengths * active, axis=1)
    spared = np.prod(1 - finding.inhibition * active, axis=1)
    if finding.inhibits_leak_only:
        chance = 1 - (1 - finding.leak * spared) * silent
    else:
        chance = (1 - (1 - finding.leak) * silent) * spared
    chance[0] = finding.unlisted
    return np.asarray(chance)


def _relief(finding: ReliefFinding, active: Array) -> Array:
    """P(eased | active): the smallest relief among the mechanisms at work that have one."""
    having = np.where((active > 0) & ~np.isnan(finding.reliefs), finding.reliefs, np.inf)
    least = having.min(axis=1)
    chance = np.where(np.isinf(least), finding.otherwise, least)
    chance[0] = finding.unlisted
    return np.asarray(chance)


def _mixture(finding: TableFinding, worlds: Worlds) -> Array:
    """Shares per condition set: the plain mean of its members' rows."""
    sizes = np.maximum(worlds.members.sum(axis=1, keepdims=True), 1)
    shares = worlds.members @ finding.shares / sizes
    shares[0] = finding.unlisted
    return np.asarray(shares)


def _two_rows(chance: Array) -> Array:
    return np.stack([chance, 1 - chance])
