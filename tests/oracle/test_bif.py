"""What we write as BIF, another program reads as the same network."""

from pathlib import Path

import pyagrum as gum
import pytest
from tests.oracle import peer
from tests.oracle.test_posterior import answer_at_random

from ilium.knowledge.library import Knowledge
from ilium.reasoning.bif import write_bif
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Network, Person
from ilium.reasoning.posterior import infer

PERSON = Person("first_contact", 57.0, "female")


def read_back(network: Network, folder: Path) -> gum.BayesNet:
    file = folder / "network.bif"
    file.write_text(write_bif(network, "region"), "utf-8")
    return gum.loadBN(str(file))


@pytest.mark.slow
@pytest.mark.parametrize("region", ["toy", "shipped"])
def test_the_network_read_back_gives_the_same_posteriors(
    request: pytest.FixtureRequest, region: str, tmp_path: Path
) -> None:
    knowledge: Knowledge = request.getfixturevalue(region)
    network = network_for(knowledge, PERSON)
    net = read_back(network, tmp_path)
    for seed, share in enumerate((0.0, 0.1, 0.4)):
        evidence = answer_at_random(network, seed, share)
        engine, ours = peer.infer(net, evidence), infer(network, evidence)
        for ids, chances in (
            (network.model.conditions, ours.conditions),
            (network.model.families, ours.families),
            (network.model.mechanisms, ours.mechanisms),
        ):
            theirs = [engine.posterior(id_)[{id_: "yes"}] for id_ in ids]
            assert list(chances) == pytest.approx(theirs, abs=1e-6)


def test_every_id_is_a_node_and_a_condition_that_is_its_own_family_is_one(
    toy: Knowledge, tmp_path: Path
) -> None:
    names = read_back(network_for(toy, PERSON), tmp_path).names()
    ids = {*toy.conditions, *toy.families, *toy.mechanisms, *toy.findings}
    assert set(names) == ids | {"condition_set", "mechanism_set"}


def test_the_same_network_gives_the_same_bytes(toy: Knowledge) -> None:
    assert write_bif(network_for(toy, PERSON), "x") == write_bif(network_for(toy, PERSON), "x")
