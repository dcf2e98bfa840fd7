"""The knowledge as plain arrays: what the reasoning works on. No text and no medicine beyond ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Curve:
    """A quantity by age, read by linear interpolation, flat beyond its ends."""

    ages: Array
    heights: Array

    def at(self, age: float) -> float:
        """The height at an age."""
        return float(np.interp(age, self.ages, self.heights))

    @property
    def middle(self) -> float:
        """The height when the age is not known: the plain mean over the stated ages."""
        return float(self.heights.mean())


@dataclass(frozen=True, slots=True)
class CausedFinding:
    """Leaky noisy-OR over mechanisms ('mechanisms') or conditions ('conditions'), with inhibitors."""

    id: str
    layer: str
    strengths: Array
    leak: float
    inhibition: Array
    inhibits_leak_only: bool
    unlisted: float
    values: tuple[str, ...] = YES_NO


@dataclass(frozen=True, slots=True)
class ReliefFinding:
    """Eased by something: the least relieved mechanism at work decides; not-a-number marks no say."""

    id: str
    reliefs: Array
    otherwise: float
    unlisted: float
    values: tuple[str, ...] = YES_NO


@dataclass(frozen=True, slots=True)
class TriggerFinding:
    """A history item: log odds by age and sex, and a log odds ratio per condition."""

    id: str
    female: Curve
    male: Curve
    log_odds_ratios: Array
    values: tuple[str, ...] = YES_NO


@dataclass(frozen=True, slots=True)
class TableFinding:
    """A graded finding: shares of its values per condition (rows), and without a listed condition."""

    id: str
    values: tuple[str, ...]
    shares: Array
    unlisted: Array


FindingModel = CausedFinding | ReliefFinding | TriggerFinding | TableFinding


@dataclass(frozen=True, slots=True)
class SettingModel:
    """Relative prevalences of the conditions in one setting, and what is left beside single ones."""

    prevalence: Array
    unlisted: float
    pair: float


@dataclass(frozen=True, slots=True)
class Model:
    """The causal network of a region.

    `activation[k, j]` is the chance that condition k sets off mechanism j (1 where it defines it).
    `family_of[k]` indexes `families`. `age_rates` and `sex_rates` hold logarithms of relative rates.
    """

    conditions: tuple[str, ...]
    families: tuple[str, ...]
    family_of: NDArray[np.int64]
    serious: NDArray[np.bool_]
    mechanisms: tuple[str, ...]
    activation: Array
    settings: Mapping[str, SettingModel]
    age_rates: tuple[Curve | None, ...]
    sex_rates: Array
    findings: tuple[FindingModel, ...]
    conditions_per_world: int
    most_mechanism_sets: int
