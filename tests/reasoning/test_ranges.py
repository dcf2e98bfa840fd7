"""The ranges against a loop that builds the network of every draw and infers from it."""

from pathlib import Path

import numpy as np
import pytest

from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.sampling import draw_model
from ilium.reasoning.engine import frame_of, network_for
from ilium.reasoning.network import Person, build_frame, fit_person
from ilium.reasoning.posterior import Evidence, ImpossibleAnswersError, infer
from ilium.reasoning.ranges import LEAST_LIKELY, Spread, bound, infer_draws, spread_frame

TOY = Path(__file__).parents[1] / "toy_region"
PEOPLE = (Person(), Person(age=33.0, sex="female"), Person(age=71.5, sex="male"))


def toy() -> Knowledge:
    return load_knowledge(TOY)


def spread(knowledge: Knowledge, draws: int) -> Spread:
    return spread_frame(draw_model(knowledge, draws), frame_of(knowledge))


def everything_observed(knowledge: Knowledge, person: Person, seed: int) -> Evidence:
    """Something of every finding: plain values, and noisy ones."""
    random = np.random.default_rng(seed)
    tables = network_for(knowledge, person).tables
    said: dict[str, tuple[float, ...]] = {}
    for id_, table in tables.items():
        likely = int(table.chances.mean(axis=1).argmax())
        value = likely if random.random() < 0.8 else int(random.integers(len(table.values)))
        plain = tuple(float(v == value) for v in range(len(table.values)))
        noisy = tuple(0.9 if one else 0.05 for one in plain)
        said[id_] = noisy if random.random() < 0.3 else plain
    return said


def worst_difference(knowledge: Knowledge, drawn: Spread, person: Person, evidence: Evidence) -> float:
    found = infer_draws(drawn, network_for(knowledge, person), person, evidence, least=0.0)
    worst = 0.0
    for draw in range(drawn.model.draws):
        one = infer(fit_person(build_frame(drawn.model.at(draw)), person), evidence)
        worst = max(
            worst,
            float(np.abs(one.conditions - found.conditions[:, draw]).max()),
            float(np.abs(one.families - found.families[:, draw]).max()),
            abs(one.unlisted - float(found.unlisted[draw])),
        )
    return worst


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_all_draws_at_once_are_the_draws_one_by_one(person: Person) -> None:
    knowledge = toy()
    evidence = everything_observed(knowledge, person, seed=int(person.age or 0))
    assert worst_difference(knowledge, spread(knowledge, 200), person, evidence) < 1e-9


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_and_so_they_are_for_the_upper_buttock(person: Person) -> None:
    knowledge = load_knowledge()
    drawn = spread(knowledge, 3)
    for seed in range(2):
        evidence = everything_observed(knowledge, person, seed)
        assert worst_difference(knowledge, drawn, person, evidence) < 1e-9


@pytest.mark.parametrize("person", PEOPLE, ids=str)
@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_what_is_left_out_moves_no_range_that_anybody_can_see(person: Person, share: float) -> None:
    knowledge = load_knowledge()
    network, drawn = network_for(knowledge, person), spread(knowledge, 200)
    everything = everything_observed(knowledge, person, seed=int(8 * share))
    evidence = dict(list(everything.items())[:: int(1 / share)])
    point = infer(network, evidence)
    part, whole = (infer_draws(drawn, network, person, evidence, least) for least in (LEAST_LIKELY, 0.0))
    for some, all_, at in (
        (part.conditions, whole.conditions, point.conditions),
        (part.families, whole.families, point.families),
        (part.unlisted[np.newaxis], whole.unlisted[np.newaxis], np.array([point.unlisted])),
    ):
        assert np.abs(bound(some, at) - bound(all_, at)).max() < 1e-4


def test_answers_that_no_world_allows_have_no_range() -> None:
    knowledge = toy()
    network, drawn = network_for(knowledge, Person()), spread(knowledge, 4)
    impossible = {id_: (0.0,) * len(table.values) for id_, table in network.tables.items()}
    with pytest.raises(ImpossibleAnswersError):
        infer_draws(drawn, network, Person(), impossible)


def test_without_answers_the_draws_are_the_prior() -> None:
    knowledge = load_knowledge()
    network = network_for(knowledge, Person())
    found = infer_draws(spread(knowledge, 4), network, Person(), {}, least=0.0)
    prior = infer(network, {})
    assert np.allclose(found.conditions, prior.conditions[:, np.newaxis], atol=1e-12)


def test_the_same_knowledge_gives_the_same_draws() -> None:
    first, second = (draw_model(toy()) for _ in range(2))
    assert (first.activation == second.activation).all()
    for draw in (0, first.draws - 1):
        one, other = first.at(draw), second.at(draw)
        assert repr(one.findings) == repr(other.findings)


def test_the_mean_of_the_drawn_models_is_the_model() -> None:
    knowledge = toy()
    drawn = draw_model(knowledge, 4000)
    assert np.allclose(drawn.activation.mean(axis=-1), drawn.point.activation, atol=0.01)


def test_a_range_holds_the_point_and_nine_draws_of_ten() -> None:
    draws = np.linspace(0, 1, 201)[np.newaxis, :]
    assert np.allclose(bound(draws, np.array([0.5])), [[0.05, 0.95]])
    assert np.allclose(bound(draws, np.array([0.99])), [[0.05, 0.99]])
    assert np.allclose(bound(draws, np.array([0.01])), [[0.01, 0.95]])
