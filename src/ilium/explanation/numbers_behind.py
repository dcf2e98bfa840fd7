"""The numbers of the knowledge behind an answer's effect on a condition, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ilium.answers.case import AGE, SEX, Case
from ilium.explanation.answered import Answered
from ilium.explanation.targets import members_of
from ilium.knowledge.beliefs import mean_log_ratio, mean_probability, mean_shares
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation, Evidence, Probability, Ratio, Shares
from ilium.knowledge.schema import Causes, Condition, Finding

DIRECT = frozenset(
    {"mechanism", "inhibitor", "condition", "relief", "odds_ratio", "share", "age_rate", "sex_rate"}
)
"""Roles of the numbers that tie a finding to a condition; the others say how often it is seen anyway."""


@dataclass(frozen=True, slots=True)
class NumberBehind:
    """A number: the finding it is about ('' for none), its role, of what, its value, what it rests on."""

    finding: str
    role: str
    of: str
    value: float
    evidence: Evidence


def numbers_behind(
    knowledge: Knowledge, case: Case, answered: Answered, target: str
) -> tuple[NumberBehind, ...]:
    """The numbers that decide what an answer says for or against a target."""
    conditions = [knowledge.conditions[id_] for id_ in members_of(knowledge, target)]
    about = [number for condition in conditions for number in _about_person(condition, case, answered)]
    for id_, seen in answered.evidence.items():
        about.extend(_about_finding(knowledge.findings[id_], conditions, case, seen))
    tick = knowledge.questions[answered.question].tick
    if tick is not None and answered.evidence:
        about.append(NumberBehind("", "ticked_if_true", "", tick.present, tick))
        about.append(NumberBehind("", "ticked_if_not", "", tick.absent, tick))
    return tuple(about)


def numbers_behind_prior(knowledge: Knowledge, case: Case, target: str) -> tuple[NumberBehind, ...]:
    """How common the target's conditions are in this setting, and how often they set off their mechanisms."""
    found: list[NumberBehind] = []
    for id_ in members_of(knowledge, target):
        condition = knowledge.conditions[id_]
        common = condition.prevalence[case.setting]
        found.append(NumberBehind("", "prevalence", id_, mean_probability(common), common))
        found.extend(
            NumberBehind("", "sets_off", mechanism, mean_probability(number), number)
            for mechanism, number in condition.mechanisms.items()
            if isinstance(number, Probability)
        )
    return tuple(found)


def cite(numbers: tuple[NumberBehind, ...]) -> tuple[Citation, ...]:
    """What the numbers that tie an answer to a condition rest on, or else the others; each once."""
    direct = [number for number in numbers if number.role in DIRECT] or numbers
    return tuple(dict.fromkeys(citation for number in direct for citation in number.evidence.citations))


def _about_person(condition: Condition, case: Case, answered: Answered) -> Iterator[NumberBehind]:
    if answered.question == AGE and condition.age is not None and case.age is not None:
        ages = sorted(condition.age.rates)
        logs = np.log([condition.age.rates[age] for age in ages])
        rate = float(np.exp(np.interp(case.age, ages, logs)))
        yield NumberBehind("", "age_rate", condition.id, rate, condition.age)
    if answered.question == SEX and condition.sex is not None:
        yield NumberBehind("", "sex_rate", condition.id, getattr(condition.sex, case.sex), condition.sex)


def _about_finding(
    finding: Finding, conditions: list[Condition], case: Case, seen: tuple[float, ...]
) -> Iterator[NumberBehind]:
    ids = [condition.id for condition in conditions]
    mechanisms = list(dict.fromkeys(id_ for condition in conditions for id_ in condition.mechanisms))
    if finding.causes is not None:
        yield from _causes(finding.id, finding.causes, mechanisms, ids)
    elif finding.relief is not None:
        yield from _named(finding.id, "relief", finding.relief.mechanisms, mechanisms)
        yield _probability(finding.id, "otherwise", "", finding.relief.otherwise)
    elif finding.trigger is not None:
        yield from _named(finding.id, "odds_ratio", finding.trigger.odds_ratios, ids)
        yield _background(finding, case)
    elif finding.table is not None:
        for id_ in ids:
            shares = finding.table.conditions.get(id_, finding.table.otherwise)
            yield _share(finding, "share", id_, shares, seen)
    if isinstance(finding.unlisted, Shares):
        yield _share(finding, "unlisted", "", finding.unlisted, seen)
    elif finding.unlisted is not None:
        yield _probability(finding.id, "unlisted", "", finding.unlisted)


def _causes(finding: str, causes: Causes, mechanisms: list[str], ids: list[str]) -> Iterator[NumberBehind]:
    yield from _named(finding, "mechanism", causes.mechanisms, mechanisms)
    yield from _named(finding, "condition", causes.conditions, ids)
    yield from _named(finding, "inhibitor", causes.inhibited_by, mechanisms)
    yield _probability(finding, "leak", "", causes.leak)


def _named(
    finding: str, role: str, numbers: Mapping[str, Probability] | Mapping[str, Ratio], names: list[str]
) -> Iterator[NumberBehind]:
    for name in names:
        number = numbers.get(name)
        if isinstance(number, Probability):
            yield _probability(finding, role, name, number)
        elif number is not None:
            yield NumberBehind(finding, role, name, float(np.exp(mean_log_ratio(number))), number)


def _probability(finding: str, role: str, of: str, number: Probability) -> NumberBehind:
    return NumberBehind(finding, role, of, mean_probability(number), number)


def _background(finding: Finding, case: Case) -> NumberBehind:
    """The stated background rate at the age that lies nearest."""
    trigger = finding.trigger
    assert trigger is not None
    male = case.sex == "male" and trigger.background_male is not None
    stated = trigger.background_male if male else trigger.background
    if isinstance(stated, dict):
        age = min(stated, key=lambda age: (abs(age - (case.age or 50)), age))
        return _probability(finding.id, "background", f"age_{age}", stated[age])
    assert stated is not None
    return _probability(finding.id, "background", "", stated)


def _share(finding: Finding, role: str, of: str, shares: Shares, seen: tuple[float, ...]) -> NumberBehind:
    """The share of the values that were seen."""
    assert finding.table is not None
    share = float(np.dot(seen, mean_shares(shares, finding.table.values)))
    return NumberBehind(finding.id, role, of, share, shares)
