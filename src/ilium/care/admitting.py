"""Whether an action may be offered to this person now, and what stands in the way if not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.care.weighing import Weighed
from ilium.knowledge.actions import Action, Gate
from ilium.knowledge.expressions import All, Answered, Any, AtLeast, Expression, Fires, Measured
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.safety.evaluation import holds, word_of
from ilium.safety.urgency import Urgency

MISSING = frozenset(way.value for way in Missing)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps an action out of a plan: the level, a gate (and its words), or a harm that is plausible."""

    kind: Literal["level", "gate", "harm"]
    id: str = ""
    text: str = ""


def level_for_care(knowledge: Knowledge, urgency: Urgency) -> Level:
    """The level that decides what is offered: who is to be seen within a few days waits as if for today."""
    soon = urgency.level is Level.SEE_CLINICIAN_SOON
    careful = soon and urgency.within_hours <= knowledge.care.careful_hours
    return Level.URGENT_SAME_DAY if careful else urgency.level


def phase_of(knowledge: Knowledge, case: Case) -> str | None:
    """The phase the pain is in; None when nobody said how long it has lasted."""
    lasted = case.answer_to(knowledge.care.pain_days)
    if not isinstance(lasted, (int, float)):
        return None
    days = lasted + days_followed(knowledge, case)
    return next(p.id for p in knowledge.care.phases if p.below is None or days < p.below)


def days_followed(knowledge: Knowledge, case: Case) -> int:
    """How many days an episode has been followed; 0 for first answers."""
    question = knowledge.care.episode_days
    days = case.answer_to(question) if question else 0
    return int(days) if isinstance(days, (int, float)) else 0


def find_obstacles(
    knowledge: Knowledge, case: Case, urgency: Urgency, weighed: Mapping[str, Weighed]
) -> Mapping[str, Obstacle | None]:
    """Every action that is for this person and this time, with the first thing that keeps it out, if any."""
    level, shut = level_for_care(knowledge, urgency), shut_gates(knowledge, case)
    return {
        id_: _obstacle(knowledge, action, level, shut, weighed[id_])
        for id_, action in knowledge.actions.items()
        if is_meant(knowledge, action, case, level)
    }


def is_meant(knowledge: Knowledge, action: Action, case: Case, level: Level) -> bool:
    """Whether an action is for this person and this time at all.

    Without a known phase only what suits every phase is meant. What belongs to higher levels alone is not.
    """
    phase = phase_of(knowledge, case)
    wanted = {phase} if phase else {phase.id for phase in knowledge.care.phases}
    too_early = all(one.rank > level.rank for one in action.levels)
    for_whom = action.only_when is None or holds(knowledge, action.only_when, case)
    return wanted <= set(action.phases) and not too_early and for_whom


def shut_gates(knowledge: Knowledge, case: Case) -> Mapping[str, str]:
    """The gates that are not open, and why."""
    return {
        id_: _why_shut(knowledge, gate, case)
        for id_, gate in knowledge.gates.items()
        if not is_open(knowledge, gate, case)
    }


def _obstacle(
    knowledge: Knowledge, action: Action, level: Level, shut: Mapping[str, str], weighed: Weighed
) -> Obstacle | None:
    if level not in action.levels:
        return Obstacle("level", level.value)
    gate = next((id_ for id_ in action.gates if id_ in shut), None)
    if gate is not None:
        return Obstacle("gate", gate, shut[gate])
    return Obstacle("harm") if harms(knowledge, weighed) else None


def harms(knowledge: Knowledge, weighed: Weighed) -> bool:
    """Whether a harm of some step is likelier than the knowledge lets pass."""
    return any(weighed.chances[step] >= limit for step, limit in knowledge.care.plausible.items())


def is_open(knowledge: Knowledge, gate: Gate, case: Case) -> bool:
    """Whether a gate is open: what must be known is known, and nothing shuts it."""
    shut = gate.shut_when is not None and holds(knowledge, gate.shut_when, case)
    return not shut and holds(knowledge, gate.open_when, case)


def _why_shut(knowledge: Knowledge, gate: Gate, case: Case) -> str:
    """An answer shut it, or an answer is missing that could open it."""
    if gate.shut_when is not None and holds(knowledge, gate.shut_when, case):
        return gate.shut
    return gate.unknown if could_hold(knowledge, gate.open_when, case) else gate.shut


def could_hold(knowledge: Knowledge, expression: Expression, case: Case) -> bool:
    """Whether an expression holds, or would if what is missing were answered in its favour."""
    match expression:
        case Answered(question=question, item=item):
            missing = word_of(case.answer_to(question), item) in MISSING
            return missing or holds(knowledge, expression, case)
        case Measured(question=question):
            return isinstance(case.answer_to(question), Missing) or holds(knowledge, expression, case)
        case All():
            return all(could_hold(knowledge, part, case) for part in expression.all)
        case Any():
            return any(could_hold(knowledge, part, case) for part in expression.any)
        case AtLeast():
            return sum(could_hold(knowledge, part, case) for part in expression.of) >= expression.at_least
        case Fires():
            return could_hold(knowledge, knowledge.red_flags[expression.rule].when, case)
