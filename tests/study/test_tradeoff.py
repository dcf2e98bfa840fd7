"""What the loss table trades: the floor holds, today is what people get, and the sample is what it says."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.study.people import ask_everything, draw_age_and_sex, draw_person
from ilium.study.tradeoff import (
    FACTORS,
    TODAY,
    Judged,
    TradeOff,
    _draw_ill,
    _draw_well,
    is_caught,
    judge,
    scale,
    serious_conditions,
    weigh_trade_off,
)
from ilium.verdict import reach_verdict

SEED = 4


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def ill(knowledge: Knowledge) -> dict[str, list[Judged]]:
    return {
        id_: list(_draw_ill(knowledge, id_, 6, SEED, place))
        for place, id_ in enumerate(serious_conditions(knowledge))
    }


@pytest.fixture(scope="module")
def judged(knowledge: Knowledge, ill: dict[str, list[Judged]]) -> list[Judged]:
    return [*_draw_well(knowledge, 30, SEED, len(ill)), *(one for people in ill.values() for one in people)]


@pytest.fixture(scope="module")
def small(knowledge: Knowledge) -> TradeOff:
    return weigh_trade_off(knowledge, 60, SEED)


def test_no_scaling_goes_below_the_rules_on_answers(judged: list[Judged]) -> None:
    assert all(level.rank >= one.by_rules.rank for one in judged for level in one.by_factor.values())


def test_factor_zero_is_the_rules_on_answers_alone(judged: list[Judged]) -> None:
    assert all(one.by_factor[0.0] is one.by_rules for one in judged)


def test_a_larger_table_never_lowers_the_urgency(judged: list[Judged]) -> None:
    for one in judged:
        ranks = [one.by_factor[factor].rank for factor in FACTORS]
        assert ranks == sorted(ranks)


def test_the_factor_that_lifts_somebody_is_where_the_level_turns(judged: list[Judged]) -> None:
    for one in judged:
        for factor, level in one.by_factor.items():
            assert is_caught(level) == (is_caught(one.by_rules) or factor > one.lifted_from)


def test_the_table_alone_calls_for_a_clinician_at_most(judged: list[Judged]) -> None:
    for one in judged:
        if one.by_rules.rank <= Level.SEE_CLINICIAN_SOON.rank:
            assert max(level.rank for level in one.by_factor.values()) <= Level.SEE_CLINICIAN_SOON.rank


def test_today_is_what_people_get(knowledge: Knowledge) -> None:
    for number in range(12):
        person = draw_person(knowledge, number)
        level = reach_verdict(knowledge, ask_everything(knowledge, person)).urgency.level
        assert judge(knowledge, draw_person(knowledge, number), 1.0).by_factor[TODAY] is level


def test_scaling_multiplies_every_loss_and_leaves_the_rest(knowledge: Knowledge) -> None:
    doubled = scale(knowledge, 2)
    assert {id_: loss.loss for id_, loss in doubled.losses.items()} == {
        id_: 2 * loss.loss for id_, loss in knowledge.losses.items()
    }
    assert doubled.red_flags is knowledge.red_flags


def test_those_drawn_for_a_condition_have_it(ill: dict[str, list[Judged]]) -> None:
    assert all(id_ in one.serious for id_, people in ill.items() for one in people)
    assert all(len(people) == 6 for people in ill.values())


def test_the_weights_add_up_to_how_common_serious_conditions_are(
    knowledge: Knowledge, ill: dict[str, list[Judged]]
) -> None:
    rng = np.random.default_rng(1)
    common = []
    for _ in range(1500):
        age, sex = draw_age_and_sex(rng)
        network = network_for(knowledge, Person("first_contact", float(age), sex))
        columns = [network.model.conditions.index(id_) for id_ in serious_conditions(knowledge)]
        common.append(network.prior @ network.worlds.members[:, columns].any(axis=1))
    weights = sum(one.weight for people in ill.values() for one in people)
    assert weights == pytest.approx(float(np.mean(common)), rel=0.12)


def test_those_without_a_serious_condition_have_none_of_the_table(judged: list[Judged]) -> None:
    assert not [one for one in judged[:30] if one.serious]


def test_the_same_seed_gives_the_same_result_and_another_one_does_not(
    knowledge: Knowledge, small: TradeOff
) -> None:
    assert weigh_trade_off(knowledge, 60, SEED) == small
    assert weigh_trade_off(knowledge, 60, SEED + 1).settings != small.settings


def test_the_whole_says_its_numbers(knowledge: Knowledge, small: TradeOff) -> None:
    assert small.people == 60
    assert (small.floor.factor, small.today.factor) == (0.0, 1.0)
    assert [setting.factor for setting in small.settings] == list(FACTORS)
    assert {catch.condition for catch in small.conditions} == set(serious_conditions(knowledge))
    assert all(setting.caught.n + setting.kept.n == 60 for setting in small.settings)
    assert small.hash == knowledge.hash
    known = {*knowledge.red_flags, *knowledge.losses, *(f"unsure_{id_}" for id_ in knowledge.questions)}
    assert {sender.rule for sender in small.senders} <= known
