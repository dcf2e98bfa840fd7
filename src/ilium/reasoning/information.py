"""How much the answer to a question is expected to tell, in bits, before it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import BY_MECHANISMS, Network
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
    parts = [part for part in probe.parts if len(part) > 1]
    chosen = _most_telling(network, weights, parts)
    combinations = tuple(_merge(choice) for choice in product(*chosen))
    joint = joint_chances(network, weights, combinations)
    answers = joint.sum(axis=0)
    families = network.families @ joint
    bits = mutual_information(families, answers)
    return Information(bits, len(chosen) == len(parts))


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


def joint_chances(network: Network, weights: Weights, combinations: Sequence[Evidence]) -> Array:
    """P(condition set, combination of observations): one row a set, one column a combination.

    Combinations that agree on what hangs on mechanisms share one sum over the mechanism sets.
    """
    sums: dict[tuple[tuple[str, tuple[float, ...]], ...], Array] = {}
    columns = []
    for combination in combinations:
        lower, upper = _split(network, combination)
        key = tuple(sorted(lower.items()))
        if key not in sums:
            sums[key] = _sum_mechanisms(network, weights, lower)
        column = sums[key]
        for id_, seen in upper.items():
            column = column * network.tables[id_].seeing(seen)
        columns.append(column)
    return np.stack(columns, axis=1)


def _split(network: Network, evidence: Evidence) -> tuple[Evidence, Evidence]:
    lower = {id_: seen for id_, seen in evidence.items() if network.tables[id_].layer == BY_MECHANISMS}
    return lower, {id_: seen for id_, seen in evidence.items() if id_ not in lower}


def _sum_mechanisms(network: Network, weights: Weights, evidence: Evidence) -> Array:
    if not evidence:
        return weights.sets
    chance = np.multiply.reduce([network.tables[id_].seeing(seen) for id_, seen in evidence.items()])
    return np.add.reduceat(weights.worlds * chance[network.worlds.mechanisms_of], network.worlds.first)


def _merge(choice: Sequence[Evidence]) -> Mapping[str, tuple[float, ...]]:
    return {id_: seen for evidence in choice for id_, seen in evidence.items()}


def _most_telling(
    network: Network, weights: Weights, parts: list[tuple[Evidence, ...]]
) -> list[tuple[Evidence, ...]]:
    """The parts that can be combined within the limit, those that tell most by themselves first."""
    if np.prod([len(part) for part in parts]) <= MOST_COMBINATIONS:
        return parts
    worth = [_bits_alone(network, weights, part) for part in parts]
    chosen: list[int] = []
    size = 1
    for index in sorted(range(len(parts)), key=lambda i: (-worth[i], i)):
        if size * len(parts[index]) <= MOST_COMBINATIONS:
            chosen.append(index)
            size *= len(parts[index])
    return [parts[index] for index in sorted(chosen)] or parts[:1]


def _bits_alone(network: Network, weights: Weights, part: tuple[Evidence, ...]) -> float:
    joint = joint_chances(network, weights, part)
    return float(mutual_information(network.families @ joint, joint.sum(axis=0)).sum())
