"""P(what was seen of a finding | set) under every draw of the finding's numbers, [sets, draws].

The formulas are those of the network at the means; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

import numpy as np

from ilium.knowledge.drawn_model import DrawnCauses, DrawnFinding, DrawnRelief, DrawnTable, DrawnTrigger
from ilium.knowledge.model import Array, Curve
from ilium.reasoning.halves import Factors, Halves, factorise, least, multiply
from ilium.reasoning.members import Members, Rows
from ilium.reasoning.network import Person

Scratch = tuple[Array, Array, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A factor [draws] times a product over the mechanisms at work."""

    scale: Array
    factors: Factors


@dataclass(frozen=True, slots=True, eq=False)
class DrawnTables:
    """The answers' chances over the worlds; what a finding needs is worked out when it is first seen."""

    members: Members
    halves: Halves
    _terms: dict[str, tuple[float, tuple[Term, ...]]] = field(default_factory=dict, repr=False)

    def among(self, sets: Rows, mechanism_sets: Rows) -> DrawnTables:
        """The same for some of the condition sets and mechanism sets; what is worked out is shared."""
        return DrawnTables(self.members.among(sets), self.halves.among(mechanism_sets), self._terms)

    def in_mechanism_sets(
        self, finding: DrawnCauses | DrawnRelief, seen: tuple[float, ...], scratch: Scratch
    ) -> Array:
        """P(what was seen | mechanism set), in the scratch."""
        yes, no = seen
        if isinstance(finding, DrawnRelief):
            return _mix(_relief(self.halves, finding), yes, no)
        start, terms = self._sum(finding)
        total = multiply(self.halves, terms[0].factors, (yes - no) * terms[0].scale, (scratch[0], scratch[1]))
        for term in terms[1:]:
            total += multiply(self.halves, term.factors, (yes - no) * term.scale, (scratch[1], scratch[2]))
        total += no + (yes - no) * start
        total[0] = no + (yes - no) * finding.unlisted
        return total

    def all_absent(self, findings: Sequence[DrawnCauses], scratch: Scratch) -> Array:
        """P(none of these seen | mechanism set), for findings without inhibitors: one product for all."""
        terms = [self._sum(finding)[1][0] for finding in findings]
        lower, upper, scale, unlisted = (
            np.multiply.reduce(rows)
            for rows in (
                [term.factors.lower for term in terms],
                [term.factors.upper for term in terms],
                [-term.scale for term in terms],
                [1 - finding.unlisted for finding in findings],
            )
        )
        chance = multiply(self.halves, Factors(lower, upper), scale, (scratch[0], scratch[1]))
        chance[0] = unlisted
        return chance

    def _sum(self, finding: DrawnCauses) -> tuple[float, tuple[Term, ...]]:
        known = self._terms.get(finding.point.id)
        if known is None:
            known = self._terms[finding.point.id] = noisy_or_terms(self.halves, finding)
        return known

    def in_condition_sets(self, finding: DrawnFinding, person: Person, seen: tuple[float, ...]) -> Array:
        """P(what was seen | condition set)."""
        match finding:
            case DrawnTable():
                return _share_seen(self.members, finding, seen)
            case DrawnTrigger():
                return _mix(_trigger(self.members, finding, person), *seen)
            case DrawnCauses():
                return _mix(_from_conditions(self.members, finding), *seen)
            case DrawnRelief():
                raise TypeError("a relief finding hangs on mechanisms")


def hangs_on_mechanisms(finding: DrawnFinding) -> TypeGuard[DrawnCauses | DrawnRelief]:
    """Whether a finding depends on mechanism sets; the others depend on condition sets."""
    if isinstance(finding, DrawnCauses):
        return finding.point.layer == "mechanisms"
    return isinstance(finding, DrawnRelief)


def is_plain_no(finding: DrawnFinding, seen: tuple[float, ...]) -> TypeGuard[DrawnCauses]:
    """Whether this is a plain *no* to a finding that mechanisms produce and nothing holds back."""
    return (
        seen == (0.0, 1.0)
        and hangs_on_mechanisms(finding)
        and isinstance(finding, DrawnCauses)
        and not finding.inhibited
    )


def noisy_or_terms(halves: Halves, finding: DrawnCauses) -> tuple[float, tuple[Term, ...]]:
    """P(yes | mechanisms) multiplied out: a number, and products over the mechanisms at work.

    (1 - (1-leak) prod(1-λ)) prod(1-π) = prod(1-π) - (1-leak) prod(1-λ)(1-π); with the inhibitors on the leak
    alone, 1 - (1 - leak prod(1-π)) prod(1-λ) = 1 - prod(1-λ) + leak prod(1-λ)(1-π).
    """
    silent, spared = 1 - finding.strengths, 1 - finding.inhibition
    one = np.ones_like(finding.leak)
    if not finding.inhibited:
        return 1.0, (Term(finding.leak - 1, factorise(halves, silent)),)
    both = factorise(halves, silent * spared)
    if finding.point.inhibits_leak_only:
        return 1.0, (Term(-one, factorise(halves, silent)), Term(finding.leak, both))
    return 0.0, (Term(one, factorise(halves, spared)), Term(finding.leak - 1, both))


def _mix(chance: Array, yes: float, no: float) -> Array:
    chance *= yes - no
    chance += no
    return chance


def _relief(halves: Halves, finding: DrawnRelief) -> Array:
    smallest = least(halves, np.where(np.isnan(finding.reliefs), np.inf, finding.reliefs))
    chance = np.where(np.isinf(smallest), finding.otherwise, smallest)
    chance[0] = finding.unlisted
    return chance


def _from_conditions(members: Members, finding: DrawnCauses) -> Array:
    """A noisy-OR over conditions; there are no inhibitors in this layer."""
    chance = 1 - (1 - finding.leak) * members.product(1 - finding.strengths)
    chance[0] = finding.unlisted
    return np.asarray(chance)


def _trigger(members: Members, finding: DrawnTrigger, person: Person) -> Array:
    curves = {"female": ("female",), "male": ("male",)}.get(person.sex, ("female", "male"))
    heights = [_height(getattr(finding.point, sex), getattr(finding, sex), person.age) for sex in curves]
    odds = members.product(np.exp(finding.log_odds_ratios))
    odds *= np.exp(sum(heights) / len(heights))
    odds /= 1 + odds
    return odds


def _height(curve: Curve, heights: Array, age: float | None) -> Array:
    """The curve's height under every draw, which is linear in the heights; without an age their mean."""
    if age is None:
        return np.asarray(heights.mean(axis=0))
    shares = np.array([np.interp(age, curve.ages, unit) for unit in np.eye(len(curve.ages))])
    return np.asarray(shares @ heights)


def _share_seen(members: Members, finding: DrawnTable, seen: tuple[float, ...]) -> Array:
    chance = members.mean(_weigh_values(finding.shares, seen))
    chance[0] = _weigh_values(finding.unlisted, seen)
    return chance


def _weigh_values(shares: Array, seen: tuple[float, ...]) -> Array:
    """The shares [..., values, draws] mixed by what was seen."""
    return np.asarray(sum(weight * shares[..., v, :] for v, weight in enumerate(seen) if weight))
