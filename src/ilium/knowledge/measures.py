"""What is worked out from check-ins, and by which limits: the measures of a course."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from ilium.answers.values import Id
from ilium.knowledge.numbers import Evidence, Positive, Share, Shares

Day = Annotated[int, Field(ge=1, le=365)]
CLASSES = ("much_better", "better", "flat", "worse")
"""The classes of a course: how the pain stands against the start."""
Standing = Literal["ahead", "as_expected", "behind", "worse", "unknown", "urgent"]
"""Is it going as it should: against what is expected of the likely causes; *urgent* comes before all else."""
Measure = Literal["day", "change", "change_by_day", "rise"]


class Derived(Evidence):
    """How a question that nobody is asked gets its answer from the check-ins."""

    basis: Literal["study", "guideline", "expert"] = "expert"
    why: str = "Worked out from the check-ins by the limits of the region."
    measure: Measure
    day: Day | None = None

    @model_validator(mode="after")
    def _names_its_day(self) -> Self:
        if (self.measure == "change_by_day") != (self.day is not None):
            raise ValueError("'day' goes with the measure 'change_by_day', and with no other")
        return self


class CoursePolicy(Evidence):
    """Which answers tell how the pain goes, what counts as a change, and how far a course is believed."""

    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    """The days at which courses are described; a check-in counts for the nearest, in proportion."""
    pain: Id
    """The question on the pain itself, asked at every check-in."""
    leg: Id
    """The question on pain further down, apart from it."""
    at_start: Id
    """What stands for the pain at the start where that question was not asked then."""
    lasting: Id
    """The yes/no question whether a rise has lasted for two days."""
    points: Positive
    """How many points make a real change, down or up."""
    share: Share
    """By what share of the start the pain must also have fallen, to count as better."""
    much: Share
    """... and to count as much better."""
    recovered: Annotated[float, Field(ge=0)]
    """So much pain or less is none to speak of."""
    stale: Annotated[tuple[Day, ...], Field(min_length=1)]
    """Days by which a new look is due: once one is over, an older look tells no change any more."""
    temper: Share
    """How far each course is drawn towards the common one: reports waver, and courses are estimates."""
    reach: Annotated[dict[str, tuple[float, float]], Field(min_length=4)]
    """The pain of each class, as a share of the pain at the start: from, to."""
    words: dict[Standing, str]
    """How each standing is told."""
    common: dict[Day, Shares]
    """The course where the cause is none of the listed, or has no course of its own."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if set(self.reach) != set(CLASSES):
            raise ValueError(f"'reach' names each of: {', '.join(CLASSES)}")
        if set(self.words) != set(get_args(Standing)):
            raise ValueError(f"'words' tells each of: {', '.join(get_args(Standing))}")
        if set(self.common) != set(self.days) or not set(self.stale) <= set(self.days):
            raise ValueError("'common' has a row for each of 'days', and 'stale' names some of them")
        return self
