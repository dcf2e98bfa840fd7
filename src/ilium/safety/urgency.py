"""From answers to urgency: the highest level that any rule asks for, and every reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Itemised, Missing
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation
from ilium.knowledge.schema import Question, RedFlag
from ilium.safety.evaluation import holds, is_asked
from ilium.safety.past import at_present, stands

NOT_ASKED = "safety_not_asked"
UNSURE = "unsure_"
"""Rule ids of the reasons that missing answers give: one for all not asked, one for each left unsure."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a level: the rule that asks for it, in words, with its citations."""

    rule: str
    level: Level
    within_hours: int
    who: str
    text: str
    citations: tuple[Citation, ...] = ()
    until_then: str = ""
    check: str = ""
    """What the person can do to find out, for a question left unsure."""


@dataclass(frozen=True, slots=True)
class Urgency:
    """The level, how soon, whom to see, and every reason, the most urgent first."""

    level: Level
    within_hours: int
    who: str
    reasons: tuple[Reason, ...]


def raise_red_flags(knowledge: Knowledge, case: Case) -> tuple[Reason, ...]:
    """Every rule on answers that fires, missing answers included, as the episode stands today."""
    case = at_present(knowledge, case)
    fired = (_stated(knowledge, id_, case) for id_ in knowledge.red_flags if stands(knowledge, id_, case))
    return (*fired, *_missing_answers(knowledge, case))


def decide_urgency(knowledge: Knowledge, reasons: Iterable[Reason]) -> Urgency:
    """The highest level among the reasons, and the shortest time at that level; nothing lowers it.

    At the same time the one named first among those to see leads: an ambulance before a maternity unit.
    """
    order = {who.id: number for number, who in enumerate(knowledge.urgency.who)}
    ranked = tuple(
        sorted(reasons, key=lambda r: (-r.level.rank, r.within_hours, order.get(r.who, len(order)), r.rule))
    )
    if ranked:
        first = ranked[0]
        return Urgency(first.level, first.within_hours, first.who, ranked)
    words = next(text for text in knowledge.urgency.levels if text.id is Level.SELF_CARE)
    return Urgency(Level.SELF_CARE, words.within_hours, words.who, ())


def _stated(knowledge: Knowledge, id_: str, case: Case) -> Reason:
    """The reason of a rule; where only an earlier answer holds it, it says so."""
    reason = rule_reason(knowledge.red_flags[id_])
    if (
        case.past is None
        or id_ not in case.past.armed
        or holds(knowledge, knowledge.red_flags[id_].when, case)
    ):
        return reason
    return replace(reason, text=knowledge.urgency.earlier.replace("{text}", reason.text))


def rule_reason(rule: RedFlag) -> Reason:
    """The reason that a rule gives when it fires."""
    return Reason(rule.id, rule.level, rule.within_hours, rule.who, rule.text, rule.cite, rule.until_then)


def what_to_do(knowledge: Knowledge, urgency: Urgency) -> str:
    """What to do now, and until then: the words of the rules that fired come before those of the level."""
    words = next(text for text in knowledge.urgency.levels if text.id is urgency.level)
    if urgency.level is Level.EMERGENCY_NOW:
        who = next(who for who in knowledge.urgency.who if who.id == urgency.who)
        return who.at_once or words.do
    own = dict.fromkeys(reason.until_then for reason in urgency.reasons if reason.until_then)
    return " ".join(part for part in (words.do, *(own or (words.until_then,))) if part)


def is_missing(question: Question, case: Case) -> Missing | None:
    """The way a safety question lacks an answer, or None. A list lacks one while any item does."""
    answer = case.answer_to(question.id)
    if isinstance(answer, Missing):
        return answer
    if question.kind in LISTS and isinstance(answer, Itemised):
        words = [answer.items.get(choice.id, Missing.NOT_ASKED.value) for choice in question.choices]
        return next((way for way in (Missing.NOT_ASKED, Missing.UNKNOWN) if way.value in words), None)
    return None


def _missing_answers(knowledge: Knowledge, case: Case) -> tuple[Reason, ...]:
    """A safety question without an answer counts as its `unsure` says; it is never read as no."""
    not_asked: list[Question] = []
    reasons: list[Reason] = []
    for question in knowledge.questions.values():
        if question.unsure is None or not is_asked(knowledge, question, case):
            continue
        way = is_missing(question, case)
        if way is Missing.NOT_ASKED:
            not_asked.append(question)
        elif way is not None:
            reasons.append(_unsure_reason(knowledge, question))
    return (*reasons, *_not_asked_reason(knowledge, not_asked))


def _unsure_reason(knowledge: Knowledge, question: Question) -> Reason:
    assert question.unsure is not None
    text = knowledge.urgency.not_sure.replace("{topic}", question.topic or question.text)
    unsure = question.unsure
    return Reason(
        UNSURE + question.id, unsure.level, unsure.within_hours, unsure.who, text, check=unsure.check
    )


def _not_asked_reason(knowledge: Knowledge, questions: list[Question]) -> tuple[Reason, ...]:
    """All questions not asked give one reason, at the highest level that any of them counts as."""
    unsure = [question.unsure for question in questions if question.unsure is not None]
    if not unsure:
        return ()
    worst = max(unsure, key=lambda u: (u.level.rank, -u.within_hours))
    topics = "; ".join(question.topic or question.text for question in questions)
    text = knowledge.urgency.not_asked.replace("{topics}", topics)
    return (Reason(NOT_ASKED, worst.level, worst.within_hours, worst.who, text),)
