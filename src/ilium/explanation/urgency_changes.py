"""The changes that raise the urgency: the personal safety net."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ilium.explanation.consequences import Consequence, weigh_changes
from ilium.explanation.possible_changes import Change, Saying, is_possible
from ilium.explanation.rises import Rise, rises_by_rules
from ilium.explanation.trial import Claim, Found, Trial, verified
from ilium.knowledge.levels import Level
from ilium.verdict import threshold


def find_rises(trial: Trial, changes: Sequence[Change], weighed: Sequence[Consequence]) -> list[Found]:
    """Every single change that raises the urgency, and every pair that does, by rules or probabilities."""
    alone, pairs = rises_by_rules(trial.knowledge, trial.case, changes, trial.rank)
    paired = weigh_changes(trial.knowledge, trial.case, trial.verdict, [rise.change for rise in pairs])
    rules = {rise.change: rise for rise in (*alone, *pairs)}
    found = (_found(trial, one, rules.get(one.change), n) for n, one in enumerate((*weighed, *paired)))
    return [
        one
        for one in found
        if one.rank > trial.rank and is_possible(trial.knowledge, one.change.put(trial.case), one.change)
    ]


def _found(trial: Trial, consequence: Consequence, rule: Rise | None, place: int) -> Found:
    by_rule, by_loss = rule.rank if rule else 0, _loss_rank(trial, consequence)
    return Found(
        consequence.change,
        consequence.chance,
        place,
        max(by_rule, by_loss),
        consequence.leader,
        ordinary=by_loss >= by_rule or (rule is not None and rule.ordinary),
    )


def _loss_rank(trial: Trial, consequence: Consequence) -> int:
    """The rank of the highest level that the loss table asks for after a change."""
    index = trial.verdict.network.model.conditions.index
    return max(
        (
            loss.level.rank
            for loss in trial.knowledge.losses.values()
            if consequence.conditions[index(loss.condition)] > threshold(loss)
        ),
        default=0,
    )


def choose_rises(trial: Trial, changes: Sequence[Change], rises: Sequence[Found]) -> list[Claim]:
    """The likeliest rises; among them one that is no red flag and one emergency, where there are such."""
    ranked = sorted(_name_follow_ups(changes, rises), key=lambda one: one.order)
    most = trial.knowledge.region.change.rises
    wishes = [
        [one for one in ranked if one.ordinary],
        [one for one in ranked if one.rank == Level.EMERGENCY_NOW.rank],
        *[ranked] * most,
    ]
    chosen: list[tuple[Found, Claim]] = []
    for wish in wishes:
        taken = frozenset[str]().union(*(one.change.questions for one, _ in chosen))
        free = (one for one in wish if one.change.questions.isdisjoint(taken))
        chosen += islice(verified(trial, free), 1)
    return [claim for _, claim in sorted(chosen[:most], key=lambda pair: pair[0].order)]


def _name_follow_ups(changes: Sequence[Change], rises: Sequence[Found]) -> Iterator[Found]:
    """A sign whose follow-up decides is told with the answer that makes it worst; the rest without one."""
    answers = Counter(change.sayings[0] for change in changes if change.is_followed_up)
    groups: dict[Saying, list[Found]] = {}
    for one in rises:
        if one.change.is_followed_up:
            groups.setdefault(one.change.sayings[0], []).append(one)
    deciding = {
        first: min(group, key=lambda one: (-one.rank, one.order))
        for first, group in groups.items()
        if len(group) < answers[first] or len({one.rank for one in group}) > 1
    }
    yield from deciding.values()
    for one in rises:
        told = deciding.get(one.change.sayings[0])
        if not one.change.is_followed_up and (told is None or one.rank > told.rank):
            yield one
