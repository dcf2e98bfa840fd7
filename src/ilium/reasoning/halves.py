"""Products over the mechanisms of every mechanism set, under many draws at once.

Each mechanism set is cut into two halves, of which there are few: a product over the set is a product of two
numbers that are looked up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.model import Array

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """`lower[a, j]` and `upper[b, j]`: the halves there are; set u is halves `low[u]` and `up[u]`."""

    lower: Array
    upper: Array
    low: Rows
    up: Rows

    def among(self, mechanism_sets: Rows) -> Halves:
        """The same halves for some of the mechanism sets."""
        return Halves(self.lower, self.upper, self.low[mechanism_sets], self.up[mechanism_sets])


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """A product over mechanisms, by half: [halves, draws] each."""

    lower: Array
    upper: Array


def halve(mechanism_sets: Array) -> Halves:
    """Cut every mechanism set in the middle of the list of mechanisms."""
    first = np.arange(mechanism_sets.shape[1]) < mechanism_sets.shape[1] // 2
    lower, low = np.unique(mechanism_sets * first, axis=0, return_inverse=True)
    upper, up = np.unique(mechanism_sets * ~first, axis=0, return_inverse=True)
    return Halves(lower, upper, low.ravel().astype(np.intp), up.ravel().astype(np.intp))


def factorise(halves: Halves, numbers: Array) -> Factors:
    """Prod of the numbers [mechanisms, draws] of the mechanisms at work, for every half."""
    with np.errstate(divide="ignore"):
        logs = np.maximum(np.log(numbers), -1e4)
    return Factors(np.exp(halves.lower @ logs), np.exp(halves.upper @ logs))


def multiply(halves: Halves, factors: Factors, scale: Array, scratch: tuple[Array, Array]) -> Array:
    """Scale [draws] times the product over every mechanism set, [mechanism sets, draws], in the scratch."""
    out, other = scratch
    np.take(factors.lower * scale, halves.low, axis=0, out=out, mode="clip")
    np.take(factors.upper, halves.up, axis=0, out=other, mode="clip")
    out *= other
    return out


def least(halves: Halves, numbers: Array) -> Array:
    """The smallest of the numbers [mechanisms, draws] at work in every set; infinite where none is."""
    lower, upper = (
        np.where(half[:, :, np.newaxis] > 0, numbers, np.inf).min(axis=1)
        for half in (halves.lower, halves.upper)
    )
    return np.asarray(np.minimum(lower[halves.low], upper[halves.up]))
