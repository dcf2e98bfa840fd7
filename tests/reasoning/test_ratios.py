"""Likelihood ratios agree with the posterior that the engine gives."""

import pytest

from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.reasoning.posterior import infer
from ilium.reasoning.ratios import signs_of

NETWORK = network_for(load_knowledge(), Person())


def odds(probability: float) -> float:
    return probability / (1 - probability)


@pytest.mark.parametrize("condition", ["infection", "lumbar_disc_radiculopathy", "si_joint_hypermobility"])
def test_the_odds_change_by_the_ratio(condition: str) -> None:
    at = NETWORK.model.conditions.index(condition)
    before = odds(float(infer(NETWORK, {}).conditions[at]))
    for sign in signs_of(NETWORK, condition)[::20]:
        values = NETWORK.tables[sign.finding].values
        seen = {sign.finding: tuple(float(value == sign.value) for value in values)}
        after = odds(float(infer(NETWORK, seen).conditions[at]))
        assert after / before == pytest.approx(sign.ratio, rel=1e-6)


def test_the_strongest_come_first() -> None:
    ratios = [sign.ratio for sign in signs_of(NETWORK, "infection")]
    assert ratios == sorted(ratios, reverse=True)
