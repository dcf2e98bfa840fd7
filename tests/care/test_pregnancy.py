"""In pregnancy nothing is done lying on the back, nobody sleeps so, and what reads as comfort is true."""

from __future__ import annotations

import pytest
from tests.care.people import DAYS, person, verdict_of

from ilium.answers.values import Ticked
from ilium.assessment import assess
from ilium.care.planning import make_plan
from ilium.knowledge.library import Knowledge

ON_THE_BACK = {
    "bridge_one_leg",
    "bridge_two_legs",
    "figure_four_stretch",
    "hamstring_hold",
    "hip_flexor_stretch",
    "hug_the_knees",
    "knee_rolls",
    "knee_to_other_shoulder",
    "press_out_lying",
    "steady_the_trunk",
}
"""Written by hand: every exercise whose first line is to lie on the back."""


def test_the_list_by_hand_names_every_exercise_on_the_back(knowledge: Knowledge) -> None:
    found = {
        id_
        for id_, action in knowledge.actions.items()
        if "exercise" in action.traits and any("on your back" in line for line in action.how)
    }
    assert found | {"bridge_one_leg"} == ON_THE_BACK


@pytest.mark.parametrize("pregnancy", ["pregnant", "unknown"])
def test_in_pregnancy_no_exercise_is_done_on_the_back(knowledge: Knowledge, pregnancy: str) -> None:
    for condition in (*knowledge.conditions, None):
        verdict = verdict_of(knowledge, {(condition,) if condition else (): 1.0})
        for days in DAYS.values():
            plan = make_plan(knowledge, person(pregnancy=pregnancy, how_long=days), verdict)
            assert not {action.id for action in plan.actions} & ON_THE_BACK, condition


def test_the_advice_for_the_night_names_the_side_in_pregnancy(knowledge: Knowledge) -> None:
    for id_ in ("lie_with_a_pillow", "position_of_ease"):
        assert any("pregnant" in line and "side" in line for line in knowledge.actions[id_].how), id_


def test_after_a_recent_fall_nobody_reads_that_a_bleed_is_unlikely(knowledge: Knowledge) -> None:
    history = Ticked(frozenset({"blood_thinner"}))
    case = person(age=72.0, how_started="fall_or_blow", how_long=2.0, health_history=history)
    reasons = " ".join(reason.text for reason in assess(knowledge, case).urgency.reasons)
    assert "You should be seen today" in reasons
    assert "unlikely by now" not in reasons
