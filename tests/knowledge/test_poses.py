"""Poses: the kinematics against a puppet bent the other way round, and what a pose claims to rest on."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge.puppet import arm_of, leg_of

from ilium.knowledge.actions import DRAWN_KINDS
from ilium.knowledge.contacts import SINK, fits, gap, sunk
from ilium.knowledge.kinematics import stand
from ilium.knowledge.poses import FLOOR, SIDES, Frame, LimbAngle, Pose, Side, TrunkAngle
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
FIGURE = KNOWLEDGE.figures["grown_up"]
FRAMES = [(pose, n) for pose in KNOWLEDGE.poses.values() for n in range(2)]
NAMES = [f"{pose.id}-{n + 1}" for pose, n in FRAMES]
ANGLES = st.floats(-180, 180)


@st.composite
def postures(draw: st.DrawFn) -> Frame:
    limb = st.dictionaries(st.sampled_from(get_args(LimbAngle)), ANGLES)
    trunk = st.dictionaries(st.sampled_from(get_args(TrunkAngle)), ANGLES)
    return Frame(
        caption="any",
        pelvis=draw(st.tuples(*[st.floats(-2, 2)] * 3)),
        facing=draw(ANGLES),
        lean=draw(ANGLES),
        roll=draw(ANGLES),
        trunk=draw(trunk),
        left=draw(limb),
        right=draw(limb),
        touches={},
    )


@given(frame=postures(), side=st.sampled_from(SIDES))
def test_legs_and_arms_are_where_a_puppet_bent_from_its_ends_has_them(frame: Frame, side: Side) -> None:
    body = stand(FIGURE, frame)
    leg, arm = leg_of(FIGURE, frame, side), arm_of(FIGURE, frame, side)
    found = {"hip": "thigh", "knee": "shank", "ankle": "foot", "shoulder": "upper_arm", "elbow": "forearm"}
    for joint, segment in {**found, "wrist": "hand"}.items():
        assert np.allclose(body.segments[f"{segment}_{side}"].at, {**leg, **arm}[joint], atol=1e-9)
    assert np.allclose(body.segments[f"foot_{side}"].place(0.1, 0, 0), leg["toes"], atol=1e-9)
    assert np.allclose(body.segments[f"hand_{side}"].place(0, 0, -0.1), arm["fingers"], atol=1e-9)


@given(frame=postures())
def test_no_bone_changes_its_length(frame: Frame) -> None:
    at, long = stand(FIGURE, frame).segments, FIGURE.lengths.metres
    for side in SIDES:
        for one, other, bone in (("thigh", "shank", "thigh"), ("shank", "foot", "shank")):
            away = np.linalg.norm(np.subtract(at[f"{one}_{side}"].at, at[f"{other}_{side}"].at))
            assert away == pytest.approx(long[bone])  # type: ignore[index]


def test_a_figure_that_stands_straight_stands_on_the_floor() -> None:
    high = sum(FIGURE.lengths.metres[one] for one in ("thigh", "shank", "heel"))
    body = stand(FIGURE, Frame(caption="", pelvis=(0, 0, high), touches={}))
    for side in SIDES:
        assert gap(body, f"foot_{side}", FLOOR, ()) == pytest.approx(0, abs=1e-9)
    head = body.parts["head"][0]
    assert 1.6 < head.at[2] + head.radius < 1.8


@pytest.mark.parametrize(("pose", "n"), FRAMES, ids=NAMES)
def test_what_should_touch_touches_and_nothing_hard_is_inside_the_body(pose: Pose, n: int) -> None:
    body, props = stand(FIGURE, pose.frames[n]), pose.props_in(n)
    assert pose.frames[n].touches
    for part, target in pose.frames[n].touches.items():
        assert fits(gap(body, part, target, props), target)
    assert not [*sunk(body, props)]


@pytest.mark.parametrize(("pose", "n"), FRAMES, ids=NAMES)
def test_a_foot_on_the_floor_is_flat_on_it_and_nothing_is_below(pose: Pose, n: int) -> None:
    """Told from the lowest point of each ball alone."""
    body = stand(FIGURE, pose.frames[n])
    low = {part: [ball.at[2] - ball.radius for ball in balls] for part, balls in body.parts.items()}
    for side in SIDES:
        if pose.frames[n].touches.get(f"foot_{side}") == FLOOR:
            assert max(low[f"heel_{side}"] + low[f"toes_{side}"]) <= 0.02
    assert min(min(lows) for lows in low.values()) >= -SINK


@pytest.mark.parametrize(("pose", "n"), FRAMES, ids=NAMES)
def test_no_joint_goes_further_than_people_do(pose: Pose, n: int) -> None:
    frame = pose.frames[n]
    for side in SIDES:
        for joint, angle in frame.limb(side).items():
            low, high = FIGURE.motion.limbs[joint]
            assert low <= angle <= high
    for part, angle in frame.trunk.items():
        low, high = FIGURE.motion.trunk[part]
        assert low <= angle <= high


@pytest.mark.parametrize(("pose", "n"), FRAMES, ids=NAMES)
def test_a_body_that_floats_or_sinks_is_noticed(pose: Pose, n: int) -> None:
    frame, props = pose.frames[n], pose.props_in(n)
    x, y, z = frame.pelvis
    for moved in (0.25, -0.25):
        body = stand(FIGURE, frame.model_copy(update={"pelvis": (x, y, z + moved)}))
        wrong = [part for part, on in frame.touches.items() if not fits(gap(body, part, on, props), on)]
        assert wrong or [*sunk(body, props)]


def test_every_exercise_is_drawn_once_and_told_in_three_lines() -> None:
    shown = [action for pose in KNOWLEDGE.poses.values() for action in pose.shows]
    assert len(shown) == len(set(shown))
    wanted = {id_ for id_, one in KNOWLEDGE.actions.items() if one.kind in DRAWN_KINDS and not one.undrawn}
    assert wanted == set(shown)
    assert {len(KNOWLEDGE.actions[action].how) for action in shown} == {3}
