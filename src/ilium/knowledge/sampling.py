"""Every number of the knowledge drawn many times from its distribution: how far the network may be off.

Prior weights, rates by age and sex, and the structure are held fixed. Arrays have the draws on their last
axis. Each concept draws from a stream of its own, so that a new number leaves the draws of the others alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from ilium.knowledge.beliefs import (
    log_ratio_deviation,
    mean_log_ratio,
    mean_probability,
    mean_shares,
    weigh_probability,
    weigh_shares,
)
from ilium.knowledge.compiling import compile_model
from ilium.knowledge.drawn_model import (
    DrawnCauses,
    DrawnFinding,
    DrawnModel,
    DrawnRelief,
    DrawnTable,
    DrawnTrigger,
)
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import (
    Array,
    CausedFinding,
    FindingModel,
    Model,
    ReliefFinding,
    TableFinding,
    TriggerFinding,
)
from ilium.knowledge.numbers import Probability, Ratio, Shares
from ilium.knowledge.schema import Condition, Finding

LEAST_CHANCE = 1e-12
"""Draws stay this far from zero and one, so that none forbids what its mean allows."""


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws numbers for one concept, in the order in which it is asked."""

    random: np.random.Generator
    draws: int
    study_weight: float

    def probabilities(self, numbers: Sequence[Probability]) -> Array:
        """Beta draws, [numbers, draws]. A number that is 0 or 1 is certain."""
        means = np.array([mean_probability(number) for number in numbers])[:, np.newaxis]
        weights = np.array([weigh_probability(n, self.study_weight) for n in numbers])[:, np.newaxis]
        certain = (means <= 0) | (means >= 1) | np.isinf(weights)
        safe, heavy = np.where(certain, 0.5, means), np.where(certain, LEAST_CHANCE, weights)
        drawn = self.random.beta(safe * heavy, (1 - safe) * heavy, (len(numbers), self.draws))
        return np.where(certain, means, np.clip(drawn, LEAST_CHANCE, 1 - LEAST_CHANCE))

    def probability(self, number: Probability) -> Array:
        """Beta draws of one number, [draws]."""
        return np.asarray(self.probabilities([number])[0])

    def row(self, numbers: Mapping[str, Probability], names: tuple[str, ...], absent: float = 0.0) -> Array:
        """Beta draws of the numbers that are named, [names, draws]; the others are `absent` in every draw."""
        drawn = np.full((len(names), self.draws), absent)
        if numbers:
            drawn[[names.index(name) for name in numbers]] = self.probabilities(list(numbers.values()))
        return drawn

    def log_ratios(self, numbers: Mapping[str, Ratio], names: tuple[str, ...]) -> Array:
        """Normal draws of the ratios' logarithms, [names, draws]; zero for the others."""
        drawn = np.zeros((len(names), self.draws))
        for name, number in numbers.items():
            deviation = log_ratio_deviation(number, self.study_weight)
            drawn[names.index(name)] = self.random.normal(mean_log_ratio(number), deviation, self.draws)
        return drawn

    def shares(self, number: Shares, values: tuple[str, ...]) -> Array:
        """Dirichlet draws, [values, draws]; a share of zero stays zero."""
        means = mean_shares(number, values)[:, np.newaxis]
        weight = weigh_shares(number, values, self.study_weight)
        drawn = self.random.standard_gamma(means * weight, (len(values), self.draws))
        drawn = np.where(means > 0, np.maximum(drawn, LEAST_CHANCE), 0.0)
        return np.asarray(drawn / drawn.sum(axis=0))


def draw_model(knowledge: Knowledge, draws: int | None = None, seed: int | None = None) -> DrawnModel:
    """Draw every number; how often and from which seed is stated in the limits of the knowledge."""
    limits = knowledge.region.limits
    point = compile_model(knowledge)
    seed = limits.seed if seed is None else seed

    def sampler(name: str) -> Sampler:
        return Sampler(
            np.random.default_rng([seed, crc32(name.encode())]), draws or limits.draws, limits.study_weight
        )

    activation = [_activations(c, point.mechanisms, sampler(c.id)) for c in knowledge.conditions.values()]
    findings = {f.id: _finding(knowledge.findings[f.id], f, point, sampler(f.id)) for f in point.findings}
    return DrawnModel(point, np.stack(activation), findings)


def _activations(condition: Condition, mechanisms: tuple[str, ...], sampler: Sampler) -> Array:
    stated = {m: number for m, number in condition.mechanisms.items() if isinstance(number, Probability)}
    drawn = sampler.row(stated, mechanisms)
    drawn[[mechanisms.index(m) for m in condition.mechanisms if m not in stated]] = 1.0
    return drawn


def _finding(finding: Finding, point: FindingModel, model: Model, sampler: Sampler) -> DrawnFinding:
    match point:
        case CausedFinding():
            return _caused(finding, point, model, sampler)
        case ReliefFinding():
            return _relief(finding, point, model, sampler)
        case TriggerFinding():
            return _trigger(finding, point, model, sampler)
        case TableFinding():
            return _table(finding, point, model, sampler)


def _caused(finding: Finding, point: CausedFinding, model: Model, sampler: Sampler) -> DrawnCauses:
    causes = finding.causes
    assert causes is not None and isinstance(finding.unlisted, Probability)
    names = model.mechanisms if causes.mechanisms else model.conditions
    return DrawnCauses(
        point,
        strengths=sampler.row(causes.mechanisms or causes.conditions, names),
        leak=sampler.probability(causes.leak),
        inhibition=sampler.row(causes.inhibited_by, names),
        unlisted=sampler.probability(finding.unlisted),
    )


def _relief(finding: Finding, point: ReliefFinding, model: Model, sampler: Sampler) -> DrawnRelief:
    relief = finding.relief
    assert relief is not None and isinstance(finding.unlisted, Probability)
    return DrawnRelief(
        point,
        reliefs=sampler.row(relief.mechanisms, model.mechanisms, math.nan),
        otherwise=sampler.probability(relief.otherwise),
        unlisted=sampler.probability(finding.unlisted),
    )


def _trigger(finding: Finding, point: TriggerFinding, model: Model, sampler: Sampler) -> DrawnTrigger:
    trigger = finding.trigger
    assert trigger is not None
    female = _background(trigger.background, sampler)
    male = female if trigger.background_male is None else _background(trigger.background_male, sampler)
    return DrawnTrigger(point, female, male, sampler.log_ratios(trigger.odds_ratios, model.conditions))


def _background(background: Probability | dict[int, Probability], sampler: Sampler) -> Array:
    """Log odds by age, [ages, draws], in the order of the curve."""
    by_age = background if isinstance(background, dict) else {0: background}
    rates = np.clip(sampler.probabilities([by_age[age] for age in sorted(by_age)]), 1e-9, 1 - 1e-9)
    return np.asarray(np.log(rates / (1 - rates)))


def _table(finding: Finding, point: TableFinding, model: Model, sampler: Sampler) -> DrawnTable:
    table = finding.table
    assert table is not None and isinstance(finding.unlisted, Shares)
    stated = {id_: sampler.shares(shares, table.values) for id_, shares in table.conditions.items()}
    otherwise = sampler.shares(table.otherwise, table.values)
    shares = np.stack([stated.get(condition, otherwise) for condition in model.conditions])
    return DrawnTable(point, shares, sampler.shares(finding.unlisted, table.values))
