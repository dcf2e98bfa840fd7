"""From validated knowledge to arrays."""

from __future__ import annotations

import math

import numpy as np

from ilium.knowledge.beliefs import logit, mean_log_ratio, mean_probability, mean_shares
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import (
    Array,
    CausedFinding,
    Curve,
    FindingModel,
    Model,
    ReliefFinding,
    SettingModel,
    TableFinding,
    TriggerFinding,
)
from ilium.knowledge.numbers import Probability
from ilium.knowledge.schema import Causes, Condition, Finding, Relief, Table, Trigger

SEXES = ("female", "male")
LEAST_RATE = 1e-6
"""Stands in for a relative rate of zero, so that no answer makes a condition impossible."""


def compile_model(knowledge: Knowledge) -> Model:
    """The network at the mean of every number."""
    conditions = tuple(knowledge.conditions)
    mechanisms = tuple(knowledge.mechanisms)
    families = tuple(dict.fromkeys(knowledge.family_of(id_) for id_ in conditions))
    return Model(
        conditions=conditions,
        families=families,
        family_of=np.array([families.index(knowledge.family_of(id_)) for id_ in conditions], dtype=np.int64),
        serious=np.array([condition.serious for condition in knowledge.conditions.values()]),
        mechanisms=mechanisms,
        activation=np.array([_activations(c, mechanisms) for c in knowledge.conditions.values()]),
        settings=_settings(knowledge),
        age_rates=tuple(_age_rates(condition) for condition in knowledge.conditions.values()),
        sex_rates=np.array([_sex_rates(condition) for condition in knowledge.conditions.values()]),
        findings=tuple(_finding(f, conditions, mechanisms) for f in knowledge.findings.values()),
        conditions_per_world=knowledge.region.limits.conditions_per_world,
        most_mechanism_sets=knowledge.region.limits.mechanism_sets,
    )


def _activations(condition: Condition, mechanisms: tuple[str, ...]) -> Array:
    row = np.zeros(len(mechanisms))
    for mechanism, number in condition.mechanisms.items():
        row[mechanisms.index(mechanism)] = 1.0 if number == "defining" else mean_probability(number)
    return row


def _settings(knowledge: Knowledge) -> dict[str, SettingModel]:
    return {
        setting: SettingModel(
            np.array([mean_probability(c.prevalence[setting]) for c in knowledge.conditions.values()]),
            mean_probability(prior.unlisted),
            mean_probability(prior.pair),
        )
        for setting, prior in knowledge.region.settings.items()
    }


def _age_rates(condition: Condition) -> Curve | None:
    if condition.age is None:
        return None
    ages = sorted(condition.age.rates)
    return Curve(np.array(ages, dtype=float), np.log([condition.age.rates[age] for age in ages]))


def _sex_rates(condition: Condition) -> list[float]:
    if condition.sex is None:
        return [0.0, 0.0]
    return [math.log(max(getattr(condition.sex, sex), LEAST_RATE)) for sex in SEXES]


def _finding(finding: Finding, conditions: tuple[str, ...], mechanisms: tuple[str, ...]) -> FindingModel:
    if finding.trigger is not None:
        return _trigger(finding.id, finding.trigger, conditions)
    if finding.table is not None:
        return _table(finding, finding.table, conditions)
    assert isinstance(finding.unlisted, Probability)
    unlisted = mean_probability(finding.unlisted)
    if finding.relief is not None:
        return _relief(finding.id, finding.relief, mechanisms, unlisted)
    assert finding.causes is not None
    return _caused(finding.id, finding.causes, conditions, mechanisms, unlisted)


def _caused(
    id_: str, causes: Causes, conditions: tuple[str, ...], mechanisms: tuple[str, ...], unlisted: float
) -> CausedFinding:
    layer = "mechanisms" if causes.mechanisms else "conditions"
    names = mechanisms if causes.mechanisms else conditions
    return CausedFinding(
        id=id_,
        layer=layer,
        strengths=_row(causes.mechanisms or causes.conditions, names),
        leak=mean_probability(causes.leak),
        inhibition=_row(causes.inhibited_by, names),
        inhibits_leak_only=causes.inhibitors_act_on == "leak",
        unlisted=unlisted,
    )


def _row(numbers: dict[str, Probability], names: tuple[str, ...], absent: float = 0.0) -> Array:
    return np.array([mean_probability(numbers[name]) if name in numbers else absent for name in names])


def _relief(id_: str, relief: Relief, mechanisms: tuple[str, ...], unlisted: float) -> ReliefFinding:
    return ReliefFinding(
        id_, _row(relief.mechanisms, mechanisms, math.nan), mean_probability(relief.otherwise), unlisted
    )


def _trigger(id_: str, trigger: Trigger, conditions: tuple[str, ...]) -> TriggerFinding:
    ratios = [mean_log_ratio(trigger.odds_ratios[c]) if c in trigger.odds_ratios else 0.0 for c in conditions]
    female = _background(trigger.background)
    male = _background(trigger.background_male) if trigger.background_male is not None else female
    return TriggerFinding(id_, female, male, np.array(ratios))


def _background(background: Probability | dict[int, Probability]) -> Curve:
    by_age = background if isinstance(background, dict) else {50: background}
    ages = sorted(by_age)
    return Curve(
        np.array(ages, dtype=float), np.array([logit(mean_probability(by_age[age])) for age in ages])
    )


def _table(finding: Finding, table: Table, conditions: tuple[str, ...]) -> TableFinding:
    assert not isinstance(finding.unlisted, Probability) and finding.unlisted is not None
    shares = np.array(
        [mean_shares(table.conditions.get(c, table.otherwise), table.values) for c in conditions]
    )
    return TableFinding(finding.id, table.values, shares, mean_shares(finding.unlisted, table.values))
