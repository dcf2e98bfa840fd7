"""A model whose numbers were drawn many times: arrays like those of the model, the draws on the last axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ilium.knowledge.model import (
    Array,
    CausedFinding,
    Curve,
    Model,
    ReliefFinding,
    TableFinding,
    TriggerFinding,
)


@dataclass(frozen=True, slots=True)
class DrawnCauses:
    """Draws for a CausedFinding: strengths and inhibition are [parents, draws], the rest [draws]."""

    point: CausedFinding
    strengths: Array
    leak: Array
    inhibition: Array
    unlisted: Array

    @property
    def inhibited(self) -> bool:
        """Whether anything holds the finding back."""
        return bool(self.point.inhibition.any())

    def at(self, draw: int) -> CausedFinding:
        """The finding with the numbers of one draw."""
        return replace(
            self.point,
            strengths=self.strengths[:, draw],
            leak=float(self.leak[draw]),
            inhibition=self.inhibition[:, draw],
            unlisted=float(self.unlisted[draw]),
        )


@dataclass(frozen=True, slots=True)
class DrawnRelief:
    """Draws for a ReliefFinding: reliefs are [mechanisms, draws], not-a-number without a say."""

    point: ReliefFinding
    reliefs: Array
    otherwise: Array
    unlisted: Array

    def at(self, draw: int) -> ReliefFinding:
        """The finding with the numbers of one draw."""
        return replace(
            self.point,
            reliefs=self.reliefs[:, draw],
            otherwise=float(self.otherwise[draw]),
            unlisted=float(self.unlisted[draw]),
        )


@dataclass(frozen=True, slots=True)
class DrawnTrigger:
    """Draws for a TriggerFinding: log odds are [ages, draws], log odds ratios [conditions, draws]."""

    point: TriggerFinding
    female: Array
    male: Array
    log_odds_ratios: Array

    def at(self, draw: int) -> TriggerFinding:
        """The finding with the numbers of one draw."""
        return replace(
            self.point,
            female=Curve(self.point.female.ages, self.female[:, draw]),
            male=Curve(self.point.male.ages, self.male[:, draw]),
            log_odds_ratios=self.log_odds_ratios[:, draw],
        )


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Draws for a TableFinding: shares are [conditions, values, draws], unlisted is [values, draws]."""

    point: TableFinding
    shares: Array
    unlisted: Array

    def at(self, draw: int) -> TableFinding:
        """The finding with the numbers of one draw."""
        return replace(self.point, shares=self.shares[:, :, draw], unlisted=self.unlisted[:, draw])


DrawnFinding = DrawnCauses | DrawnRelief | DrawnTrigger | DrawnTable


@dataclass(frozen=True, slots=True, eq=False)
class DrawnModel:
    """The model at the means, and draws of its numbers; activation is [conditions, mechanisms, draws]."""

    point: Model
    activation: Array
    findings: Mapping[str, DrawnFinding]

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return int(self.activation.shape[-1])

    def at(self, draw: int) -> Model:
        """The whole model with the numbers of one draw."""
        findings = tuple(self.findings[finding.id].at(draw) for finding in self.point.findings)
        return replace(self.point, activation=self.activation[:, :, draw], findings=findings)
