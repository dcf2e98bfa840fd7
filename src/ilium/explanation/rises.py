"""Which changes, one alone or two together, make a rule ask for more than the present urgency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from ilium.answers.case import Case
from ilium.explanation.possible_changes import Change, is_possible
from ilium.knowledge.expressions import Answered, Measured
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import RedFlag
from ilium.safety.evaluation import holds, leaves, questions_of


@dataclass(frozen=True, slots=True)
class Rise:
    """A change that makes a rule fire: the rank of the level it asks for, and whether it is no red flag."""

    change: Change
    rank: int
    ordinary: bool


def rises_by_rules(
    knowledge: Knowledge, case: Case, changes: Sequence[Change], rank: int
) -> tuple[list[Rise], list[Rise]]:
    """The changes after which rules ask for more than `rank`: those that do it alone, and pairs of them.

    A pair is kept when neither of its changes alone makes a rule ask for as much.
    """
    asked_by = _changes_by_question(changes)
    alone: dict[Change, Rise] = {}
    together: dict[Change, Rise] = {}
    for rule in (rule for rule in knowledge.red_flags.values() if rule.level.rank > rank):
        helping = _helping(knowledge, case, rule, asked_by)
        for change, after in helping.items():
            if holds(knowledge, rule.when, after) and is_possible(knowledge, change.put(case), change):
                _note(alone, change, rule)
        for pair in _firing_pairs(knowledge, case, rule, helping):
            _note(together, pair, rule)
    followed = {frozenset(change.sayings) for change in changes if change.is_followed_up}
    pairs = [pair for pair in together.values() if frozenset(pair.change.sayings) not in followed]
    return list(alone.values()), [pair for pair in pairs if not _is_idle(pair, alone)]


def _note(rises: dict[Change, Rise], change: Change, rule: RedFlag) -> None:
    """Keep the highest level that a rule asks for after a change."""
    known = rises.get(change)
    if known is None or rule.level.rank > known.rank:
        rises[change] = Rise(change, rule.level.rank, rule.kind != "red_flag")


def _is_idle(pair: Rise, alone: Mapping[Change, Rise]) -> bool:
    """Whether one half of a pair asks for as much by itself."""
    halves = (alone.get(Change((saying,))) for saying in pair.change.sayings)
    return any(half is not None and half.rank >= pair.rank for half in halves)


def _changes_by_question(changes: Sequence[Change]) -> Mapping[str, list[Change]]:
    asked_by: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for id_ in change.questions:
            asked_by[id_].append(change)
    return asked_by


def _helping(
    knowledge: Knowledge, case: Case, rule: RedFlag, asked_by: Mapping[str, list[Change]]
) -> dict[Change, Case]:
    """The changes that make a part of a rule true which is not true yet.

    Each comes with the case after it, cut down to the answers that the rule is about.
    """
    about = questions_of(knowledge, rule.id)
    part = Case(answers={id_: answer for id_, answer in case.answers.items() if id_ in about})
    missing = [leaf for leaf in _leaves_of(knowledge, rule.id) if not holds(knowledge, leaf, case)]
    helping = {}
    for id_ in sorted({leaf.question for leaf in missing}):
        for change in asked_by.get(id_, ()):
            after = change.put(part)
            if change not in helping and any(holds(knowledge, leaf, after) for leaf in missing):
                helping[change] = after
    return helping


@lru_cache(maxsize=1024)
def _leaves_of(knowledge: Knowledge, rule: str) -> tuple[Answered | Measured, ...]:
    return tuple(leaves(knowledge, knowledge.red_flags[rule].when))


def _firing_pairs(
    knowledge: Knowledge, case: Case, rule: RedFlag, helping: Mapping[Change, Case]
) -> Iterator[Change]:
    wanted = questions_of(knowledge, rule.id)
    silent = [
        change
        for change, after in helping.items()
        if len(change.sayings) == 1 and change.questions <= wanted and not holds(knowledge, rule.when, after)
    ]
    for one, other in combinations(silent, 2):
        if one.questions.isdisjoint(other.questions):
            pair = one + other
            both = other.put(helping[one])
            if holds(knowledge, rule.when, both) and is_possible(knowledge, pair.put(case), pair):
                yield pair
