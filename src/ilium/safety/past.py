"""What earlier moments of an episode still mean today: signs that stand until cleared, and what is cleared.

A red flag that held at the start or at any check-in stands until a clinician has cleared it, or until the
answer is corrected where it was given. A clearing rests one rule, for as long as the answers that the rule
looks at stay what they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from ilium.answers.case import Case, Past, Told
from ilium.answers.check_ins import Cleared
from ilium.knowledge.expressions import Answered
from ilium.knowledge.library import Knowledge
from ilium.knowledge.moments import Moment, first_day, moments
from ilium.safety.evaluation import holds, leaves, word_of


@dataclass
class _Standing:
    """The rules that stand from before, and those that rest with what was told when they were cleared."""

    armed: set[str] = field(default_factory=set)
    closed: dict[str, Told] = field(default_factory=dict)


def at_present(knowledge: Knowledge, case: Case) -> Case:
    """The case as it stands today: the latest answers, and what the earlier ones still mean."""
    over_time = case.check_ins or case.cleared or (case.start and case.today and case.start < case.today)
    if case.past is not None or not over_time:
        return case
    cases = [_as_case(case, moment) for moment in moments(knowledge, case)]
    clearings = _by_moment(knowledge, case, cases)
    standing = _Standing()
    for number, one in enumerate(cases):
        standing.closed = {
            rule: before for rule, before in standing.closed.items() if told(knowledge, rule, one) == before
        }
        if number < len(cases) - 1:
            standing.armed |= _arming(knowledge, one, standing)
        for rule in clearings.get(number, ()):
            standing.armed.discard(rule)
            standing.closed[rule] = told(knowledge, rule, one)
    now = cases[-1]
    assert now.past is not None
    return replace(now, past=Past(frozenset(standing.armed), standing.closed, now.past.unasked))


def stands(knowledge: Knowledge, rule: str, case: Case) -> bool:
    """Whether a rule asks for its level: it holds now or stands from before, and does not rest."""
    past = case.past
    if past is None:
        return holds(knowledge, knowledge.red_flags[rule].when, case)
    if rule in past.closed and told(knowledge, rule, case) == past.closed[rule]:
        return False
    return rule in past.armed or holds(knowledge, knowledge.red_flags[rule].when, case)


def told(knowledge: Knowledge, rule: str, case: Case) -> Told:
    """What the answers say to each comparison of a rule: the word, or whether the number lies within."""
    return tuple(
        word_of(case.answer_to(leaf.question), leaf.item)
        if isinstance(leaf, Answered)
        else str(holds(knowledge, leaf, case))
        for leaf in leaves(knowledge, knowledge.red_flags[rule].when)
    )


def _as_case(case: Case, moment: Moment) -> Case:
    return replace(case, answers=moment.answers, check_ins=(), cleared=(), past=Past(unasked=moment.unasked))


def _arming(knowledge: Knowledge, case: Case, standing: _Standing) -> set[str]:
    """The rules that hold at a moment and stand from then on; a course is read anew each time."""
    return {
        id_
        for id_, rule in knowledge.red_flags.items()
        if rule.kind != "course" and id_ not in standing.closed and holds(knowledge, rule.when, case)
    }


def _by_moment(knowledge: Knowledge, case: Case, cases: list[Case]) -> dict[int, list[str]]:
    """The rules cleared after each moment."""
    dates = [first_day(case), *(check_in.date for check_in in case.check_ins)]
    found: dict[int, list[str]] = {}
    for one in case.cleared:
        found.setdefault(_looked_at(knowledge, one, dates, cases), []).append(one.rule)
    return found


def _looked_at(knowledge: Knowledge, one: Cleared, dates: list[date | None], cases: list[Case]) -> int:
    """The moment a clinician has looked at: the first of that day where the rule holds, or the last before.

    What is told later on the same day, in other words, is news.
    """
    when = knowledge.red_flags[one.rule].when
    before = [n for n, day in enumerate(dates) if n == 0 or (day is not None and day <= one.date)]
    same_day = (n for n in before if dates[n] == one.date and holds(knowledge, when, cases[n]))
    return next(same_day, before[-1])
