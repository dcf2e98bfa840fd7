"""What a plan must never do, tried over every condition, every contraindication and every phase.

The lists here are written by hand from the medicine, not read from the rules in care.yaml: an action that
loses a gate, a trait or a harm in the files is found here.
"""

from collections.abc import Iterator

import pytest
from tests.care.people import DAYS, person, verdict_of

from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.care.planning import make_plan
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.verdict import Verdict

NOT_KNOWN = (Missing.UNKNOWN, Missing.DECLINED, Missing.NOT_ASKED)
EXERCISES = {
    "knee_rolls", "swap_the_sport", "bend_forward_sitting", "hug_the_knees", "pedal_leaning_forward",
    "figure_four_stretch", "knee_to_other_shoulder", "hip_flexor_stretch", "nerve_glide_sitting",
    "press_out_lying", "press_out_standing", "squeeze_the_buttocks", "bridge_two_legs", "bridge_one_leg",
    "sit_to_stand", "step_ups", "side_steps", "steady_the_trunk", "hamstring_hold", "walk_a_little_more",
}  # fmt: skip
ONE_LEG = {"bridge_one_leg", "step_ups"}
SKIN = {"cold_pack", "warm_pack", "early_warm_wrap", "press_a_ball", "pelvic_belt"}
STRENGTH = {
    "press_out_lying", "press_out_standing", "squeeze_the_buttocks", "bridge_two_legs", "bridge_one_leg",
    "sit_to_stand", "step_ups", "side_steps", "steady_the_trunk", "hamstring_hold",
}  # fmt: skip
ACROSS = {"figure_four_stretch", "knee_to_other_shoulder"}
LEG = {"press_a_ball"}


def _ticked(*items: str) -> Answer:
    return Ticked(frozenset(items))


def _asked_only(**items: str) -> Answer:
    return Itemised(items)


def contraindications() -> Iterator[tuple[str, Answer, set[str]]]:
    """An answer, and the actions that it forbids."""
    for question in ("saddle_feeling", "bowel_control", "both_legs", "leg_weakness", "urine_trouble"):
        yield from ((question, word, EXERCISES) for word in ("new", *NOT_KNOWN))
    yield from (("leg_numbness", word, EXERCISES | SKIN) for word in ("new", *NOT_KNOWN))
    yield ("leg_numbness", "same", SKIN)
    yield ("saddle_feeling", "same", SKIN)
    yield ("leg_feelings", _ticked("leg_numb_patch"), SKIN | ONE_LEG)
    for question in ("new_blisters", "hot_lump", "cold_leg"):
        yield from ((question, word, SKIN) for word in ("new", "same", *NOT_KNOWN))
    for question in ("four_steps", "footfall_pain", "pop_and_bruise"):
        yield from ((question, word, EXERCISES) for word in ("new", *NOT_KNOWN))
    for risk in ("weak_bones", "steroid_tablets", "pelvic_radiotherapy"):
        yield ("health_history", _ticked(risk), EXERCISES)
    yield from (("health_history", word, EXERCISES | LEG) for word in NOT_KNOWN)
    yield ("health_history", _asked_only(weak_bones="unknown", steroid_tablets="no"), EXERCISES | LEG)
    yield ("health_history", _ticked("blood_thinner"), LEG | {"early_warm_wrap"})
    yield ("how_started", "fall_high", EXERCISES | LEG)
    yield ("first_step_pain", "yes", EXERCISES)
    yield ("small_fall", "yes", EXERCISES)
    yield ("loads_lately", _ticked("minor_fall"), ONE_LEG)
    yield from (("swollen_leg", word, LEG | STRENGTH) for word in ("new", "same", *NOT_KNOWN))
    yield from (
        ("fever", word, EXERCISES - {"knee_rolls", "bend_forward_sitting"}) for word in ("new", *NOT_KNOWN)
    )
    yield from (("pregnancy", word, ACROSS | ONE_LEG) for word in ("pregnant", "recent_birth", *NOT_KNOWN))
    yield from (("age", age, ONE_LEG) for age in (75.0, 90.0, *NOT_KNOWN))
    yield from (("how_bad", worst, STRENGTH | ACROSS) for worst in (7.0, 10.0, *NOT_KNOWN))
    yield ("hip_lurch", "yes", ONE_LEG)
    yield ("heel_toe_walk", "one_side_weak", EXERCISES)


CONTRAINDICATIONS = list(contraindications())


def _offered(knowledge: Knowledge, verdict: Verdict, **answers: Answer) -> set[str]:
    return {one.id for one in make_plan(knowledge, person(**answers), verdict).actions}


@pytest.mark.parametrize("number", range(len(CONTRAINDICATIONS)))
def test_no_condition_brings_back_what_an_answer_forbids(knowledge: Knowledge, number: int) -> None:
    question, answer, forbidden = CONTRAINDICATIONS[number]
    for condition in (*knowledge.conditions, None):
        verdict = verdict_of(knowledge, {(condition,) if condition else (): 1.0})
        for days in DAYS.values():
            offered = _offered(knowledge, verdict, how_long=days, **{question: answer})
            assert not offered & forbidden, f"{condition}: {question} {answer}"


def test_the_lists_of_this_test_name_every_exercise(knowledge: Knowledge) -> None:
    exercising = {
        id_
        for id_, action in knowledge.actions.items()
        if "exercise" in action.traits or action.kind in ("stretch", "glide", "strength")
    }
    assert exercising == EXERCISES
    assert {id_ for id_, action in knowledge.actions.items() if action.kind == "strength"} == STRENGTH


FORBIDDEN_UNDER = {
    "gluteal_tendinopathy": ACROSS,
    "lumbar_disc_radiculopathy": {"bend_forward_sitting", *ACROSS},
    "proximal_hamstring_tendinopathy": {"hug_the_knees", "bend_forward_sitting", *ACROSS},
    "pelvic_or_sacral_fracture": EXERCISES | {"build_up_in_steps", "short_level_walks", "pain_as_a_guide"},
    "femoral_neck_fracture": EXERCISES | {"build_up_in_steps", "short_level_walks", "pain_as_a_guide"},
    "avascular_necrosis": STRENGTH | ACROSS | {"build_up_in_steps"},
    "deep_vein_thrombosis": LEG | STRENGTH | {"warm_pack", "early_warm_wrap"},
    "infection": STRENGTH | {"warm_pack", "early_warm_wrap", "press_a_ball"},
    "malignancy": STRENGTH,
    "cauda_equina_syndrome": STRENGTH | {"nerve_glide_sitting", "knee_rolls"},
    "herpes_zoster": {"cold_pack", "warm_pack", "early_warm_wrap"},
    "aortoiliac_claudication": {"cold_pack", "warm_pack", "early_warm_wrap"},
    "gluteal_muscle_strain": {"early_warm_wrap", "press_a_ball", *ACROSS},
    "gluteal_contusion": {"early_warm_wrap", "press_a_ball", *ACROSS},
    "gluteal_haematoma": STRENGTH | ACROSS | {"warm_pack", "early_warm_wrap", "press_a_ball"},
    "hamstring_avulsion": (EXERCISES - {"knee_rolls"}) | {"press_a_ball", "build_up_in_steps"},
    "acute_limb_ischaemia": EXERCISES | SKIN - {"pelvic_belt"},
    "epidural_abscess": STRENGTH | {"nerve_glide_sitting", "knee_rolls"},
    "metastatic_cord_compression": STRENGTH | {"nerve_glide_sitting", "knee_rolls"},
    "perianal_abscess": STRENGTH | {"warm_pack", "early_warm_wrap", "press_a_ball"},
    "piriformis_syndrome": {"pedal_leaning_forward"},
    "lumbar_spinal_stenosis": {"hip_flexor_stretch"},
}
"""What must not be offered while a condition is plausible, whatever else is likelier."""


@pytest.mark.parametrize("condition", FORBIDDEN_UNDER)
def test_nothing_is_offered_that_harms_under_a_cause_still_plausible(
    knowledge: Knowledge, condition: str
) -> None:
    for other in (*knowledge.conditions, None):
        if other == condition:
            continue
        rest = (other,) if other else ()
        verdict = verdict_of(knowledge, {rest: 0.94, (condition,): 0.06})
        for days in DAYS.values():
            assert not _offered(knowledge, verdict, how_long=days) & FORBIDDEN_UNDER[condition], other


def test_one_in_a_hundred_is_enough_for_a_lasting_harm(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {("gluteal_tendinopathy",): 0.99, ("femoral_neck_fracture",): 0.01})
    assert not _offered(knowledge, verdict) & STRENGTH


def test_small_chances_of_harm_add_up(knowledge: Knowledge) -> None:
    serious = ("femoral_neck_fracture", "pelvic_or_sacral_fracture")
    alone = verdict_of(knowledge, {("gluteal_tendinopathy",): 0.994, (serious[0],): 0.006})
    assert _offered(knowledge, alone) & STRENGTH
    both = {("gluteal_tendinopathy",): 0.988, (serious[0],): 0.006, (serious[1],): 0.006}
    assert not _offered(knowledge, verdict_of(knowledge, both)) & STRENGTH


@pytest.mark.parametrize("level", [Level.URGENT_SAME_DAY, Level.EMERGENCY_NOW])
def test_whoever_should_be_seen_today_gets_only_what_is_safe_while_waiting(
    knowledge: Knowledge, level: Level
) -> None:
    safe = {"position_of_ease", "ready_to_be_seen", "not_alone", "unload_the_hip"}
    for condition in (*knowledge.conditions, None):
        verdict = verdict_of(knowledge, {(condition,) if condition else (): 1.0}, level)
        for days in DAYS.values():
            offered = _offered(knowledge, verdict, how_long=days)
            assert offered <= safe, condition
            assert {"position_of_ease", "ready_to_be_seen", "not_alone"} <= offered


def test_no_action_is_bed_rest(knowledge: Knowledge) -> None:
    assert not [id_ for id_, action in knowledge.actions.items() if "bed_rest" in action.traits]


def test_every_stretch_and_glide_ends_when_symptoms_go_further_down(knowledge: Knowledge) -> None:
    for action in knowledge.actions.values():
        if action.kind in ("stretch", "glide"):
            assert "further_down" in action.stop_signs


def test_a_person_in_order_is_offered_exercise_and_cold(knowledge: Knowledge) -> None:
    offered = set()
    for condition in knowledge.conditions:
        verdict = verdict_of(knowledge, {(condition,): 1.0})
        offered |= set().union(*(_offered(knowledge, verdict, how_long=days) for days in DAYS.values()))
    assert {"cold_pack", "warm_pack"} <= offered
    assert offered & STRENGTH
    assert offered & ACROSS
