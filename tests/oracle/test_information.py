"""The expected information of a question equals the sum over all its answers, each inferred by pyAgrum."""

import math
from itertools import product

import numpy as np
import pyagrum as gum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oracle import peer
from tests.oracle.models import evidences, models, persons

from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array, Model
from ilium.knowledge.probing import possible_observations
from ilium.reasoning.engine import network_for
from ilium.reasoning.information import Probe, expect_information
from ilium.reasoning.network import Person, build_frame, fit_person
from ilium.reasoning.posterior import Evidence, ImpossibleAnswersError, weigh_worlds


def plain(width: int) -> list[tuple[float, ...]]:
    return [tuple(float(v == value) for v in range(width)) for value in range(width)]


def ask_about(model: Model, evidence: Evidence) -> Probe:
    """A checklist of every finding that was not observed."""
    left = [finding for finding in model.findings if finding.id not in evidence]
    return Probe("rest", tuple(tuple({f.id: seen} for seen in plain(len(f.values))) for f in left))


def brute_force(net: gum.BayesNet, model: Model, evidence: Evidence, probe: Probe) -> Array:
    """I(answer; family) = H(family) - sum over answers of P(answer) H(family | answer)."""
    total, before = chance_of(net, evidence), peer.ask(net, model, evidence).families
    bits = np.array([entropy(share) for share in before])
    for combination in product(*probe.parts):
        answers = {id_: seen for part in combination for id_, seen in part.items()}
        share = chance_of(net, {**evidence, **answers}) / total
        if share > 0:
            after = peer.ask(net, model, {**evidence, **answers}).families
            bits -= share * np.array([entropy(chance) for chance in after])
    return bits


def chance_of(net: gum.BayesNet, evidence: Evidence) -> float:
    try:
        return float(peer.infer(net, evidence).evidenceProbability()) if evidence else 1.0
    except gum.IncompatibleEvidence:
        return 0.0


def entropy(chance: float) -> float:
    return -sum(p * math.log2(p) for p in (chance, 1 - chance) if p > 0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_information_is_exact_up_to_the_limit_and_a_lower_bound_beyond(data: st.DataObject) -> None:
    model, person = data.draw(models()), data.draw(persons())
    evidence = data.draw(evidences(model))
    probe = ask_about(model, evidence)
    frame = build_frame(model)
    network = fit_person(frame, person)
    try:
        weights = weigh_worlds(network, evidence)
    except ImpossibleAnswersError:
        return
    [ours] = expect_information(network, weights, [probe])
    net = peer.with_mechanisms(model, frame.priors[person.setting], person)
    theirs = brute_force(net, model, evidence, probe)
    size = math.prod(len(part) for part in probe.parts)
    assert ours.exact == (size <= 32)
    if ours.exact:
        np.testing.assert_allclose(ours.bits, theirs, atol=1e-9)
    else:
        assert (ours.bits >= 0).all() and (ours.bits <= theirs + 1e-9).all()


def test_each_question_of_many_is_told_as_by_itself(toy: Knowledge) -> None:
    network = network_for(toy, Person())
    weights = weigh_worlds(network, {"fever_now": (0.0, 1.0)})
    probes = [
        Probe(question.id, possible_observations(toy, question, frozenset({"fever_now"})))
        for question in toy.questions.values()
    ]
    together = expect_information(network, weights, probes)
    for probe, one in zip(probes, together, strict=True):
        [alone] = expect_information(network, weights, [probe])
        np.testing.assert_allclose(one.bits, alone.bits, atol=1e-14)
        assert one.exact == alone.exact


def test_a_choice_that_leaves_out_the_impossible_tells_nothing_where_nothing_is_told(toy: Knowledge) -> None:
    """Answers whose chances do not sum to one are no evidence by themselves."""
    network = network_for(toy, Person())
    weights = weigh_worlds(network, {})
    half = Probe("half", (({"grinding": (0.25, 0.25)}, {"grinding": (0.3, 0.3)}),))
    [information] = expect_information(network, weights, [half])
    np.testing.assert_allclose(information.bits, 0, atol=1e-12)
