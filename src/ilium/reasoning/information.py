"""How much the answer to a question is expected to tell, in bits, before it is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Evidence, Weights

MOST_COMBINATIONS = 32
"""Answer combinations up to which the information is exact; beyond, a lower bound over fewer items."""

PLACES = 3
"""What parts tell is ranked by thousandths of a bit; of equals the first one counts."""

TINY = 1e-300
"""Stands in for a chance of zero where one divides or takes a logarithm; it counts nothing in the end."""


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


def expect_information(network: Network, weights: Weights, probes: Sequence[Probe]) -> list[Information]:
    """The expected information of each question about every family.

    The mutual information I(answer; family present) = sum over answers and presence of
    P(a, f) log2 [P(a, f) / P(a) P(f)], exact over all answer combinations up to MOST_COMBINATIONS.
    With more, only the parts that tell most by themselves are combined: by the data processing inequality
    (Cover and Thomas, Elements of Information Theory, section 2.8) that is a lower bound.
    """
    if not probes:
        return []
    families = np.asarray(network.families[:, network.worlds.set_of] * weights.worlds)
    parts = [[chances_by_world(network, part) for part in probe.parts if len(part) > 1] for probe in probes]
    chosen = [_most_telling(families, weights, question) for question in parts]
    bits = _bits(families, weights, [_combine(question, len(weights.worlds)) for question in chosen])
    return [
        Information(told, len(some) == len(all_))
        for told, some, all_ in zip(bits.T, chosen, parts, strict=True)
    ]


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


def _combine(parts: list[Array], width: int) -> Array:
    """P(answers to all parts | world): one row for each combination of them."""
    rows = np.ones((math.prod(len(part) for part in parts), width))
    size = 1
    for part in parts:
        for number in range(len(part) - 1, -1, -1):
            np.multiply(rows[:size], part[number], out=rows[number * size : (number + 1) * size])
        size *= len(part)
    return rows


def _bits(families: Array, weights: Weights, groups: Sequence[Array]) -> Array:
    """Bits about each family (rows) from each group of answers (columns)."""
    joint = np.concatenate([families @ rows.T for rows in groups], axis=1)
    answers = np.concatenate([rows @ weights.worlds for rows in groups])
    return mutual_information(joint, answers, [len(rows) for rows in groups])


def mutual_information(families: Array, answers: Array, sizes: Sequence[int]) -> Array:
    """Bits about each family from each group of answers, from P(family, answer) and P(answer).

    The groups stand one after the other. Within each the chances are brought to a sum of one, as a choice may
    leave out what nobody can choose.
    """
    starts = np.cumsum([0, *sizes[:-1]])
    total = np.repeat(np.maximum(np.add.reduceat(answers, starts), TINY), sizes)
    answers, families = answers / total, families / total
    absent = np.maximum(answers - families, 0)
    present = np.repeat(np.add.reduceat(families, starts, axis=1), sizes, axis=1)
    terms = _terms(families, present * answers) + _terms(absent, (1 - present) * answers)
    return np.asarray(np.maximum(np.add.reduceat(terms, starts, axis=1), 0))


def _terms(joint: Array, independent: Array) -> Array:
    return np.asarray(joint * np.log2(np.maximum(joint, TINY) / np.maximum(independent, TINY)))


def _most_telling(families: Array, weights: Weights, parts: list[Array]) -> list[Array]:
    """The parts that can be combined within the limit, those that tell most by themselves first."""
    if math.prod(len(part) for part in parts) <= MOST_COMBINATIONS:
        return parts
    worth = _bits(families, weights, parts).sum(axis=0)
    chosen: list[int] = []
    size = 1
    for index in sorted(range(len(parts)), key=lambda i: (-round(worth[i], PLACES), i)):
        if size * len(parts[index]) <= MOST_COMBINATIONS:
            chosen.append(index)
            size *= len(parts[index])
    return [parts[index] for index in sorted(chosen)] or parts[:1]
