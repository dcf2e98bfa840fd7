"""Our posteriors equal those of pyAgrum, whatever the network, the person and the answers."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oracle import peer
from tests.oracle.models import evidences, models, persons

from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Model
from ilium.reasoning.engine import frame_of, network_for
from ilium.reasoning.network import Frame, Network, Person, build_frame, fit_person
from ilium.reasoning.posterior import Evidence, ImpossibleAnswersError, Posterior, infer

PEOPLE = [
    Person("first_contact", None, "unknown"),
    Person("first_contact", 43.0, "male"),
    Person("spine_clinic", 71.0, "female"),
    Person("physiotherapy", 19.0, "unknown"),
]


def assert_equal(ours: Posterior, theirs: Posterior, within: float = 1e-9) -> None:
    for part in ("conditions", "families", "mechanisms", "unlisted"):
        difference = np.abs(np.asarray(getattr(ours, part)) - np.asarray(getattr(theirs, part)))
        assert difference.max() <= within, part


def answer_at_random(network: Network, seed: int, share: float) -> dict[str, tuple[float, ...]]:
    """Plain and noisy observations, drawn evenly, of about a share of all findings."""
    chance = np.random.default_rng(seed)
    seen: dict[str, tuple[float, ...]] = {}
    for id_, table in network.tables.items():
        width = len(table.values)
        if chance.random() < share:
            plain = np.eye(width)[chance.integers(width)]
            seen[id_] = tuple(float(x) for x in (plain if chance.random() < 0.6 else chance.random(width)))
    return seen


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_random_networks_agree(data: st.DataObject) -> None:
    model = data.draw(models())
    person = data.draw(persons())
    evidence = data.draw(evidences(model))
    frame = build_frame(model)
    try:
        ours = infer(fit_person(frame, person), evidence)
    except ImpossibleAnswersError:
        return
    for build in (peer.with_mechanisms, peer.with_mechanism_sets):
        assert_equal(ours, ask(build, frame, person, evidence))


def ask(build: object, frame: Frame, person: Person, evidence: Evidence) -> Posterior:
    assert callable(build)
    model: Model = frame.model
    return peer.ask(build(model, frame.priors[person.setting], person), model, evidence)


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_the_toy_region_agrees(toy: Knowledge, person: Person) -> None:
    network = network_for(toy, person)
    for seed in range(10):
        evidence = answer_at_random(network, seed, 0.5)
        theirs = ask(peer.with_mechanisms, frame_of(toy), person, evidence)
        assert_equal(infer(network, evidence), theirs)


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_the_region_that_ships_agrees(shipped: Knowledge, person: Person) -> None:
    network, frame = network_for(shipped, person), frame_of(shipped)
    net = peer.with_mechanism_sets(frame.model, frame.priors[person.setting], person)
    for seed, share in enumerate((0.0, 0.05, 0.2, 0.5, 1.0)):
        evidence = answer_at_random(network, seed, share)
        assert_equal(infer(network, evidence), peer.ask(net, frame.model, evidence))


def test_answers_that_no_world_allows_are_refused(toy: Knowledge) -> None:
    network = network_for(toy, Person())
    evidence: Mapping[str, tuple[float, ...]] = {"grinding": (0.0, 0.0)}
    with pytest.raises(ImpossibleAnswersError):
        infer(network, evidence)
