"""The serious conditions that must not be missed: for each what keeps it open, or what closed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Missing
from ilium.explanation.reasons import AnswerReason, weigh_reasons
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.expressions import Answered, Expression
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.reasoning.ratios import signs_of
from ilium.safety.evaluation import holds, is_asked, leaves
from ilium.safety.past import at_present
from ilium.safety.urgency import Reason
from ilium.verdict import Verdict, threshold

TELLING = 2.0
"""A sign that at least doubles the odds of a condition bears on it."""
CLOSING, WORTH_SAYING = 3, 0.1
"""So many of the answers that speak against it are named, each of at least so many log odds."""


@dataclass(frozen=True, slots=True)
class NotToMiss:
    """One serious condition, and whether something keeps it open.

    That is a rule about it that fires, a safety question about it that lacks an answer, or a probability
    above the one from which a visit pays.
    """

    condition: str
    probability: float
    visit_pays_from: float | None
    fired: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    closed_by: tuple[AnswerReason, ...]

    @property
    def is_likely(self) -> bool:
        """Whether its probability alone calls for a visit."""
        return self.visit_pays_from is not None and self.probability > self.visit_pays_from

    @property
    def is_open(self) -> bool:
        """Whether something still keeps it open."""
        return bool(self.fired or self.unanswered or self.is_likely)


def not_to_miss(knowledge: Knowledge, case: Case, verdict: Verdict) -> tuple[NotToMiss, ...]:
    """Every serious condition: the open ones first, then the likeliest; ties by id."""
    case = at_present(knowledge, case)
    serious = tuple(id_ for id_, condition in knowledge.conditions.items() if condition.serious)
    reasons = weigh_reasons(knowledge, case, serious)
    chance = dict(zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True))
    pays = {loss.condition: threshold(loss) for loss in knowledge.losses.values()}
    found = [
        NotToMiss(
            condition=id_,
            probability=round(float(chance[id_]), 12),
            visit_pays_from=pays.get(id_),
            fired=tuple(_fired(knowledge, case, verdict, id_)),
            unanswered=tuple(_unanswered(knowledge, case, id_)),
            closed_by=tuple(r for r in reasons[id_].against[:CLOSING] if -r.log_odds >= WORTH_SAYING),
        )
        for id_ in serious
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_open, -one.probability, one.condition)))


@lru_cache(maxsize=256)
def telling_findings(knowledge: Knowledge, condition: str) -> frozenset[str]:
    """The findings with a value that at least doubles the odds of a condition, but being absent."""
    signs = signs_of(network_for(knowledge, Person()), condition)
    return frozenset(sign.finding for sign in signs if sign.ratio >= TELLING and sign.value != "no")


def _fired(knowledge: Knowledge, case: Case, verdict: Verdict, condition: str) -> Iterator[Reason]:
    """The rules that fire through an answer that speaks for the condition."""
    telling = telling_findings(knowledge, condition)
    for reason in verdict.urgency.reasons:
        rule = knowledge.red_flags.get(reason.rule)
        if rule is not None and telling & set(_heard(knowledge, case, rule.when)):
            yield reason


def _heard(knowledge: Knowledge, case: Case, when: Expression) -> Iterator[str]:
    """The findings behind the comparisons of a rule that hold by an answer."""
    for leaf in leaves(knowledge, when):
        if not holds(knowledge, leaf, case):
            continue
        question = knowledge.questions[leaf.question]
        if isinstance(case.answer_to(question.id), Missing):
            continue
        yield from _behind(question, leaf if isinstance(leaf, Answered) else None)


def _behind(question: Question, leaf: Answered | None) -> Iterator[str]:
    if leaf is None or leaf.item is None:
        words = set(leaf.is_) if leaf else set()
        yield from (finding for choice in question.choices if choice.id in words for finding in choice.sets)
        if question.finding is not None and "no" not in words:
            yield question.finding
        return
    for choice in question.choices:
        if choice.id == leaf.item and "no" not in leaf.is_:
            yield from choice.sets or (choice.id,)


def _unanswered(knowledge: Knowledge, case: Case, condition: str) -> Iterator[str]:
    """The safety questions about the condition that were not asked, or left without an answer."""
    telling = telling_findings(knowledge, condition)
    for question in knowledge.questions.values():
        about = telling.intersection(findings_of(knowledge, question))
        if not (question.safety and about and is_asked(knowledge, question, case)):
            continue
        if _lacks_answer(question, case, about):
            yield question.id


def _lacks_answer(question: Question, case: Case, about: frozenset[str]) -> bool:
    answer = case.answer_to(question.id)
    if isinstance(answer, Itemised):
        items = [choice.id for choice in question.choices if about & {choice.id, *choice.sets}]
        return any(answer.items.get(item) not in ("yes", "no") for item in items)
    return isinstance(answer, Missing)
