"""What the answers so far amount to, as the clinician's page shows it beside the form."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.explanation.cannot_miss import NotToMiss, not_to_miss
from ilium.explanation.intervals import find_intervals
from ilium.faces.telling.soon import time_words
from ilium.faces.web.result_view import Amount, amount
from ilium.interview.best_next import Suggestion, best_next
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Condition, Question
from ilium.safety.urgency import Urgency, what_to_do
from ilium.verdict import Verdict, reach_verdict

RANKED, SUGGESTED = 8, 6


@dataclass(frozen=True, slots=True)
class RankedLine:
    """One condition in the ranking."""

    condition: Condition
    amount: Amount


@dataclass(frozen=True, slots=True)
class MissLine:
    """One condition that must not be missed, and the safety questions still open about it."""

    condition: Condition
    amount: Amount
    state: NotToMiss
    unanswered: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Live:
    """Urgency, ranking, what must not be missed, and what to ask or examine next."""

    urgency: Urgency
    level_name: str
    do: str
    when: str
    who: str
    ranking: tuple[RankedLine, ...]
    rest: tuple[RankedLine, ...]
    unlisted: Amount
    misses: tuple[MissLine, ...]
    next: tuple[Suggestion, ...]
    answered: int

    @property
    def open(self) -> int:
        """How many serious conditions are still open."""
        return sum(line.state.is_open for line in self.misses)

    @property
    def safety_left(self) -> tuple[Question, ...]:
        """The safety questions still without an answer that some serious condition waits for."""
        return tuple({q.id: q for line in self.misses for q in line.unanswered}.values())


def look_at(knowledge: Knowledge, case: Case) -> Live:
    """The view of a case. Raises ImpossibleAnswersError when no world allows the answers."""
    verdict = reach_verdict(knowledge, case)
    urgency = verdict.urgency
    ranking = _rank(knowledge, case, verdict)
    intervals = find_intervals(knowledge, case, verdict)
    words = next(text for text in knowledge.urgency.levels if text.id is urgency.level)
    return Live(
        urgency=urgency,
        level_name=words.name,
        do=what_to_do(knowledge, urgency),
        when=time_words(urgency.level, urgency.within_hours),
        who=next(who.name for who in knowledge.urgency.who if who.id == urgency.who),
        ranking=ranking[:RANKED],
        rest=ranking[RANKED:],
        unlisted=amount(verdict.posterior.unlisted, intervals.unlisted),
        misses=tuple(_miss_lines(knowledge, case, verdict, {line.condition.id: line for line in ranking})),
        next=best_next(knowledge, case, verdict, SUGGESTED),
        answered=len(case.answers),
    )


def _rank(knowledge: Knowledge, case: Case, verdict: Verdict) -> tuple[RankedLine, ...]:
    intervals = find_intervals(knowledge, case, verdict).conditions
    chances = zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True)
    ranked = sorted(
        ((round(float(chance), 12), id_) for id_, chance in chances), key=lambda one: (-one[0], one[1])
    )
    return tuple(
        RankedLine(knowledge.conditions[id_], amount(chance, intervals[id_])) for chance, id_ in ranked
    )


def _miss_lines(
    knowledge: Knowledge, case: Case, verdict: Verdict, ranked: dict[str, RankedLine]
) -> list[MissLine]:
    return [
        MissLine(
            knowledge.conditions[state.condition],
            ranked[state.condition].amount,
            state,
            tuple(knowledge.questions[id_] for id_ in state.unanswered),
        )
        for state in not_to_miss(knowledge, case, verdict)
    ]
