"""The form of the files under pictures/: layered drawings of the places or the structures."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ilium.answers.values import Id
from ilium.knowledge.numbers import Entry, Positive
from ilium.knowledge.schema import Concept

Side = Literal["left", "right", "midline"]
Tone = Literal[
    "skin",
    "shade",
    "crease",
    "fat",
    "bone",
    "edge",
    "hole",
    "disc",
    "cartilage",
    "canal",
    "muscle",
    "deep_muscle",
    "fibre",
    "tendon",
    "ligament",
    "nerve",
    "artery",
    "place",
]
PathText = Annotated[str, Field(pattern=r"^M[MLHVCSQTAZ0-9 ,.\-\n]*$")]
"""The path of a shape, in absolute SVG commands; x runs from the midline."""
Point = tuple[float, float]
Box = tuple[float, float, Positive, Positive]
"""x, y, width, height."""

OTHER_SIDE: dict[Side, Side] = {"left": "right", "right": "left", "midline": "midline"}


class Shape(Entry):
    """One path: an area, or a line of a width. A twin is drawn again, mirrored at the midline."""

    d: PathText
    tone: Tone
    structure: Id | None = None
    place: Id | None = None
    side: Side | None = None
    twin: bool = False
    line: Positive | None = None
    behind: bool = False
    """It lies behind what is drawn, and is seen through it."""

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if (self.place is None) != (self.side is None):
            raise ValueError("'place' and 'side' go together")
        if self.place is not None and self.structure is not None:
            raise ValueError("give 'place' or 'structure', not both")
        if self.twin and self.side == "midline":
            raise ValueError("what lies in the midline has no twin")
        return self

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of the place that it draws; none for a shape that is no place."""
        if self.side is None:
            return ()
        return (self.side, OTHER_SIDE[self.side]) if self.twin else (self.side,)


class Caption(Entry):
    """A few words in a picture, centred on a point."""

    text: str
    at: Point


class View(Entry):
    """One drawing of a picture: its own box of coordinates, and where it goes on the sheet."""

    id: Id
    title: str
    box: Box
    on_sheet: Box
    shapes: Annotated[tuple[Shape, ...], Field(min_length=1)]
    captions: tuple[Caption, ...] = ()


class Label(Entry):
    """The number of a structure: where it stands, and the point that its line leads to."""

    structure: Id
    at: Point
    to: Point


class LeftOut(Entry):
    """A structure that the picture does not draw, and why."""

    structure: Id
    why: str


class Picture(Concept):
    """A drawing of our own: the map of a question's places, or the structures of the region."""

    name: str
    about: str
    question: Id | None = None
    """The question whose places it shows; a picture without one shows structures."""
    sheet: tuple[Positive, Positive]
    views: Annotated[tuple[View, ...], Field(min_length=1)]
    labels: tuple[Label, ...] = ()
    """Numbered in this order; in the coordinates of the first view."""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def structures(self) -> frozenset[str]:
        """The structures that are drawn."""
        return frozenset(shape.structure for view in self.views for shape in view.shapes if shape.structure)
