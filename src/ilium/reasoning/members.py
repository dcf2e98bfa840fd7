"""Sums and products over the conditions of every condition set, under many draws at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.knowledge.model import Array

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """`places[i][s]` is the i-th condition of set s; one beyond the last condition where there is none."""

    places: tuple[Rows, ...]
    sizes: Array

    def among(self, sets: Rows) -> Members:
        """The members of some of the sets."""
        return Members(tuple(place[sets] for place in self.places), self.sizes[sets])

    def product(self, numbers: Array) -> Array:
        """The product of the numbers [conditions, draws] over the members of every set, [sets, draws]."""
        padded = np.concatenate([numbers, np.ones((1, numbers.shape[1]))])
        out = np.take(padded, self.places[0], axis=0, mode="clip")
        for place in self.places[1:]:
            out *= np.take(padded, place, axis=0, mode="clip")
        return out

    def mean(self, numbers: Array) -> Array:
        """The mean of the numbers [conditions, draws] over the members of every set; zero for none."""
        padded = np.concatenate([numbers, np.zeros((1, numbers.shape[1]))])
        out = np.take(padded, self.places[0], axis=0, mode="clip")
        for place in self.places[1:]:
            out += np.take(padded, place, axis=0, mode="clip")
        out /= self.sizes
        return out


def list_members(members: Array) -> Members:
    """The members of every set, from `members[s, k]`: condition k belongs to set s."""
    most, beyond = int(members.sum(axis=1).max()), members.shape[1]
    places = np.full((most, len(members)), beyond, dtype=np.intp)
    for number, row in enumerate(members):
        held = np.flatnonzero(row)
        places[: len(held), number] = held
    return Members(tuple(places), np.maximum(members.sum(axis=1, keepdims=True), 1))


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Which rows are added up for each total: rows `rows[first[i]:first[i + 1]]` for total i."""

    rows: Rows
    first: Rows

    def add(self, numbers: Array) -> Array:
        """The sums of the numbers [rows, draws], [totals, draws]."""
        return np.asarray(
            np.add.reduceat(np.take(numbers, self.rows, axis=0, mode="clip"), self.first, axis=0)
        )


def list_totals(holding: Array) -> Totals:
    """From `holding[i, s]`: set s counts in total i. Each total holds a set at least."""
    number, rows = np.nonzero(holding)
    return Totals(rows.astype(np.intp), np.searchsorted(number, np.arange(len(holding))).astype(np.intp))
