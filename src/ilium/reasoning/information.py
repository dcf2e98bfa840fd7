"""How much the answer to a question is expected to tell, in bits, before it is asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ilium.knowledge.model import Array
from ilium.reasoning.network import BY_MECHANISMS, Network
from ilium.reasoning.posterior import Evidence, Weights

MOST_COMBINATIONS = 32
"""Answer combinations up to which the information is exact; beyond, a lower bound over fewer items."""

PLACES = 3
"""What parts tell is ranked by thousandths of a bit; of equals the first one counts."""

BY_WORLDS = "worlds"
"""What answers hang on that depend on conditions too."""

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
    by_worlds, by_mechanisms = _planes(network, weights)
    planes = [by_mechanisms if _hangs_on_mechanisms(network, probe) else by_worlds for probe in probes]
    parts = [
        [_chances(network, part, plane) for part in probe.parts if len(part) > 1]
        for plane, probe in zip(planes, probes, strict=True)
    ]
    chosen = [_most_telling(plane, question) for plane, question in zip(planes, parts, strict=True)]
    bits = _bits((plane, _combine(some, plane)) for plane, some in zip(planes, chosen, strict=True))
    return [
        Information(told, len(some) == len(all_))
        for told, some, all_ in zip(bits.T, chosen, parts, strict=True)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Plane:
    """What answers hang on: all worlds, or all mechanism sets, with P(each) and P(each and a family)."""

    layer: str
    families: Array
    weights: Array


def _planes(network: Network, weights: Weights) -> tuple[_Plane, _Plane]:
    """The worlds; and the mechanism sets, of which there are fewer."""
    worlds = network.worlds
    families = np.asarray(network.families[:, worlds.set_of] * weights.worlds)
    folded = np.stack(
        [
            np.bincount(worlds.mechanisms_of, row, minlength=len(worlds.mechanism_sets)).astype(float)
            for row in (weights.worlds, *families)
        ]
    )
    return _Plane(BY_WORLDS, families, weights.worlds), _Plane(BY_MECHANISMS, folded[1:], folded[0])


def _hangs_on_mechanisms(network: Network, probe: Probe) -> bool:
    findings = {id_ for part in probe.parts for evidence in part for id_ in evidence}
    return all(network.tables[id_].layer == BY_MECHANISMS for id_ in findings)


def _chances(network: Network, part: Sequence[Evidence], plane: _Plane) -> Array:
    """P(observation | world or mechanism set): one row for each observation that a part may give."""
    if plane.layer == BY_WORLDS:
        return chances_by_world(network, part)
    return _stack(
        [[network.tables[id_].seeing(said) for id_, said in evidence.items()] for evidence in part],
        len(plane.weights),
    )


def chances_by_world(network: Network, part: Sequence[Evidence]) -> Array:
    """P(observation | world): one row for each observation that a part may give."""
    return _stack(
        [[network.chance_in_worlds(id_, said) for id_, said in evidence.items()] for evidence in part],
        len(network.worlds.chance),
    )


def _stack(seen: Sequence[Sequence[Array]], width: int) -> Array:
    """One row for each group of rows: their product, or ones where there are none."""
    rows = np.empty((len(seen), width))
    for number, group in enumerate(seen):
        rows[number] = group[0] if group else 1.0
        for other in group[1:]:
            rows[number] *= other
    return rows


def chance_of(network: Network, weights: Weights, evidence: Evidence) -> float:
    """P(observations) now."""
    return float(chances_by_world(network, [evidence])[0] @ weights.worlds)


def _combine(parts: list[Array], plane: _Plane) -> Array:
    """P(answers to all parts | world or mechanism set): one row for each combination of them."""
    if not parts:
        return np.ones((1, len(plane.weights)))
    rows, size = np.empty((math.prod(len(part) for part in parts), len(plane.weights))), len(parts[0])
    rows[:size] = parts[0]
    for part in parts[1:]:
        for number in range(len(part) - 1, -1, -1):
            np.multiply(rows[:size], part[number], out=rows[number * size : (number + 1) * size])
        size *= len(part)
    return rows


def _bits(groups: Iterable[tuple[_Plane, Array]]) -> Array:
    """Bits about each family (rows) from each group of answers (columns); one group is held at a time."""
    told = [(plane.families @ rows.T, rows @ plane.weights) for plane, rows in groups]
    joint, answers = (np.concatenate(part, axis=-1) for part in zip(*told, strict=True))
    return mutual_information(joint, answers, [len(answers) for _, answers in told])


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


def _most_telling(plane: _Plane, parts: list[Array]) -> list[Array]:
    """The parts that can be combined within the limit, those that tell most by themselves first."""
    if math.prod(len(part) for part in parts) <= MOST_COMBINATIONS:
        return parts
    worth = _bits((plane, part) for part in parts).sum(axis=0)
    chosen: list[int] = []
    size = 1
    for index in sorted(range(len(parts)), key=lambda i: (-round(worth[i], PLACES), i)):
        if size * len(parts[index]) <= MOST_COMBINATIONS:
            chosen.append(index)
            size *= len(parts[index])
    return [parts[index] for index in sorted(chosen)] or parts[:1]
