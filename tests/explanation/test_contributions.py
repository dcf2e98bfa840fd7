"""Contributions add up, and agree with orders that are walked one by one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.explanation.answered import about_person, list_answered, person_knowing
from ilium.explanation.contributions import attribute
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import observe
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import network_for, person_of
from ilium.reasoning.network import Person
from ilium.reasoning.posterior import infer
from ilium.study.people import ask_everything, draw_person

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def example(path: Path) -> Case:
    return read_case(load_knowledge(), path.read_text("utf-8"), path.name)


def log_odds(knowledge: Knowledge, case: Case, kept: frozenset[str], target: str) -> float:
    """The log odds of a condition when only these answers are known, straight from the engine."""
    answers = list_answered(knowledge, case)
    evidence = {f: seen for one in answers if one.question in kept for f, seen in one.evidence.items()}
    network = network_for(knowledge, person_knowing(case, kept & frozenset(about_person(case))))
    chance = infer(network, evidence).conditions[network.model.conditions.index(target)]
    return float(np.log(chance / (1 - chance)))


def walk_orders(knowledge: Knowledge, case: Case, target: str) -> dict[str, float]:
    """The definition, order by order: all rotations and their reverses."""
    ids = [one.question for one in list_answered(knowledge, case)]
    rotations = [ids[start:] + ids[:start] for start in range(len(ids))]
    orders = [*rotations, *(order[::-1] for order in rotations)]
    parts = dict.fromkeys(ids, 0.0)
    for order in orders:
        for place, id_ in enumerate(order):
            before, after = frozenset(order[:place]), frozenset(order[: place + 1])
            step = log_odds(knowledge, case, after, target) - log_odds(knowledge, case, before, target)
            parts[id_] += step / len(orders)
    return parts


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_contributions_are_the_means_over_the_orders(path: Path) -> None:
    knowledge, case = load_knowledge(), example(path)
    few = {id_: case.answers[id_] for id_ in list(case.answers)[::5]} | {"age": 41.0, "sex": "male"}
    case = replace(case, answers=few)
    found = attribute(knowledge, case)
    for target in ("lumbar_disc_radiculopathy", "avascular_necrosis"):
        wanted = walk_orders(knowledge, case, target)
        column = found.targets.ids.index(target)
        for row, answered in enumerate(found.answers):
            assert found.parts[row, column] == pytest.approx(wanted[answered.question], abs=1e-9)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_contributions_lead_from_the_prior_to_the_posterior(path: Path) -> None:
    knowledge, case = load_knowledge(), example(path)
    found = attribute(knowledge, case)
    assert np.allclose(found.before + found.parts.sum(axis=0), found.after, atol=1e-9)
    network = network_for(knowledge, person_of(case))
    before = infer(network_for(knowledge, Person(case.setting)), {}).conditions
    after = infer(network, observe(knowledge, case)).conditions
    for told, chance in ((found.before, before), (found.after, after)):
        assert np.allclose(told[: len(chance)], np.log(chance / (1 - chance)), atol=1e-9)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_in_which_answers_were_given_does_not_matter(seed: int, random: object) -> None:
    knowledge = load_knowledge()
    case = ask_everything(knowledge, draw_person(knowledge, seed))
    ids = list(case.answers)
    random.shuffle(ids)  # type: ignore[attr-defined]
    shuffled = replace(case, answers={id_: case.answers[id_] for id_ in ids})
    first, second = attribute(knowledge, case), attribute(knowledge, shuffled)
    assert [one.question for one in first.answers] == [one.question for one in second.answers]
    assert np.allclose(first.before + first.parts.sum(axis=0), first.after, atol=1e-9)
    assert np.allclose(first.parts, second.parts, atol=1e-9)


def test_without_answers_nothing_contributes() -> None:
    found = attribute(load_knowledge(), Case())
    assert found.parts.shape == (0, len(found.targets.ids))
    assert np.allclose(found.before, found.after)


def test_a_family_is_explained_as_the_engine_ranks_it() -> None:
    knowledge, case = load_knowledge(), example(EXAMPLES[0])
    found = attribute(knowledge, case)
    network = network_for(knowledge, person_of(case))
    families = infer(network, observe(knowledge, case)).families
    chance = families[network.model.families.index("si_joint_dysfunction")]
    column = found.targets.ids.index("si_joint_dysfunction")
    assert found.after[column] == pytest.approx(np.log(chance / (1 - chance)), abs=1e-9)
