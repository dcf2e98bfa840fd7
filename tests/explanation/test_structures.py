"""A structure is as likely involved as any condition that names it: summed over worlds, never added up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.explanation.structures import involved_structures
from ilium.knowledge.reading import load_knowledge
from ilium.verdict import Verdict, reach_verdict

KNOWLEDGE = load_knowledge()
YES_NO = [id_ for id_, question in KNOWLEDGE.questions.items() if question.kind.value == "yes_no"][:20]


def by_worlds(verdict: Verdict, structure: str) -> float:
    """The same by walking over every world and asking each of its conditions."""
    network = verdict.network
    naming = {id_ for id_, condition in KNOWLEDGE.conditions.items() if structure in condition.structures}
    sets = [
        {id_ for id_, held in zip(network.model.conditions, row, strict=True) if held}
        for row in network.worlds.members
    ]
    weights = zip(verdict.weights.worlds.tolist(), network.worlds.set_of.tolist(), strict=True)
    return sum(weight for weight, number in weights if sets[number] & naming)


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(YES_NO), st.sampled_from(["yes", "no"]), max_size=4))
def test_it_is_the_weight_of_every_world_in_which_a_condition_names_it(answers: dict[str, str]) -> None:
    verdict = reach_verdict(KNOWLEDGE, Case(answers={"age": 45.0, **answers}))
    found = {one.id: one.probability for one in involved_structures(KNOWLEDGE, verdict)}
    for structure in ("sciatic_nerve", "lumbar_discs", "gluteus_medius"):
        assert found[structure] == pytest.approx(by_worlds(verdict, structure), abs=1e-12)


def test_two_conditions_that_share_a_structure_are_not_added_up() -> None:
    verdict = reach_verdict(KNOWLEDGE, Case(answers={"age": 45.0}))
    chance = dict(zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True))
    for one in involved_structures(KNOWLEDGE, verdict):
        each = [float(chance[id_]) for id_ in one.conditions]
        assert max(each) - 1e-12 <= one.probability <= min(1, sum(each)) + 1e-12
        assert each == sorted(each, reverse=True)


def test_every_structure_that_a_condition_names_is_told_the_likeliest_first() -> None:
    found = involved_structures(KNOWLEDGE, reach_verdict(KNOWLEDGE, Case(answers={})))
    named = {part for condition in KNOWLEDGE.conditions.values() for part in condition.structures}
    assert {one.id for one in found} == named
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)
