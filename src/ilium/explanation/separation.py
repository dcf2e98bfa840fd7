"""Which of the plausible causes no question that is left would tell apart, and what would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.explanation.telling import family_name
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.numbers import Citation
from ilium.knowledge.observation import observe
from ilium.knowledge.probing import possible_observations
from ilium.knowledge.separations import Separation
from ilium.reasoning.foresight import foresee
from ilium.reasoning.information import Probe, chances_by_world
from ilium.safety.evaluation import is_asked
from ilium.verdict import Verdict

FLOOR = 1e-6
"""Probabilities below it count as it, so that a log odds stays finite."""


@dataclass(frozen=True, slots=True)
class Inseparable:
    """Two conditions or families that answers hardly tell apart, and what would tell them apart."""

    conditions: tuple[str, str]
    text: str
    by: tuple[str, ...]
    separate_with: str
    citations: tuple[Citation, ...]


def cannot_separate(knowledge: Knowledge, case: Case, verdict: Verdict) -> tuple[Inseparable, ...]:
    """The pairs that no question left in this mode separates: those with a file first, then the likeliest.

    A pair counts when both families are plausible and alike, and when everything left to ask would, on
    average over drawn futures, move the log odds between them by less than the stated limit. Two conditions
    of one family are told whenever the family is plausible, since nothing that is asked separates them.
    """
    pairs = _splits(knowledge, verdict)
    near = _alike(knowledge, verdict)
    if near:
        moved = expected_moves(knowledge, case, verdict, near)
        unmoved = [pair for pair, move in moved.items() if move < knowledge.region.separation.unmoved]
        pairs += [_between(knowledge, case, verdict, pair) for pair in unmoved]
    chance = _chances(verdict)
    return tuple(sorted(pairs, key=lambda one: (not one.citations, *_order(chance, one.conditions))))


def _order(chance: Mapping[str, float], pair: tuple[str, str]) -> tuple[float, tuple[str, str]]:
    """The likelier pair first, by its less likely half; ties by id."""
    return -round(min(chance[id_] for id_ in pair), 12), pair


def _chances(verdict: Verdict) -> dict[str, float]:
    """The probability of every condition and every family."""
    model, posterior = verdict.network.model, verdict.posterior
    conditions = zip(model.conditions, posterior.conditions.tolist(), strict=True)
    return {**dict(conditions), **dict(zip(model.families, posterior.families.tolist(), strict=True))}


def _splits(knowledge: Knowledge, verdict: Verdict) -> list[Inseparable]:
    """The conditions within each plausible family that have a file under separations/."""
    chance, plausible = _chances(verdict), knowledge.region.separation.plausible
    within = [
        (one, families.pop())
        for one in knowledge.separations.values()
        if len(families := {_family(knowledge, id_) for id_ in one.between}) == 1
    ]
    return [_from_file(one, one.between) for one, family in within if chance[family] >= plausible]


def _alike(knowledge: Knowledge, verdict: Verdict) -> list[tuple[str, str]]:
    """Pairs of plausible families, neither much likelier than the other; the likeliest pair first."""
    policy, chance = knowledge.region.separation, _chances(verdict)
    plausible = [id_ for id_ in verdict.network.model.families if chance[id_] >= policy.plausible]
    ranked = sorted(plausible, key=lambda id_: (-round(chance[id_], 12), id_))
    return [pair for pair in combinations(ranked, 2) if chance[pair[0]] <= policy.alike * chance[pair[1]]]


def expected_moves(
    knowledge: Knowledge, case: Case, verdict: Verdict, pairs: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], float]:
    """How far all that is left to ask would move the log odds of each pair, on average over drawn futures.

    A future in which neither is likely says little about which of the two it is, so it counts little.
    """
    probes = [_probe(knowledge, case, id_) for id_ in _left(knowledge, case, case.mode)]
    future = foresee(
        verdict.network,
        verdict.weights,
        [probe for probe in probes if probe.parts],
        knowledge.region.limits.seed,
    )
    index = verdict.network.model.families.index
    now = verdict.posterior.families
    return {
        (a, b): _move(now[[index(a), index(b)]], future.families[:, [index(a), index(b)]]) for a, b in pairs
    }


def _move(now: Array, then: Array) -> float:
    """Mean size of the move of the log odds between two, futures weighted by how likely either is in them."""
    before, after = _log(now), _log(then)
    moves = np.abs((after[:, 0] - after[:, 1]) - (before[0] - before[1]))
    return float(np.average(moves, weights=then.sum(axis=1)))


def _log(chances: Array) -> Array:
    return np.asarray(np.log(np.maximum(chances, FLOOR)))


def _left(knowledge: Knowledge, case: Case, mode: str) -> list[str]:
    """The questions of a mode that apply to this person and were not asked yet."""
    return [
        id_
        for id_, question in knowledge.questions.items()
        if case.answer_to(id_) is Missing.NOT_ASKED
        and question.mode in ("person", mode)
        and is_asked(knowledge, question, case)
    ]


def _probe(knowledge: Knowledge, case: Case, id_: str) -> Probe:
    question = knowledge.questions[id_]
    known = frozenset(observe(knowledge, case))
    return Probe(id_, possible_observations(knowledge, question, known), question.answer_rate)


def _between(knowledge: Knowledge, case: Case, verdict: Verdict, pair: tuple[str, str]) -> Inseparable:
    """What the knowledge says of a pair of families, or else the test that is expected to tell most."""
    for separation in knowledge.separations.values():
        families = {_family(knowledge, id_) for id_ in separation.between}
        if families == set(pair):
            return _from_file(separation, pair)
    words = knowledge.region.separation.words
    names = {"{a}": family_name(knowledge, pair[0]), "{b}": family_name(knowledge, pair[1])}
    text = words.text.replace("{a}", names["{a}"]).replace("{b}", names["{b}"])
    test = best_test(knowledge, case, verdict, pair)
    if test is None:
        return Inseparable(pair, text, ("course",), words.nothing, ())
    asked = words.test.replace("{test}", knowledge.questions[test].topic or knowledge.questions[test].text)
    return Inseparable(pair, text, ("examination",), asked, ())


def _family(knowledge: Knowledge, id_: str) -> str:
    return knowledge.family_of(id_) if id_ in knowledge.conditions else id_


def _from_file(separation: Separation, pair: tuple[str, str]) -> Inseparable:
    return Inseparable(pair, separation.text, separation.by, separation.separate_with, separation.cite)


def best_test(knowledge: Knowledge, case: Case, verdict: Verdict, pair: tuple[str, str]) -> str | None:
    """The examination test, not done yet, that is expected to tell most about which of two families it is."""
    worths = {
        id_: bits_between(verdict, _probe(knowledge, case, id_), pair)
        for id_ in _left(knowledge, case, "clinician")
        if knowledge.questions[id_].mode == "clinician"
    }
    telling = {id_: bits for id_, bits in worths.items() if bits > 0}
    return min(telling, key=lambda id_: (-round(telling[id_], 12), id_)) if telling else None


def bits_between(verdict: Verdict, probe: Probe, pair: tuple[str, str]) -> float:
    """I(answer; which of two families), given that exactly one is present: the sum over its parts."""
    network = verdict.network
    rows = [network.families[network.model.families.index(id_)][network.worlds.set_of] for id_ in pair]
    only = [
        rows[0] * (1 - rows[1]) * verdict.weights.worlds,
        rows[1] * (1 - rows[0]) * verdict.weights.worlds,
    ]
    total = float(only[0].sum() + only[1].sum())
    if total <= 0:
        return 0.0
    return sum(
        _information(np.stack([chances_by_world(network, part) @ row for row in only]) / total)
        for part in probe.parts
    )


def _information(joint: Array) -> float:
    """The mutual information of rows and columns, in bits."""
    independent = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    ratio = np.divide(joint, independent, out=np.ones_like(joint), where=joint > 0)
    return float((joint * np.log2(ratio)).sum())
