"""What the loss table trades: serious conditions caught against people left to look after themselves.

The whole table is scaled by a factor. At 0 it never speaks, and the rules on answers alone are left: a floor
that no setting of the table can lower, because the urgency is the highest that anything asks for.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Loss
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.safety.urgency import decide_urgency, raise_red_flags
from ilium.study.people import SimulatedPerson, ask_everything, draw_age_and_sex, draw_person
from ilium.study.rates import Rate, rate_of
from ilium.verdict import reach_verdict, weigh_losses

FACTORS = (0.0, 0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 64.0)
"""By how much the loss table is scaled: 0 leaves the rules on answers alone, 1 is the table as it is."""
TODAY = 1.0
SENDERS = 8
PEOPLE = 900
SEED = 20261122
CROWD = 2000
"""People of whom only age and sex are drawn, to see how common each condition is among all."""
SPREAD = 1_000_000
"""Two runs with different seeds share no person."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One simulated person, and the level each factor gives them."""

    weight: float
    serious: tuple[str, ...]
    by_rules: Level
    by_factor: Mapping[float, Level]
    lifted_from: float
    """The factor above which the loss table alone sends this person to a clinician; infinite if never."""
    reasons: frozenset[str]
    """Every rule, and every line of the table as it is, that sends this person to a clinician."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One scaling of the loss table: what is caught, and what is left at home."""

    factor: float
    caught: Rate
    kept: Rate


@dataclass(frozen=True, slots=True)
class Catch:
    """How one serious condition is caught: by the rules on answers alone, and with the table of today."""

    condition: str
    name: str
    by_rules: Rate
    today: Rate


@dataclass(frozen=True, slots=True)
class Sender:
    """A reason that sends people without a serious condition to a clinician, and how many of them it sends.

    Somebody may have several such reasons, so the shares do not add up.
    """

    rule: str
    share: Rate


@dataclass(frozen=True, slots=True)
class TradeOff:
    """The whole comparison. `floor` is the setting 0: the rules on answers alone, whatever the table says.

    `bottom_factor` is the lowest factor at which the table still catches somebody in this sample whom the
    rules do not; at or below it, lowering the table further changes nothing. None when the table adds nobody.
    """

    version: str
    hash: str
    people: int
    seed: int
    settings: tuple[Setting, ...]
    today: Setting
    floor: Setting
    bottom_factor: float | None
    conditions: tuple[Catch, ...]
    senders: tuple[Sender, ...]


def weigh_trade_off(knowledge: Knowledge, people: int = PEOPLE, seed: int = SEED) -> TradeOff:
    """Scale the loss table over simulated people: half with a serious condition, half without.

    People with a serious condition are drawn condition by condition and weighted by how common each is.
    """
    ids = serious_conditions(knowledge)
    each = max(1, people // (2 * len(ids)))
    ill = [one for place, id_ in enumerate(ids) for one in _draw_ill(knowledge, id_, each, seed, place)]
    well = list(_draw_well(knowledge, max(1, people - len(ill)), seed, len(ids)))
    settings = tuple(_setting(ill, well, factor) for factor in FACTORS)
    return TradeOff(
        version=knowledge.version,
        hash=knowledge.hash,
        people=len(ill) + len(well),
        seed=seed,
        settings=settings,
        today=next(setting for setting in settings if setting.factor == TODAY),
        floor=settings[0],
        bottom_factor=_bottom(ill),
        conditions=tuple(_catch(knowledge, id_, ill) for id_ in ids),
        senders=_senders(well),
    )


def serious_conditions(knowledge: Knowledge) -> tuple[str, ...]:
    """The conditions that must not be missed, by id."""
    return tuple(id_ for id_, condition in knowledge.conditions.items() if condition.serious)


def scale(knowledge: Knowledge, factor: float) -> Knowledge:
    """The knowledge with every loss multiplied by a factor."""
    losses = {
        id_: loss.model_copy(update={"loss": loss.loss * factor}) for id_, loss in knowledge.losses.items()
    }
    return replace(knowledge, losses=losses)


def lift_factor(loss: Loss, chance: float) -> float:
    """The factor above which a loss speaks at this probability: (1 / chance - 1) / loss."""
    return inf if chance <= 0 else (1 / chance - 1) / loss.loss


def judge(knowledge: Knowledge, person: SimulatedPerson, weight: float) -> Judged:
    """Let a person answer every question, and see the level at each factor."""
    case = ask_everything(knowledge, person)
    verdict = reach_verdict(knowledge, case)
    flags = raise_red_flags(knowledge, case)
    by_factor = {}
    for factor in FACTORS:
        losses = weigh_losses(scale(knowledge, factor), verdict.network, verdict.posterior)
        by_factor[factor] = decide_urgency(knowledge, (*flags, *losses)).level
    today = verdict.urgency.reasons
    chance = dict(zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True))
    serious = tuple(id_ for id_ in person.conditions if knowledge.conditions[id_].serious)
    return Judged(
        weight=weight,
        serious=serious,
        by_rules=decide_urgency(knowledge, flags).level,
        by_factor=by_factor,
        lifted_from=min(
            lift_factor(loss, float(chance[loss.condition]))
            for loss in knowledge.losses.values()
            if is_caught(loss.level)
        ),
        reasons=frozenset(reason.rule for reason in today if is_caught(reason.level)),
    )


def is_caught(level: Level) -> bool:
    """Whether a level sends a person to a clinician within two weeks or sooner."""
    return level.rank >= Level.SEE_CLINICIAN_SOON.rank


def _draw_ill(knowledge: Knowledge, condition: str, count: int, seed: int, place: int) -> Iterator[Judged]:
    """People with this condition, as old and of the sex that people with it are.

    Together they weigh what the condition weighs among all people. Someone with two serious conditions could
    have been drawn for either, and so weighs half.
    """
    crowd = [_chance_at(knowledge, condition, _number(seed, place, -number)) for number in range(1, CROWD)]
    fitting = _fitting(knowledge, condition, seed, place, max(crowd))
    common = sum(crowd) / len(crowd)
    for number in itertools.islice(fitting, count):
        person = draw_person(knowledge, number, condition)
        held = sum(knowledge.conditions[id_].serious for id_ in person.conditions)
        yield judge(knowledge, person, common / held / count)


def _fitting(knowledge: Knowledge, condition: str, seed: int, place: int, most: float) -> Iterator[int]:
    """Numbers of people as old and of the sex that people with the condition are.

    Each is kept with a chance in proportion to how common the condition is at that age and sex, `most` being
    the highest.
    """
    numbers = (_number(seed, place, number) for number in itertools.count())
    return (n for n in numbers if _luck(n) < _chance_at(knowledge, condition, n) / most)


def _chance_at(knowledge: Knowledge, condition: str, number: int) -> float:
    """How common the condition is at the age and of the sex of the person with this number."""
    age, sex = draw_age_and_sex(np.random.default_rng(number))
    network = network_for(knowledge, Person("first_contact", float(age), sex))
    return float(network.prior @ network.worlds.members[:, network.model.conditions.index(condition)])


def _luck(number: int) -> float:
    return float(np.random.default_rng([number, 1]).random())


def _draw_well(knowledge: Knowledge, count: int, seed: int, place: int) -> Iterator[Judged]:
    """People whose every condition is listed and none is in the loss table, drawn as they come."""
    missed = {loss.condition for loss in knowledge.losses.values()}
    number = 0
    while count:
        person = draw_person(knowledge, _number(seed, place, number))
        number += 1
        if person.conditions and not missed & set(person.conditions):
            count -= 1
            yield judge(knowledge, person, 1.0)


def _number(seed: int, place: int, number: int) -> int:
    return (seed * 100 + place + 1) * SPREAD + number


def _share(people: list[Judged], holds: Callable[[Judged], bool]) -> Rate:
    return rate_of((one.weight, holds(one)) for one in people)


def _setting(ill: list[Judged], well: list[Judged], factor: float) -> Setting:
    return Setting(
        factor,
        caught=_share(ill, lambda one: is_caught(one.by_factor[factor])),
        kept=_share(well, lambda one: not is_caught(one.by_factor[factor])),
    )


def _bottom(ill: list[Judged]) -> float | None:
    """The lowest factor at which the table catches somebody whom the rules do not."""
    lifted = [one.lifted_from for one in ill if not is_caught(one.by_rules)]
    return round(min(lifted), 4) if lifted and min(lifted) < inf else None


def _catch(knowledge: Knowledge, condition: str, ill: list[Judged]) -> Catch:
    having = [one for one in ill if condition in one.serious]
    return Catch(
        condition,
        knowledge.conditions[condition].name,
        by_rules=_share(having, lambda one: is_caught(one.by_rules)),
        today=_share(having, lambda one: is_caught(one.by_factor[TODAY])),
    )


def _senders(well: list[Judged]) -> tuple[Sender, ...]:
    """The reasons that send most people without a serious condition to a clinician."""
    counted = Counter(rule for one in well for rule in one.reasons)
    ranked = sorted(counted, key=lambda rule: (-counted[rule], rule))[:SENDERS]
    return tuple(Sender(rule, rate_of((one.weight, rule in one.reasons) for one in well)) for rule in ranked)
