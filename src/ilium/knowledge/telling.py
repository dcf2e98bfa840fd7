"""The form of what the knowledge says about changes: how an answer is told, and when a change is told."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ilium.knowledge.numbers import Entry, Positive, Share


class Tell(Entry):
    """How an answer is told as a clause that follows "if": "the pain lasts for {choice} days"."""

    yes: str = ""
    no: str = ""
    choice: str = ""
    """For a choice, a number or an option of a list; `{choice}` stands for its text."""
    no_choice: str = ""
    """For an option of a list that no longer fits."""


class ChangeWords(Entry):
    """How a change is told. `{answers}` stands for its clauses."""

    rise: str
    """The urgency rises to `{level}`."""
    family: str
    """`{family}` becomes the first family."""
    link: str
    """Stands between two clauses."""
    answer: str
    """A clause for an answer that the question does not tell itself: `{answer}` to `{question}`."""
    no_longer: str
    """A clause for an option of a list that no longer fits."""
    yes: str
    no: str
    new: str
    same: str


class ChangePolicy(Entry):
    """Which changes are told, and how."""

    rises: Annotated[int, Field(ge=1)] = 3
    families: Annotated[int, Field(ge=1)] = 3
    together: Annotated[int, Field(ge=2)] = 12
    """How many answers, the most telling ones, are tried two by two for another first family."""
    untold: Share
    """The chance of an answer about which the network says nothing; choices divide evenly."""
    why: str
    words: ChangeWords


class SeparationWords(Entry):
    """How a pair is told that has no file under separations/. `{a}` and `{b}` stand for its names."""

    text: str
    test: str
    """The examination test that is expected to tell most; `{test}` stands for it."""
    nothing: str
    """What is left where no such test exists."""


class SeparationPolicy(Entry):
    """When two families count as not separable by the questions that are left."""

    plausible: Share
    """Both are at least so probable."""
    alike: Annotated[float, Field(gt=1)]
    """Neither is more than so many times as probable as the other."""
    unmoved: Positive
    """All questions left together move the log odds between them by less than this, on average."""
    why: str
    words: SeparationWords
