"""The ranges that go with the probabilities of a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.observation import observe
from ilium.reasoning.engine import person_of, spread_of
from ilium.reasoning.ranges import bound, infer_draws
from ilium.verdict import Verdict

PLACES = 12
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intervals:
    """The 90 % range from uncertain numbers of every condition, of every family, and of no listed cause."""

    conditions: Mapping[str, Interval]
    families: Mapping[str, Interval]
    unlisted: Interval


def find_intervals(knowledge: Knowledge, case: Case, verdict: Verdict) -> Intervals:
    """The ranges of a verdict: each holds its probability."""
    network, point = verdict.network, verdict.posterior
    drawn = infer_draws(spread_of(knowledge), network, person_of(case), observe(knowledge, case))
    unlisted = bound(drawn.unlisted[np.newaxis], np.array([point.unlisted]))
    return Intervals(
        dict(zip(network.model.conditions, _pairs(bound(drawn.conditions, point.conditions)), strict=True)),
        dict(zip(network.model.families, _pairs(bound(drawn.families, point.families)), strict=True)),
        _pairs(unlisted)[0],
    )


def _pairs(rows: Array) -> list[Interval]:
    return [(round(float(low), PLACES), round(float(high), PLACES)) for low, high in rows]
