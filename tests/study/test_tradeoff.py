"""What the loss table trades: the floor holds, today is what people get, and the sample is what it says."""

from __future__ import annotations

from itertools import islice

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
    _chance_at,
    _draw_ill,
    _draw_well,
    _fitting,
    _senders,
    _setting,
    is_caught,
    judge,
    lift_factor,
    scale,
    serious_conditions,
    weigh_trade_off,
)
from ilium.verdict import reach_verdict, threshold

SEED, EACH = 10, 6


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def ill(knowledge: Knowledge) -> dict[str, list[Judged]]:
    return {
        id_: list(_draw_ill(knowledge, id_, EACH, SEED, place))
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
    assert all(len(people) == EACH for people in ill.values())


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


@pytest.mark.parametrize("chance", [0.001, 0.05, 0.4, 0.97])
def test_at_the_factor_that_lifts_the_threshold_is_met(knowledge: Knowledge, chance: float) -> None:
    for loss in knowledge.losses.values():
        factor = lift_factor(loss, chance)
        assert threshold(loss.model_copy(update={"loss": loss.loss * factor})) == pytest.approx(chance)


def test_a_probability_of_nothing_is_never_lifted(knowledge: Knowledge) -> None:
    assert lift_factor(knowledge.losses["loss_infection"], 0.0) == float("inf")


def test_someone_with_two_serious_conditions_weighs_half(ill: dict[str, list[Judged]]) -> None:
    assert any(len(one.serious) > 1 for people in ill.values() for one in people)
    for people in ill.values():
        assert len({round(one.weight * len(one.serious), 12) for one in people}) == 1


def test_people_with_a_condition_are_as_old_as_it_makes_them(knowledge: Knowledge) -> None:
    id_, numbers = "pelvic_or_sacral_fracture", range(1500)
    ages = np.array([draw_age_and_sex(np.random.default_rng(number))[0] for number in numbers])
    chances = np.array([_chance_at(knowledge, id_, number) for number in numbers])
    drawn = [
        draw_age_and_sex(np.random.default_rng(number))[0]
        for number in islice(_fitting(knowledge, id_, SEED, 0, float(chances.max())), 300)
    ]
    assert float(np.mean(drawn)) == pytest.approx(float(np.average(ages, weights=chances)), abs=3)
    assert float(np.mean(drawn)) > float(np.mean(ages)) + 10


def test_a_setting_counts_those_caught_and_those_left_at_home(judged: list[Judged]) -> None:
    well, ill = judged[:30], judged[30:]
    for factor in FACTORS:
        setting = _setting(ill, well, factor)
        home = [one for one in well if one.by_factor[factor] in {Level.SELF_CARE, Level.ROUTINE}]
        caught = [one.weight for one in ill if one.by_factor[factor].rank >= Level.SEE_CLINICIAN_SOON.rank]
        assert setting.kept.share == pytest.approx(len(home) / 30, abs=1e-6)
        assert setting.caught.share == pytest.approx(sum(caught) / sum(one.weight for one in ill), abs=1e-6)


def test_what_sends_most_people_is_counted_over_all_of_them(judged: list[Judged]) -> None:
    well = judged[:30]
    first = _senders(well)[0]
    counts = {rule: sum(rule in one.reasons for one in well) for one in well for rule in sorted(one.reasons)}
    assert first.share.share == pytest.approx(max(counts.values()) / 30, abs=1e-6)
    assert counts[first.rule] == max(counts.values())
