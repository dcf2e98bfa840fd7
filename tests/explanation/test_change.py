"""What would change this: every claim is true, none says more than it needs, and there is a safety net."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.explanation.claims import faults, simulated_case

from ilium.answers.case import Case
from ilium.answers.forms import AnswerForm
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.explanation.change import what_would_change
from ilium.explanation.consequences import weigh_changes
from ilium.explanation.possible_changes import is_possible, possible_changes
from ilium.explanation.trial import AnswerTold, Claim
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.study.people import draw_person, interview
from ilium.verdict import Verdict, reach_verdict

TOY_REGION = Path(__file__).parents[1] / "toy_region"
PEOPLE = 60


def claims_of(knowledge: Knowledge, case: Case) -> tuple[Claim, ...]:
    return what_would_change(knowledge, case, reach_verdict(knowledge, case))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize("seed", range(PEOPLE))
def test_every_claim_is_true_and_says_no_more_than_it_needs(knowledge: Knowledge, seed: int) -> None:
    case = simulated_case(knowledge, seed)
    claims = claims_of(knowledge, case)
    assert [(claim.text, fault) for claim in claims for fault in faults(knowledge, case, claim)] == []
    level = reach_verdict(knowledge, case).urgency.level
    assert any(claim.urgency for claim in claims) == (level is not Level.EMERGENCY_NOW)


@pytest.mark.parametrize("seed", range(0, PEOPLE, 6))
def test_claims_are_few_and_differ(knowledge: Knowledge, seed: int) -> None:
    claims = claims_of(knowledge, simulated_case(knowledge, seed))
    policy = knowledge.region.change
    rises = [claim for claim in claims if claim.urgency is not None]
    assert len(rises) <= policy.rises
    assert len(claims) - len(rises) <= policy.families
    for group in (rises, claims[len(rises) :]):
        asked = [told.question for claim in group for told in claim.answers]
        assert len(asked) == len(set(asked))
        assert [claim.chance for claim in group] == sorted((claim.chance for claim in group), reverse=True)


@pytest.fixture(scope="module")
def self_care(knowledge: Knowledge) -> tuple[Case, tuple[Claim, ...]]:
    """Somebody who may look after it at home, with the claims about them."""
    cases = (simulated_case(knowledge, seed) for seed in range(200))
    case = next(c for c in cases if reach_verdict(knowledge, c).urgency.level is Level.SELF_CARE)
    return case, claims_of(knowledge, case)


def test_at_home_the_net_holds_an_emergency_and_something_ordinary(
    knowledge: Knowledge, self_care: tuple[Case, tuple[Claim, ...]]
) -> None:
    levels = {claim.urgency for claim in self_care[1]}
    assert Level.EMERGENCY_NOW in levels
    assert levels & {Level.ROUTINE, Level.SEE_CLINICIAN_SOON}


def test_a_danger_sign_is_told_with_the_follow_up_that_decides(
    self_care: tuple[Case, tuple[Claim, ...]],
) -> None:
    emergency = next(claim for claim in self_care[1] if claim.urgency is Level.EMERGENCY_NOW)
    assert len(emergency.answers) == 2


def broken(claim: Claim, **changes: object) -> Claim:
    return dataclasses.replace(claim, **changes)  # type: ignore[arg-type]


def test_a_broken_claim_is_found(knowledge: Knowledge, self_care: tuple[Case, tuple[Claim, ...]]) -> None:
    case, claims = self_care
    rise = next(claim for claim in claims if claim.urgency is Level.EMERGENCY_NOW)
    told = AnswerTold("how_bad", 2.0 if case.answer_to("how_bad") != 2.0 else 3.0, "")
    spoiled = {
        "another level": broken(rise, urgency=Level.URGENT_SAME_DAY),
        "no sign": broken(rise, answers=rise.answers[1:]),
        "too much": broken(rise, answers=(*rise.answers, told, AnswerTold("leg_numbness", "new", ""))),
        "another family": broken(rise, family="herpes_zoster"),
        "nothing": broken(rise, urgency=None, family=None),
        "certain not to be": broken(rise, chance=0.0),
        "too likely": broken(rise, chance=0.98),
        "fixed": broken(rise, answers=(*rise.answers, AnswerTold("health_history", Ticked(frozenset()), ""))),
    }
    for name, claim in spoiled.items():
        assert list(faults(knowledge, case, claim)), name


def test_an_answer_that_is_fixed_is_no_change(knowledge: Knowledge) -> None:
    case = Case(answers={"age": 40.0, "sex": "male", "felt_pop": "no", "pregnancy": Missing.UNKNOWN})
    asked = {id_ for change in possible_changes(knowledge, case) for id_ in change.questions}
    assert not asked & {"age", "sex", "felt_pop"}
    assert "pregnancy" in asked


def test_time_only_goes_on(knowledge: Knowledge) -> None:
    case = Case(answers={"how_long": 10.0})
    days = {
        saying.word
        for change in possible_changes(knowledge, case)
        for saying in change.sayings
        if saying.question == "how_long"
    }
    assert days == {14.0, 42.0}


def test_examination_tests_are_for_the_clinician(knowledge: Knowledge) -> None:
    def asked(case: Case) -> set[str]:
        return {id_ for change in possible_changes(knowledge, case) for id_ in change.questions}

    assert "slump_test" not in asked(Case())
    assert "slump_test" in asked(Case(mode="clinician"))
    assert "slump_test" in asked(Case(answers={"slump_test": "no"}))


def test_an_item_joins_the_items_that_were_answered(knowledge: Knowledge) -> None:
    for before, after in (
        (Ticked(frozenset({"leg_tingling"})), Ticked(frozenset({"leg_tingling", "leg_heaviness"}))),
        (Itemised({"leg_tingling": "no"}), Itemised({"leg_heaviness": "yes", "leg_tingling": "no"})),
        (Missing.UNKNOWN, Itemised({"leg_heaviness": "yes"})),
    ):
        case = Case(answers={"leg_feelings": before})
        changes = (change for change in possible_changes(knowledge, case) if len(change.sayings) == 1)
        wanted = next(
            c for c in changes if c.sayings[0].item == "leg_heaviness" and c.sayings[0].word == "yes"
        )
        assert wanted.put(case).answers["leg_feelings"] == after


def assert_weighed_exactly(knowledge: Knowledge, case: Case, verdict: Verdict) -> None:
    changes = [c for c in possible_changes(knowledge, case) if is_possible(knowledge, c.put(case), c)]
    for one in weigh_changes(knowledge, case, verdict, changes):
        after = reach_verdict(knowledge, one.change.put(case)).posterior
        np.testing.assert_allclose(one.families, after.families, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(one.conditions, after.conditions, rtol=1e-9, atol=1e-12)
        assert 0 < one.chance <= 1 + 1e-12


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_fast_way_is_exact(knowledge: Knowledge, seed: int) -> None:
    case = simulated_case(knowledge, seed)
    assert_weighed_exactly(knowledge, case, reach_verdict(knowledge, case))


def test_the_chances_of_the_answers_to_one_question_add_up(knowledge: Knowledge) -> None:
    case = simulated_case(knowledge, 4).forget("trend")
    changes = [c for c in possible_changes(knowledge, case) if c.questions == {"trend"}]
    weighed = weigh_changes(knowledge, case, reach_verdict(knowledge, case), changes)
    assert sum(one.chance for one in weighed) == pytest.approx(1)


@pytest.mark.parametrize("word", ["breathless_no_swelling", "with_breathlessness"])
def test_a_sign_with_its_follow_up_is_no_likelier_than_the_sign(knowledge: Knowledge, word: str) -> None:
    case = simulated_case(knowledge, 1).forget("swollen_leg").forget("swelling_kind")
    changes = [c for c in possible_changes(knowledge, case) if "swollen_leg" in c.questions]
    weighed = weigh_changes(knowledge, case, reach_verdict(knowledge, case), changes)
    alone = next(one.chance for one in weighed if len(one.change.sayings) == 1)
    both = next(one.chance for one in weighed if one.change.sayings[-1].word == word)
    assert 0 < both <= max(alone, knowledge.region.change.untold) / 2
    followed = sum(one.chance for one in weighed if one.change.is_followed_up)
    assert followed == pytest.approx(alone + (1 - alone) * knowledge.region.change.untold)


def test_the_kinds_of_a_sign_that_was_told_add_up(knowledge: Knowledge) -> None:
    case = simulated_case(knowledge, 1).forget("swelling_kind").answer("swollen_leg", "new")
    changes = [c for c in possible_changes(knowledge, case) if c.questions == {"swelling_kind"}]
    weighed = weigh_changes(knowledge, case, reach_verdict(knowledge, case), changes)
    assert sum(one.chance for one in weighed) == pytest.approx(1)


@pytest.mark.slow
def test_people_are_warned_of_different_emergencies(knowledge: Knowledge) -> None:
    asked = {
        claim.answers[0].question
        for seed in range(PEOPLE)
        for claim in claims_of(knowledge, interview(knowledge, draw_person(knowledge, seed)).case)
        if claim.urgency is Level.EMERGENCY_NOW
    }
    assert len(asked) > 1


PROGRAM = """
import dataclasses, json
from ilium.assessment import assess
from ilium.knowledge.reading import load_knowledge
from tests.explanation.claims import simulated_case
knowledge = load_knowledge()
shown = assess(knowledge, simulated_case(knowledge, 5))
print(json.dumps([dataclasses.asdict(one) for one in (*shown.would_change, *shown.cannot_separate)]))
"""


@pytest.mark.slow
def test_the_same_case_gives_the_same_bytes() -> None:
    texts = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    ]
    assert texts[0] == texts[1]
    assert texts[0].startswith(b"[{")


# The toy region: any answers at all


@pytest.fixture(scope="module")
def toy() -> Knowledge:
    return load_knowledge(TOY_REGION)


def answers_to(form: AnswerForm) -> st.SearchStrategy[Answer]:
    missing: st.SearchStrategy[Answer] = st.sampled_from([Missing.UNKNOWN, Missing.DECLINED])
    if form.kind is Kind.NUMBER:
        low, high = int(form.minimum or 0), int(min(form.maximum or 100, 200))
        return missing | st.integers(low, high).map(float)
    if form.kind in LISTS:
        words = st.sampled_from(["yes", "no", "unknown"])
        items = st.dictionaries(st.sampled_from(form.words), words, max_size=3)
        return (
            missing
            | st.frozensets(st.sampled_from(form.words), max_size=3).map(Ticked)
            | items.map(lambda told: Itemised(dict(sorted(told.items()))))
        )
    return missing | st.sampled_from(form.words)


TOY_FORMS = load_knowledge(TOY_REGION).forms
TOY_ANSWERS = st.fixed_dictionaries({}, optional={id_: answers_to(form) for id_, form in TOY_FORMS.items()})


@given(answers=TOY_ANSWERS)
def test_claims_hold_whatever_was_answered(toy: Knowledge, answers: dict[str, Answer]) -> None:
    case = Case(answers=dict(sorted(answers.items())))
    try:
        verdict = reach_verdict(toy, case)
    except ImpossibleAnswersError:
        return
    claims = what_would_change(toy, case, verdict)
    assert [(claim.text, fault) for claim in claims for fault in faults(toy, case, claim)] == []
    assert claims == what_would_change(toy, case, verdict)
    assert_weighed_exactly(toy, case, verdict)


def test_words_come_from_the_knowledge(toy: Knowledge) -> None:
    safe = {"fever": "no", "redness": "no", "how_long": 2.0, "how_bad": 3.0}
    case = Case(answers={"age": 50.0, "sex": "male", **safe})  # type: ignore[dict-item]
    texts = [claim.text for claim in claims_of(toy, case)]
    assert "If Do you have a fever? new and Which fits best? With shivers: Today." in texts
