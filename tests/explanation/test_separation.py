"""What answers cannot tell apart: said where it is so, kept quiet where a question is left that tells."""

from pathlib import Path

import pytest
from tests.explanation.claims import simulated_case

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.explanation.separation import best_test, bits_between, cannot_separate, expected_moves
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import ESTIMATE
from ilium.knowledge.observation import observe
from ilium.knowledge.probing import possible_observations
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.separations import Separation
from ilium.reasoning.information import Probe
from ilium.study.people import ask_everything, draw_person
from ilium.verdict import Verdict, reach_verdict

TOY_REGION = Path(__file__).parents[1] / "toy_region"
SPLIT = ("si_joint_hypermobility", "si_joint_hypomobility")
KNOWLEDGE = load_knowledge()


def family_of(id_: str) -> str:
    return KNOWLEDGE.family_of(id_) if id_ in KNOWLEDGE.conditions else id_


@pytest.fixture(scope="module")
def toy() -> Knowledge:
    return load_knowledge(TOY_REGION)


def girdle_pain(**more: str) -> Case:
    answers = {"age": 31.0, "sex": "female", "pregnancy": "pregnant", "point_with_finger": "dimple", **more}
    return Case(answers=answers)


def told(case: Case) -> list[tuple[str, str]]:
    return [one.conditions for one in cannot_separate(KNOWLEDGE, case, reach_verdict(KNOWLEDGE, case))]


def test_a_loose_and_a_stiff_joint_are_never_told_apart() -> None:
    case = girdle_pain()
    verdict = reach_verdict(KNOWLEDGE, case)
    split = next(one for one in cannot_separate(KNOWLEDGE, case, verdict) if one.conditions == SPLIT)
    assert split.by == ("nothing",)
    assert {citation.source for citation in split.citations} >= {"ribeiro2021", "eno2015"}


def test_the_split_is_not_told_where_the_joint_is_unlikely() -> None:
    case = Case(answers={"age": 30.0, "sex": "male", "how_started": "sudden_effort", "felt_pop": "yes"})
    assert SPLIT not in told(case)


def test_nothing_is_told_of_families_that_a_question_left_can_tell_apart() -> None:
    assert [pair for pair in told(Case(answers={"age": 50.0, "sex": "male"})) if pair != SPLIT] == []


@pytest.mark.parametrize("seed", range(12))
def test_told_pairs_are_plausible_alike_and_unmoved(seed: int) -> None:
    case = simulated_case(KNOWLEDGE, seed)
    verdict = reach_verdict(KNOWLEDGE, case)
    policy = KNOWLEDGE.region.separation
    chance = dict(zip(verdict.network.model.families, verdict.posterior.families, strict=True))
    for pair in told(case):
        if {family_of(id_) for id_ in pair} == set(pair):
            low, high = sorted(chance[id_] for id_ in pair)
            assert policy.plausible <= low
            assert high <= policy.alike * low
            assert expected_moves(KNOWLEDGE, case, verdict, [pair])[pair] < policy.unmoved


def test_when_everything_was_asked_nothing_moves() -> None:
    case = ask_everything(KNOWLEDGE, draw_person(KNOWLEDGE, 3))
    pair = ("si_joint_dysfunction", "nonspecific_low_back_pain")
    assert expected_moves(KNOWLEDGE, case, reach_verdict(KNOWLEDGE, case), [pair])[pair] < 0.3


def test_examination_left_to_do_moves_more_than_questions_left_to_ask() -> None:
    case = ask_everything(KNOWLEDGE, draw_person(KNOWLEDGE, 3))
    clinician = Case(answers=case.answers, mode="clinician")
    verdict = reach_verdict(KNOWLEDGE, case)
    pair = ("si_joint_dysfunction", "nonspecific_low_back_pain")
    by_questions = expected_moves(KNOWLEDGE, case, verdict, [pair])[pair]
    assert expected_moves(KNOWLEDGE, clinician, verdict, [pair])[pair] > by_questions


PAIRS = list(KNOWLEDGE.separations.values())


@pytest.mark.parametrize("separation", PAIRS, ids=lambda one: one.id)
def test_each_pair_rests_on_something_that_was_read(separation: Separation) -> None:
    for citation in separation.cite:
        source = KNOWLEDGE.sources[citation.source]
        assert source.read != "none" or citation.source == ESTIMATE


@pytest.mark.parametrize("separation", [one for one in PAIRS if one.tests], ids=lambda one: one.id)
def test_the_tests_named_tell_the_pair_apart_in_the_network(separation: Separation) -> None:
    case = Case(answers={"age": 50.0, "sex": "female"}, mode="clinician")
    verdict = reach_verdict(KNOWLEDGE, case)
    pair = (family_of(separation.between[0]), family_of(separation.between[1]))
    bits = sum(bits_between(verdict, probe(KNOWLEDGE, case, id_), pair) for id_ in separation.tests)
    assert bits > 0.02


def probe(knowledge: Knowledge, case: Case, id_: str) -> Probe:
    known = frozenset(observe(knowledge, case))
    return Probe(id_, possible_observations(knowledge, knowledge.questions[id_], known))


def test_bits_between_two_are_zero_where_the_answer_is_the_same_for_both() -> None:
    case = Case()
    verdict = reach_verdict(KNOWLEDGE, case)
    pair = ("gluteal_tendinopathy", "cluneal_nerve_entrapment")
    assert bits_between(verdict, probe(KNOWLEDGE, case, "crossed_slr_test"), pair) < 0.001


# The toy region


def toy_verdict(toy: Knowledge, case: Case) -> Verdict:
    return reach_verdict(toy, case)


def asked_all(toy: Knowledge, **answers: str) -> Case:
    said = {id_: Missing.UNKNOWN for id_, question in toy.questions.items() if question.mode == "person"}
    return Case(answers={**said, **answers})


def test_a_pair_without_a_file_names_the_test_that_tells_most(toy: Knowledge) -> None:
    case = asked_all(toy)
    verdict = toy_verdict(toy, case)
    pairs = {one.conditions: one for one in cannot_separate(toy, case, verdict)}
    assert pairs[("cartilage_wear", "meniscus_tear")].separate_with == "A twist."
    other = next(one for pair, one in pairs.items() if "knee_joint_trouble" in pair)
    assert other.by == ("examination",)
    assert other.separate_with == "Try: Is it twist test?"


def test_without_a_test_only_time_is_left(toy: Knowledge) -> None:
    case = asked_all(toy, twist_test="no")
    verdict = toy_verdict(toy, case)
    assert best_test(toy, case, verdict, ("knee_joint_trouble", "tendon_pain")) is None
    others = [one for one in cannot_separate(toy, case, verdict) if not one.citations]
    assert others
    assert {one.separate_with for one in others} == {"Wait."}
