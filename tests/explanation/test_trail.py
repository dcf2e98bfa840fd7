"""The number trail multiplies to the posterior; how many people are tried is set by ILIUM_TRAIL_PEOPLE."""

import os
from pathlib import Path

import numpy as np
import pytest

from ilium.answers.case import Case
from ilium.explanation.numbers_behind import cite, numbers_behind, numbers_behind_prior
from ilium.explanation.targets import list_targets
from ilium.explanation.trail import follow
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import observe
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import network_for, person_of
from ilium.reasoning.posterior import infer
from ilium.study.people import ask_everything, draw_person

PEOPLE = int(os.environ.get("ILIUM_TRAIL_PEOPLE", "100"))
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def posterior(knowledge: Knowledge, case: Case) -> dict[str, float]:
    network = network_for(knowledge, person_of(case))
    found = infer(network, observe(knowledge, case))
    families = zip(network.model.families, found.families, strict=True)
    return {**dict(families), **dict(zip(network.model.conditions, found.conditions, strict=True))}


def assert_multiplies(knowledge: Knowledge, case: Case, target: str, chance: float) -> None:
    trail = follow(knowledge, case, target)
    ratios = np.array([step.given / step.otherwise for step in trail.steps])
    odds = trail.prior / (1 - trail.prior) * np.prod(ratios)
    assert odds / (1 + odds) == pytest.approx(chance, abs=1e-9, rel=1e-9)
    assert trail.posterior == pytest.approx(chance, abs=1e-9, rel=1e-9)


@pytest.mark.parametrize("start", range(0, PEOPLE, 100))
def test_trails_of_simulated_people_multiply_to_the_posterior(start: int) -> None:
    knowledge = load_knowledge()
    targets = list_targets(network_for(knowledge, person_of(Case()))).ids
    for seed in range(start, min(start + 100, PEOPLE)):
        person = draw_person(knowledge, seed)
        case = ask_everything(knowledge, person)
        chances = posterior(knowledge, case)
        first = max(chances, key=lambda id_: (chances[id_], id_))
        for target in {first, targets[seed % len(targets)], *person.conditions}:
            assert_multiplies(knowledge, case, target, chances[target])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_trails_of_the_examples_multiply_for_every_condition(path: Path) -> None:
    knowledge = load_knowledge()
    case = read_case(knowledge, path.read_text("utf-8"), path.name)
    for target, chance in posterior(knowledge, case).items():
        assert_multiplies(knowledge, case, target, chance)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_step_rests_on_numbers_with_a_citation(path: Path) -> None:
    knowledge = load_knowledge()
    case = read_case(knowledge, path.read_text("utf-8"), path.name)
    for target in posterior(knowledge, case):
        assert cite(numbers_behind_prior(knowledge, case, target))
        for step in follow(knowledge, case, target).steps:
            numbers = numbers_behind(knowledge, case, step.answered, target)
            cited = {citation.source for citation in cite(numbers)}
            assert cited <= set(knowledge.sources)
            assert cited or not step.answered.evidence


def test_without_answers_the_trail_is_the_prior() -> None:
    trail = follow(load_knowledge(), Case(), "gluteal_tendinopathy")
    assert not trail.steps
    assert trail.posterior == pytest.approx(trail.prior)
