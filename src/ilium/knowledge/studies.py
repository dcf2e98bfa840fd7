"""The form of a study file: published figures, and the people they were measured in."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ilium.answers.values import Id
from ilium.knowledge.numbers import Entry, Positive, as_list
from ilium.knowledge.schema import Concept

Measure = Literal[
    "frequency", "sensitivity", "specificity", "lr_positive", "lr_negative", "odds_ratio", "auc"
]
SHARE_MEASURES = ("frequency", "sensitivity", "specificity")
"""Measures that are shares of people of one group."""


def as_sign(value: object) -> object:
    """The id of a finding alone stands for: it is present."""
    return {"finding": value} if isinstance(value, str) else value


class Sign(Entry):
    """One finding seen: present, or with one of the given values where it is graded."""

    finding: Id
    values: tuple[Id, ...] = ()


Item = Annotated[
    tuple[Annotated[Sign, BeforeValidator(as_sign)], ...], BeforeValidator(as_list), Field(min_length=1)
]
"""Signs of which one is enough."""


class People(Entry):
    """A group of a study: its causes with their shares, each person having one, and how they were chosen."""

    conditions: Annotated[dict[Id, Positive], Field(min_length=1)]
    having: tuple[Item, ...] = ()
    """What everybody in the group had, because people without it were not let in."""
    age: float | None = None
    sex: Literal["female", "male", "unknown"] = "unknown"
    why: str
    """How the shares were read from the publication."""


class Figure(Entry):
    """A published figure: how often a sign or a cluster was seen, or how well it tells groups apart."""

    signs: Annotated[tuple[Item, ...], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1)] = 1
    """How many of the signs make the cluster positive; for an AUC all their combinations are ranked."""
    measure: Measure
    among: Id
    against: Id | None = None
    value: Annotated[float, Field(ge=0)] | None = None
    counts: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(gt=0)]] | None = None
    n: Annotated[int, Field(gt=0)] | None = None
    ci: tuple[Annotated[float, Field(ge=0)], Annotated[float, Field(gt=0)]] | None = None
    place: str
    says: str
    excuse: str = ""
    """Why the network may give another figure; never for a finding of the safety questions."""

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        if (self.value is None) == (self.counts is None):
            raise ValueError("give 'value' or 'counts: [how many, of how many]', one of them")
        if self.counts is None and self.ci is None and (self.n is None or not self._has_known_spread()):
            raise ValueError("a 'value' needs 'ci: [low, high]', or 'n' for a share of people or an AUC")
        if self.counts is not None and self.measure not in SHARE_MEASURES:
            raise ValueError(f"'counts' do not give '{self.measure}': write 'value' and 'ci'")
        if (self.against is None) != (self.measure in SHARE_MEASURES):
            raise ValueError(
                "'against' names the other group of a ratio or an AUC, and goes with those alone"
            )
        if self.at_least > len(self.signs):
            raise ValueError("'at_least' asks for more signs than there are")
        return self

    def _has_known_spread(self) -> bool:
        return self.measure in (*SHARE_MEASURES, "auc")

    @property
    def published(self) -> float:
        """The figure as a number."""
        if self.counts is not None:
            return self.counts[0] / self.counts[1]
        assert self.value is not None
        return self.value


class Study(Concept):
    """A publication's figures and the people they were measured in; the network is held against them."""

    source: Id
    setting: str
    people: Annotated[dict[Id, People], Field(min_length=1)]
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _knows_its_people(self) -> Self:
        for figure in self.figures:
            for group in (figure.among, figure.against):
                if group is not None and group not in self.people:
                    raise ValueError(f"there is no group '{group}' among the people of this study")
        return self
