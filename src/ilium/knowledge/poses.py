"""The form of the files under figures/ and poses/: a jointed figure, and how it stands, sits and lies."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import Field, model_validator

from ilium.answers.values import Id
from ilium.knowledge.numbers import Entry, Evidence, Positive
from ilium.knowledge.schema import Concept

Spot = tuple[float, float, float]
"""Metres: x to the front of a figure that stands, y to its left, z up from the floor."""
Turn = Annotated[float, Field(ge=-180, le=180)]
"""Degrees."""
TrunkAngle = Literal[
    "lumbar_bend",
    "lumbar_side",
    "lumbar_turn",
    "chest_bend",
    "chest_side",
    "chest_turn",
    "neck_bend",
    "neck_side",
    "neck_turn",
]
"""Bends go forward, sides and turns to the left."""
LimbAngle = Literal[
    "hip_bend",
    "hip_out",
    "hip_turn_out",
    "knee_bend",
    "ankle_up",
    "shoulder_forward",
    "shoulder_out",
    "shoulder_turn_out",
    "elbow_bend",
    "wrist_bend",
]
Side = Literal["left", "right"]
SIDES: tuple[Side, ...] = ("left", "right")
Length = Literal[
    "hip_apart",
    "pelvis",
    "lumbar",
    "chest",
    "shoulder_apart",
    "neck",
    "head",
    "upper_arm",
    "forearm",
    "hand",
    "thigh",
    "shank",
    "heel",
    "foot",
]
"""`pelvis` runs from the hips to the lumbar joint, `heel` from the ankle to the floor, `foot` to the toes."""
PropKind = Literal["chair", "bed", "step", "worktop", "pillow", "cushion", "mat", "belt", "bike", "rail"]
SOFT: tuple[PropKind, ...] = ("pillow", "cushion", "mat")
"""What a body sinks into."""
FLOOR = "floor"
LINES = 3
"""In how many lines an action with a picture is told."""
Layer = Literal["arm_left", "arm_right", "leg_left", "leg_right", "trunk", "head", "hips"]
"""What a figure is drawn in, piece by piece."""
Radius = Literal[
    "pelvis",
    "buttock",
    "waist",
    "chest",
    "shoulder",
    "neck",
    "head",
    "jaw",
    "hip",
    "knee",
    "calf",
    "ankle",
    "heel",
    "ball",
    "toe",
    "upper_arm",
    "elbow",
    "forearm",
    "wrist",
    "palm",
    "finger",
]
"""The round places of the body."""


Whole = TypeVar("Whole", bound=Entry)


def _demand_all(entry: Whole, given: Collection[str], names: object) -> Whole:
    missing = [name for name in get_args(names) if name not in given]
    if missing:
        raise ValueError(f"'{missing[0]}' is missing")
    return entry


class Lengths(Evidence):
    """How long the segments are, in metres."""

    metres: dict[Length, Positive]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        return _demand_all(self, self.metres, Length)


class Motion(Evidence):
    """How far the joints of a grown-up go, in degrees: the least and the most."""

    trunk: dict[TrunkAngle, tuple[Turn, Turn]]
    limbs: dict[LimbAngle, tuple[Turn, Turn]]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _demand_all(self, self.trunk, TrunkAngle)
        return _demand_all(self, self.limbs, LimbAngle)


class Figure(Concept):
    """A jointed figure: its measures, its roundness, and how far its joints go."""

    name: str
    lengths: Lengths
    radii: dict[Radius, Positive]
    """How thick it is drawn, in metres."""
    motion: Motion

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        return _demand_all(self, self.radii, Radius)


class Sight(Entry):
    """From where a frame is seen. `turn` walks round the figure, `tilt` looks down on it."""

    from_: Annotated[Literal["side", "front", "top"], Field(alias="from")]
    turn: Turn = 0
    tilt: Turn = 0


class Prop(Entry):
    """A thing in the picture: the middle of its underside, and its length (x), width (y) and height (z)."""

    kind: PropKind
    at: Spot = (0, 0, 0)
    size: Spot = (0, 0, 0)
    over: bool = False
    """It is drawn over the figure."""
    only: Literal[1, 2] | None = None
    """The one frame that it is in; without a number it is in both."""
    flip: bool = False
    """What is at its left stands at its right: the pedals of a bike."""


class Arrow(Entry):
    """Where something moves: the path of a part from one frame to the other, or from a spot to a spot."""

    follow: Id | None = None
    start: Spot | None = None
    end: Spot | None = None
    shift: Spot = (0, 0, 0)
    """Moves the arrow aside from what it follows."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.start is None) != (self.end is None) or (self.follow is None) == (self.start is None):
            raise ValueError("give 'follow', or 'start' and 'end'")
        return self


class Frame(Entry):
    """One frame: where the pelvis is, how it lies, and the angle of each joint that is not straight.

    Turned by `facing` about the upright, then `lean` forward, and rolled about the body's own long axis.
    """

    caption: str
    pelvis: Spot
    facing: Turn = 0
    lean: Turn = 0
    roll: Turn = 0
    trunk: dict[TrunkAngle, Turn] = Field(default_factory=dict)
    both: dict[LimbAngle, Turn] = Field(default_factory=dict)
    left: dict[LimbAngle, Turn] = Field(default_factory=dict)
    right: dict[LimbAngle, Turn] = Field(default_factory=dict)
    touches: dict[Id, Id]
    """Which part rests on what: the floor, a kind of prop, or another part."""
    in_front: tuple[Layer, ...] = ()
    """Limbs that are drawn over everything, where the order by depth is wrong."""
    behind: tuple[Layer, ...] = ()
    arrows: tuple[Arrow, ...] = ()

    def limb(self, side: Side) -> dict[LimbAngle, float]:
        """The angles of one side."""
        return {**self.both, **(self.left if side == "left" else self.right)}


class Pose(Concept):
    """The picture of exercises: two frames of one figure. The words under it are those of the action."""

    name: str
    about: str
    """What is to be seen, for who cannot see it."""
    shows: Annotated[tuple[Id, ...], Field(min_length=1)]
    figure: Id
    sight: Sight
    props: tuple[Prop, ...] = ()
    frames: tuple[Frame, Frame]

    def props_in(self, frame: int) -> tuple[Prop, ...]:
        """The things in the first frame (0) or the second (1)."""
        return tuple(prop for prop in self.props if prop.only in (None, frame + 1))
