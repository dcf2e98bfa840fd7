"""How much the answer to a question is expected to tell, in bits, before it is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Evidence, Weights

MOST_COMBINATIONS = 32
"""Answer combinations up to which the information is exact; beyond, a lower bound over fewer items."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A question as the engine sees it: independent parts, each with the observations it may give.

    A yes/no question or a choice has one part; a checklist has one part an item.
    """

    question: str
    parts: tuple[tuple[Evidence, ...], ...]
    answer_rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Information:
    """What a question is expected to tell.

    `bits[f]` about family f. `exact` is false for a lower bound.
    """

    bits: Array
    exact: bool


def expect_information(network: Network, weights: Weights, probe: Probe) -> Information:
    """The expected information of a question about every family.

    The mutual information I(answer; family present) = sum over answers and presence of
    P(a, f) log2 [P(a, f) / P(a) P(f)], exact over all answer combinations up to MOST_COMBINATIONS.
    With more, only the parts that tell most by themselves are combined: by the data processing inequality
    (Cover and Thomas, Elements of Information Theory, section 2.8) that is a lower bound.
    """
    families = _families_by_world(network, weights)
    parts = [chances_by_world(network, part) for part in probe.parts if len(part) > 1]
    chosen = _most_telling(families, weights, parts)
    bits = _bits(families, weights, _combine(chosen, len(weights.worlds)))
    return Information(bits, len(chosen) == len(parts))


def chances_by_world(network: Network, part: Sequence[Evidence]) -> Array:
    """P(observation | world): one row for each observation that a part may give."""
    rows = np.ones((len(part), len(network.worlds.chance)))
    for number, evidence in enumerate(part):
        for id_, seen in evidence.items():
            rows[number] *= network.chance_in_worlds(id_, seen)
    return rows


def chance_of(network: Network, weights: Weights, evidence: Evidence) -> float:
    """P(observations) now."""
    return float(chances_by_world(network, [evidence])[0] @ weights.worlds)


@lru_cache(maxsize=8)
def _families_by_world(network: Network, weights: Weights) -> Array:
    """P(family present and world now): one row a family. Remembered, for all questions of one moment."""
    return np.asarray(network.families[:, network.worlds.set_of] * weights.worlds)


def _combine(parts: list[Array], width: int) -> Array:
    """P(answers to all parts | world): one row for each combination of them."""
    rows = np.ones((1, width))
    for part in parts:
        rows = (rows[:, np.newaxis] * part).reshape(-1, width)
    return rows


def _bits(families: Array, weights: Weights, rows: Array) -> Array:
    return mutual_information(families @ rows.T, rows @ weights.worlds)


def mutual_information(families: Array, answers: Array) -> Array:
    """Bits about each family, from P(family, answer) and P(answer)."""
    absent = np.clip(answers - families, 0, None)
    present_rate = families.sum(axis=1, keepdims=True)
    absent_rate = absent.sum(axis=1, keepdims=True)
    bits = _terms(families, present_rate * answers) + _terms(absent, absent_rate * answers)
    return np.asarray(np.clip(bits.sum(axis=1), 0, None))


def _terms(joint: Array, independent: Array) -> Array:
    ratio = np.divide(joint, independent, out=np.ones_like(joint), where=(joint > 0) & (independent > 0))
    return np.asarray(joint * np.log2(ratio))


def _most_telling(families: Array, weights: Weights, parts: list[Array]) -> list[Array]:
    """The parts that can be combined within the limit, those that tell most by themselves first."""
    if math.prod(len(part) for part in parts) <= MOST_COMBINATIONS:
        return parts
    worth = [float(_bits(families, weights, part).sum()) for part in parts]
    chosen: list[int] = []
    size = 1
    for index in sorted(range(len(parts)), key=lambda i: (-worth[i], i)):
        if size * len(parts[index]) <= MOST_COMBINATIONS:
            chosen.append(index)
            size *= len(parts[index])
    return [parts[index] for index in sorted(chosen)] or parts[:1]
