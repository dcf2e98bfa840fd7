"""What the ranking would be after each of many changes, and how likely each change is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ilium.answers.case import Case
from ilium.answers.values import Kind
from ilium.explanation.possible_changes import Change, Saying
from ilium.explanation.stated_chances import stated_share
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.observation import YES, Observation, observe
from ilium.reasoning.information import chance_of, chances_by_world
from ilium.reasoning.posterior import ImpossibleAnswersError, weigh_worlds
from ilium.verdict import Verdict

PLACES = 12
"""Probabilities that agree to so many places are equal; the id decides, as in the ranking."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A change, P(its answers | the other answers), and the ranking after it with its first family."""

    change: Change
    chance: float
    families: Array
    conditions: Array
    leader: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What a change says of the findings it is about, and the findings whose old say it replaces."""

    change: Change
    observations: dict[str, Observation]
    replaced: frozenset[str]


def weigh_changes(
    knowledge: Knowledge, case: Case, verdict: Verdict, changes: Sequence[Change]
) -> list[Consequence]:
    """The consequence of each change that some world allows, in the order of the changes.

    Exact: changes that replace the say on the same findings share one pass over the worlds.
    """
    known = observe(knowledge, case)
    groups: dict[frozenset[str], list[tuple[int, _Said]]] = defaultdict(list)
    for place, change in enumerate(changes):
        said = _compare(knowledge, case, known, change)
        groups[said.replaced].append((place, said))
    found: dict[int, Consequence] = {}
    for replaced, members in groups.items():
        rest = {finding: seen for finding, seen in known.items() if finding not in replaced}
        found |= _weigh_group(knowledge, verdict, rest, members)
    return [found[place] for place in sorted(found)]


def _weigh_group(
    knowledge: Knowledge,
    verdict: Verdict,
    rest: dict[str, Observation],
    members: Sequence[tuple[int, _Said]],
) -> dict[int, Consequence]:
    network = verdict.network
    try:
        weights = weigh_worlds(network, rest)
    except ImpossibleAnswersError:
        return {}
    worlds = chances_by_world(network, [said.observations for _, said in members]) * weights.worlds
    totals = worlds.sum(axis=1)
    sets = (
        np.add.reduceat(worlds, network.worlds.first, axis=1) / np.where(totals > 0, totals, 1)[:, np.newaxis]
    )
    families, conditions = sets @ network.families.T, sets @ network.worlds.members
    first = leaders(network.model.families, families)

    def present(finding: str) -> float:
        return chance_of(network, weights, {finding: YES})

    return {
        place: Consequence(
            said.change,
            float(totals[n]) * stated_share(knowledge, said.change, present),
            families[n],
            conditions[n],
            first[n],
        )
        for n, (place, said) in enumerate(members)
        if totals[n] > 0
    }


def leaders(names: tuple[str, ...], chances: Array) -> list[str]:
    """The first family of each row of probabilities, as the ranking has it: ties by id."""
    by_id = sorted(range(len(names)), key=names.__getitem__)
    best = np.argmax(np.round(chances[:, by_id], PLACES), axis=1)
    return [names[by_id[index]] for index in best]


def _compare(knowledge: Knowledge, case: Case, known: dict[str, Observation], change: Change) -> _Said:
    """Only the answers that speak of the same findings are looked at again: the rest stay as they are."""
    near = _relatives(knowledge, change.questions)
    part = Case(answers={id_: answer for id_, answer in case.answers.items() if id_ in near.questions})
    before = {finding: known[finding] for finding in near.findings if finding in known}
    after = observe(knowledge, change.put(part))
    about = {finding for saying in change.sayings for finding in _about(knowledge, saying)}
    about |= {f for f in before.keys() | after.keys() if before.get(f) != after.get(f)}
    told = {finding: after[finding] for finding in sorted(about & after.keys())}
    return _Said(change, told, frozenset(about & before.keys()))


@dataclass(frozen=True, slots=True)
class _Relatives:
    """Questions that speak of each other's findings, and these findings."""

    questions: frozenset[str]
    findings: frozenset[str]


@lru_cache(maxsize=4096)
def _relatives(knowledge: Knowledge, questions: frozenset[str]) -> _Relatives:
    """The questions that share a finding with some questions, or refine one another, over some steps."""
    family: set[str] = set()
    waiting = set(questions)
    while waiting:
        family |= waiting
        waiting = {near for id_ in waiting for near in _next_of_kin(knowledge, id_)} - family
    findings = (finding for id_ in family for finding in findings_of(knowledge, knowledge.questions[id_]))
    return _Relatives(frozenset(family), frozenset(findings))


@lru_cache(maxsize=1024)
def _next_of_kin(knowledge: Knowledge, id_: str) -> frozenset[str]:
    """The questions that share a finding with this one, or refine it, or are refined by it."""
    own = knowledge.questions[id_]
    told = set(findings_of(knowledge, own))
    return frozenset(
        other.id
        for other in knowledge.questions.values()
        if told & set(findings_of(knowledge, other)) or other.refines == id_ or own.refines == other.id
    )


@lru_cache(maxsize=4096)
def _about(knowledge: Knowledge, saying: Saying) -> tuple[str, ...]:
    """The findings that one saying is about."""
    question = knowledge.questions[saying.question]
    if saying.item is None:
        return findings_of(knowledge, question)
    finding = place_items(question)[saying.item] if question.kind is Kind.BODY_MAP else saying.item
    return () if finding is None or finding not in knowledge.findings else (finding,)
