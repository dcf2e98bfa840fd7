"""The prior is the one that the knowledge states: totals, marginals, and no other dependence."""

import numpy as np
import pytest

from ilium.knowledge.library import Knowledge
from ilium.reasoning.engine import frame_of
from ilium.reasoning.network import Frame

SETTINGS = ["first_contact", "physiotherapy", "spine_clinic"]


@pytest.fixture(params=["toy", "shipped"])
def frame(request: pytest.FixtureRequest) -> Frame:
    knowledge: Knowledge = request.getfixturevalue(request.param)
    return frame_of(knowledge)


@pytest.mark.parametrize("setting", SETTINGS)
def test_conditions_are_as_common_as_stated(frame: Frame, setting: str) -> None:
    marginals = frame.worlds.members.T @ frame.priors[setting]
    stated = frame.model.settings[setting].prevalence
    np.testing.assert_allclose(marginals / marginals.sum(), stated / stated.sum(), rtol=1e-9)


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_listed_condition_and_pairs_are_as_common_as_stated(frame: Frame, setting: str) -> None:
    sizes = frame.worlds.members.sum(axis=1)
    totals = [frame.priors[setting][sizes == size].sum() for size in range(3)]
    stated = frame.model.settings[setting]
    singles = 1 - stated.unlisted - stated.pair
    np.testing.assert_allclose(totals, [stated.unlisted, singles, stated.pair], atol=1e-12)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_pair_weighs_what_its_members_weigh(frame: Frame, setting: str) -> None:
    """P(pair) is proportional to the product of its singles: with the totals and marginals that says all."""
    prior, members = frame.priors[setting], frame.worlds.members
    sizes = members.sum(axis=1)
    single = members[sizes == 1].T @ prior[sizes == 1]
    products = np.prod(np.where(members[sizes == 2] > 0, single, 1.0), axis=1)
    ratios = prior[sizes == 2] / products
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-9)
