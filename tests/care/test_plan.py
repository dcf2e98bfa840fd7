"""The plan: chosen by what it is worth over all explanations, told with its reasons."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.care.oracle import expected, harms
from tests.care.people import CALM, DAYS, IN_ORDER, person, verdict_of

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer, Missing
from ilium.assessment import assess
from ilium.care.plan import Plan
from ilium.care.planning import make_plan
from ilium.care.weighing import weigh_actions
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.result import as_plain
from ilium.verdict import Verdict, reach_verdict

SOURCES = (
    "gluteal_muscle_strain",
    "gluteal_tendinopathy",
    "piriformis_syndrome",
    "nonspecific_low_back_pain",
)


@st.composite
def rankings(draw: st.DrawFn, conditions: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    """Chances of a few sets of conditions: single ones, a pair, and no listed one."""
    some = draw(st.lists(st.sampled_from(conditions), min_size=1, max_size=4, unique=True))
    weights = draw(st.lists(st.integers(1, 200), min_size=len(some) + 1, max_size=len(some) + 1))
    total = sum(weights)
    return {((name,) if name else ()): w / total for name, w in zip((*some, None), weights, strict=True)}


@settings(max_examples=60)
@given(data=st.data())
def test_what_is_shown_and_weighed_agrees_with_counting_every_explanation(
    knowledge: Knowledge, written: dict[str, Any], data: st.DataObject
) -> None:
    verdict = verdict_of(knowledge, data.draw(rankings(tuple(knowledge.conditions))))
    case = person(how_long=data.draw(st.sampled_from(sorted(DAYS.values()))))
    plan = make_plan(knowledge, case, verdict)
    assume(plan.actions)
    weight = written["care"]["harm_weight"]
    for action in plan.actions:
        benefit, harm = expected(written, action.id, verdict)
        assert action.expected_benefit == pytest.approx(benefit, abs=1e-9)
        assert action.expected_harm == pytest.approx(harm, abs=1e-9)
        assert benefit - weight * harm >= written["care"]["worth"] - 1e-9
        assert not harms(written, action.id, verdict)


@settings(max_examples=30)
@given(data=st.data())
def test_nothing_better_was_left_out(
    knowledge: Knowledge, written: dict[str, Any], data: st.DataObject
) -> None:
    """Where every gate is open: whatever is worth more than the last shown harms, or its kind is full."""
    verdict = verdict_of(knowledge, data.draw(rankings(tuple(knowledge.conditions))))
    phase = data.draw(st.sampled_from(sorted(DAYS)))
    plan = make_plan(knowledge, person(how_long=DAYS[phase]), verdict)
    assume(not plan.uncertain and plan.actions)
    assert not left_out(written, plan, phase, verdict)


@pytest.mark.parametrize("phase", DAYS)
def test_a_plan_without_its_best_action_is_seen_to_leave_it_out(
    knowledge: Knowledge, written: dict[str, Any], phase: str
) -> None:
    """The look for what is missing sees it: for each likely source the first action is taken out."""
    for source in SOURCES:
        verdict = verdict_of(knowledge, {(source,): 1.0})
        plan = make_plan(knowledge, person(how_long=DAYS[phase]), verdict)
        first, *rest = plan.actions
        assert not left_out(written, plan, phase, verdict)
        assert first.id in left_out(written, replace(plan, actions=tuple(rest)), phase, verdict)


def left_out(written: dict[str, Any], plan: Plan, phase: str, verdict: Verdict) -> set[str]:
    """What is worth more than the last that a plan shows, does no harm, and whose kind still has room."""
    care, shown = written["care"], [one.id for one in plan.actions]
    kinds = [one.kind for one in plan.actions]
    last = plan.actions[-1]
    floor = last.expected_benefit - care["harm_weight"] * last.expected_harm
    found = set()
    for id_, action in written["actions"].items():
        if id_ in shown or "only_when" in action or phase not in action["phases"]:
            continue
        if "self_care" not in action["levels"] or harms(written, id_, verdict):
            continue
        benefit, harm = expected(written, id_, verdict)
        room = kinds.count(action["kind"]) < care["of_a_kind"][action["kind"]]
        if room and benefit - care["harm_weight"] * harm > floor + 1e-9:
            found.add(id_)
    return found


def test_two_causes_at_once_share_the_benefit_and_keep_the_worse_harm(
    knowledge: Knowledge, written: dict[str, Any]
) -> None:
    pair = verdict_of(knowledge, {("gluteal_tendinopathy", "lumbar_disc_radiculopathy"): 1.0})
    for id_, weighed in weigh_actions(knowledge, pair).items():
        benefit, harm = expected(written, id_, pair)
        assert (weighed.benefit, weighed.harm) == pytest.approx((benefit, harm))


def test_no_listed_cause_counts_too(knowledge: Knowledge, written: dict[str, Any]) -> None:
    verdict = verdict_of(knowledge, {(): 1.0})
    walks = weigh_actions(knowledge, verdict)["short_level_walks"]
    assert (walks.benefit, walks.harm) == expected(written, "short_level_walks", verdict)


def test_a_held_back_stretch_names_the_cause_that_it_could_harm(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("piriformis_syndrome",): 0.8, ("gluteal_tendinopathy",): 0.2})
    held = {one.id: one for one in make_plan(knowledge, person(), verdict).held_back}
    told = held["figure_four_stretch"]
    assert told.because == "gluteal_tendinopathy"
    assert (told.right, told.likely) == (1, 2)
    assert told.text == (
        "Right for 1 of your 2 likely causes, but it could harm if it is this: "
        "sore tendon at the side of the hip."
    )


def test_a_shut_gate_says_whether_an_answer_or_its_lack_shut_it(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_tendinopathy",): 1.0})

    def held(answer: Answer, **others: Answer) -> str:
        plan = make_plan(knowledge, person(footfall_pain=answer, **others), verdict)
        return next(one.text for one in plan.held_back if one.because == "bones_sound")

    assert "a bone may be thin or cracked" in held("new", footfall_kind="only_when_running")
    assert "we do not know yet" in held("new")
    assert "we do not know yet" in held(Missing.NOT_ASKED)
    assert "we do not know yet" in held(Missing.UNKNOWN)


def test_a_plan_for_an_uncertain_cause_is_the_one_that_suits_most(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {(one,): 0.25 for one in SOURCES})
    plan = make_plan(knowledge, person(), verdict)
    assert plan.uncertain
    offered = [one.id for one in plan.actions]
    assert offered == [id_ for id_ in knowledge.care.uncertain_plan if id_ in offered]
    assert {"short_level_walks", "change_position", "halve_the_load", "lie_with_a_pillow"} <= set(offered)


@pytest.mark.parametrize(
    ("days", "phase"),
    [(0, "first_48h"), (2, "first_48h"), (3, "week_1_2"), (14, "week_1_2"), (15, "later"), (900, "later")],
)
def test_the_phase_follows_the_length_of_the_pain(knowledge: Knowledge, days: float, phase: str) -> None:
    verdict = verdict_of(knowledge, {("gluteal_muscle_strain",): 1.0})
    plan = make_plan(knowledge, person(how_long=days), verdict)
    assert plan.phase == phase
    assert all(phase in knowledge.actions[one.id].phases for one in plan.actions)


def test_without_a_length_only_what_suits_every_phase_is_offered(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_muscle_strain",): 1.0})
    plan = make_plan(knowledge, person(how_long=Missing.UNKNOWN), verdict)
    assert plan.phase is None
    assert plan.actions
    assert all(len(knowledge.actions[one.id].phases) == 3 for one in plan.actions)


def test_cold_comes_first_and_warmth_later_for_a_pulled_muscle(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_muscle_strain",): 1.0})
    fresh = [one.id for one in make_plan(knowledge, person(how_long=1.0), verdict).actions]
    assert "cold_pack" in fresh
    assert not {"warm_pack", "early_warm_wrap"} & set(fresh)


def test_strength_comes_with_a_dose_and_the_next_step(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_tendinopathy",): 1.0})
    strength = [one for one in make_plan(knowledge, person(), verdict).actions if one.kind == "strength"]
    assert strength
    assert all(one.dose and one.progression and one.stop_signs for one in strength)


@given(today=st.dates(max_value=date(9999, 12, 31)) | st.none())
@settings(max_examples=40)
def test_the_safety_net_counts_from_today(knowledge: Knowledge, today: date | None) -> None:
    verdict = verdict_of(knowledge, {("gluteal_muscle_strain",): 1.0})
    steps = make_plan(knowledge, Case(IN_ORDER, today=today), verdict).safety_net.steps
    assert [step.day for step in steps] == [2, 5, 14, 42]
    for step in steps:
        if today is None or (date.max - today).days < step.day:
            assert step.date is None
            assert f"day {step.day}" in step.text
        else:
            assert step.date == today + timedelta(days=step.day)
            assert f"{step.date.day} {step.date:%B} {step.date.year}" in step.text


def test_home_care_ends_with_somebody_to_see_on_a_date(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_muscle_strain",): 1.0})
    net = make_plan(knowledge, person(), verdict).safety_net
    step = next(one for one in net.steps if one.day == 14)
    assert step.who == "clinician"
    assert "6 December 2026" in net.text


@pytest.mark.parametrize(
    ("level", "hours", "words"),
    [
        (Level.EMERGENCY_NOW, 0, "Get help now"),
        (Level.URGENT_SAME_DAY, 12, "Be seen today"),
        (Level.SEE_CLINICIAN_SOON, 48, "by 24 November 2026"),
        (Level.ROUTINE, 672, "by 20 December 2026"),
    ],
)
def test_the_visit_that_the_urgency_asks_for_is_in_the_safety_net(
    knowledge: Knowledge, level: Level, hours: int, words: str
) -> None:
    verdict = verdict_of(knowledge, {("gluteal_muscle_strain",): 1.0}, level)
    verdict = replace(verdict, urgency=replace(verdict.urgency, within_hours=hours))
    net = make_plan(knowledge, person(), verdict).safety_net
    assert words in next(step.text for step in net.steps if step.id == "be_seen")


def test_a_visit_within_three_days_keeps_exercise_back(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_tendinopathy",): 1.0}, Level.SEE_CLINICIAN_SOON)
    soon = replace(verdict, urgency=replace(verdict.urgency, within_hours=48))
    plan = make_plan(knowledge, person(), soon)
    assert {one.kind for one in plan.actions} <= {"waiting", "support"}
    assert "strength" in {one.kind for one in make_plan(knowledge, person(), verdict).actions}


def test_an_emergency_tells_nothing_about_what_is_held_back(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_tendinopathy",): 1.0}, Level.EMERGENCY_NOW)
    assert make_plan(knowledge, person(), verdict).held_back == ()


def test_the_assessment_carries_the_plan(knowledge: Knowledge) -> None:
    case = person()
    plain = as_plain(assess(knowledge, case))["plan"]
    plan = make_plan(knowledge, case, reach_verdict(knowledge, case))
    assert [one["id"] for one in plain["actions"]] == [one.id for one in plan.actions]
    assert plain["safety_net"]["steps"][0]["date"] == "2026-11-24"
    assert all(one["citations"] for one in plain["actions"])


def test_the_same_case_gives_the_same_plan(knowledge: Knowledge) -> None:
    case = person()
    assert make_plan(knowledge, case, reach_verdict(knowledge, case)) == make_plan(
        knowledge, case, reach_verdict(knowledge, case)
    )


def test_an_episode_counts_its_days_from_the_first_answers(knowledge: Knowledge) -> None:
    start = person(how_long=1.0)
    looked = CheckIn(date(2026, 11, 29), {**dict.fromkeys(CALM, "no"), "buttock_pain": 4.0})
    case = replace(start, start=start.today, today=date(2026, 12, 2), check_ins=(looked,))
    assert make_plan(knowledge, start, reach_verdict(knowledge, start)).phase == "first_48h"
    verdict = replace(reach_verdict(knowledge, case), urgency=reach_verdict(knowledge, start).urgency)
    plan = make_plan(knowledge, case, verdict)
    assert plan.phase == "week_1_2"
    assert [(step.day, step.date) for step in plan.safety_net.steps] == [
        (14, date(2026, 12, 6)),
        (42, date(2027, 1, 3)),
    ]


def test_pain_that_has_grown_since_shuts_the_gate_of_exercise(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_tendinopathy",): 1.0})
    eased = make_plan(knowledge, person(how_bad=8.0, buttock_pain=3.0), verdict)
    assert "strength" in {one.kind for one in eased.actions}
    worse = make_plan(knowledge, person(buttock_pain=8.0), verdict)
    assert "strength" not in {one.kind for one in worse.actions}
    assert "not_too_sore" in {one.because for one in worse.held_back}


def test_an_action_names_its_picture_and_has_no_such_key_without_one(knowledge: Knowledge) -> None:
    told = as_plain(assess(knowledge, person(how_long=20.0)))["plan"]["actions"]
    drawn = {one["id"]: one["picture"] for one in told if "picture" in one}
    assert drawn
    assert len(drawn) < len(told)
    assert drawn == {
        one["id"]: knowledge.pose_of[one["id"]] for one in told if one["id"] in knowledge.pose_of
    }
