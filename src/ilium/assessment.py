"""The one door: from knowledge and a case to everything Ilium says about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ilium.answers.case import Case
from ilium.answers.case_reader import plain_answer
from ilium.care.planning import make_plan
from ilium.explanation.change import what_would_change
from ilium.explanation.intervals import Interval, find_intervals
from ilium.explanation.reasons import weigh_reasons
from ilium.explanation.separation import cannot_separate
from ilium.explanation.structures import involved_structures
from ilium.explanation.trial import Claim
from ilium.interview.next_question import Step, next_step
from ilium.knowledge.citations import show_citations
from ilium.knowledge.library import Knowledge
from ilium.reasoning.network import Network
from ilium.result import (
    AnswerChanged,
    Assessment,
    CannotSeparate,
    ChoiceShown,
    ConditionShown,
    FamilyShown,
    KnowledgeMark,
    MechanismShown,
    NextQuestion,
    ReasonShown,
    StructureShown,
    UrgencyShown,
    WouldChange,
)
from ilium.safety.past import at_present
from ilium.safety.urgency import what_to_do
from ilium.verdict import Verdict, reach_verdict

REASONED, WORTH_REASONS = 5, 0.01
"""For how many conditions the reasons are listed, and from what probability on for the others."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The place of a condition or family in the ranking, and its probability."""

    id: str
    probability: float


def assess(knowledge: Knowledge, case: Case, *, after_emergency: bool = False) -> Assessment:
    """Urgency, ranked conditions and families, the plan, and the next question for a case.

    `after_emergency` goes on asking when the answers already call for emergency help.
    Raises ImpossibleAnswersError when no explanation in the knowledge allows the answers.
    """
    case = at_present(knowledge, case)
    verdict = reach_verdict(knowledge, case)
    intervals = find_intervals(knowledge, case, verdict)
    asked, stopped = show_next(knowledge, case, after_emergency=after_emergency)
    return Assessment(
        knowledge=KnowledgeMark(knowledge.version, knowledge.hash),
        urgency=show_urgency(knowledge, case, verdict),
        conditions=_show_conditions(knowledge, case, verdict, intervals.conditions),
        families=_show_families(knowledge, verdict, intervals.families),
        unlisted=tidy(verdict.posterior.unlisted),
        unlisted_interval=intervals.unlisted,
        mechanisms=_rank_mechanisms(knowledge, verdict.network, verdict),
        structures=_show_structures(knowledge, verdict),
        cannot_separate=_show_inseparable(knowledge, case, verdict),
        would_change=tuple(_show_claim(claim) for claim in what_would_change(knowledge, case, verdict)),
        plan=make_plan(knowledge, case, verdict),
        next_question=asked,
        stopped=stopped,
    )


def show_next(
    knowledge: Knowledge, case: Case, *, after_emergency: bool = False
) -> tuple[NextQuestion | None, str | None]:
    """The next question for a case, or why there is none.

    Raises ImpossibleAnswersError when no explanation in the knowledge allows the answers.
    """
    step = next_step(knowledge, case, after_emergency=after_emergency)
    return _show_question(knowledge, step), step.stopped.value if step.stopped else None


def tidy(probability: float) -> float:
    """A probability rounded to twelve places, so that no machine's last digit reaches the output."""
    return round(float(probability), 12)


def rank_families(knowledge: Knowledge, verdict: Verdict) -> tuple[Ranked, ...]:
    """All families, the most probable first; ties by id."""
    return _rank(verdict.network.model.families, verdict.posterior.families)


def _rank(ids: Iterable[str], probabilities: Iterable[float]) -> tuple[Ranked, ...]:
    ranked = (Ranked(id_, tidy(probability)) for id_, probability in zip(ids, probabilities, strict=True))
    return tuple(sorted(ranked, key=lambda one: (-one.probability, one.id)))


def _show_conditions(
    knowledge: Knowledge, case: Case, verdict: Verdict, intervals: Mapping[str, Interval]
) -> tuple[ConditionShown, ...]:
    ranked = _rank(verdict.network.model.conditions, verdict.posterior.conditions)
    told = (n for n, one in enumerate(ranked) if n < REASONED or one.probability >= WORTH_REASONS)
    reasons = weigh_reasons(knowledge, case, tuple(ranked[n].id for n in told))
    shown = []
    for id_, probability in ((one.id, one.probability) for one in ranked):
        condition, why = knowledge.conditions[id_], reasons.get(id_)
        shown.append(
            ConditionShown(
                id_,
                knowledge.family_of(id_),
                condition.name,
                condition.clinical_name,
                condition.serious,
                probability,
                intervals[id_],
                why.in_favour if why else (),
                why.against if why else (),
            )
        )
    return tuple(shown)


def _show_families(
    knowledge: Knowledge, verdict: Verdict, intervals: Mapping[str, Interval]
) -> tuple[FamilyShown, ...]:
    shown = []
    for one in rank_families(knowledge, verdict):
        words = knowledge.families.get(one.id) or knowledge.conditions[one.id]
        shown.append(FamilyShown(one.id, words.name, words.clinical_name, one.probability, intervals[one.id]))
    return tuple(shown)


def _rank_mechanisms(knowledge: Knowledge, network: Network, verdict: Verdict) -> tuple[MechanismShown, ...]:
    shown = [
        MechanismShown(id_, knowledge.mechanisms[id_].name, tidy(probability))
        for id_, probability in zip(network.model.mechanisms, verdict.posterior.mechanisms, strict=True)
    ]
    return tuple(sorted(shown, key=lambda one: (-one.probability, one.id)))


def _show_structures(knowledge: Knowledge, verdict: Verdict) -> tuple[StructureShown, ...]:
    return tuple(
        StructureShown(
            one.id,
            knowledge.structures[one.id].name,
            tidy(one.probability),
            knowledge.structures[one.id].does,
            one.conditions,
        )
        for one in involved_structures(knowledge, verdict)
    )


def show_urgency(knowledge: Knowledge, case: Case, verdict: Verdict) -> UrgencyShown:
    """How soon somebody should be seen, by whom, and why."""
    urgency = verdict.urgency
    words = next(text for text in knowledge.urgency.levels if text.id is urgency.level)
    who = next(who for who in knowledge.urgency.who if who.id == urgency.who)
    numbers = knowledge.urgency.emergency_numbers
    return UrgencyShown(
        level=urgency.level,
        name=words.name,
        do=what_to_do(knowledge, urgency),
        within_hours=urgency.within_hours,
        who=who.name,
        reach=who.reach.get(case.country, who.reach["default"]),
        emergency_number=numbers.get(case.country, numbers["default"]),
        emergency_signs=knowledge.urgency.emergency_signs,
        reasons=tuple(
            ReasonShown(r.rule, r.level, r.within_hours, r.who, r.text, show_citations(r.citations), r.check)
            for r in urgency.reasons
        ),
    )


def _show_inseparable(knowledge: Knowledge, case: Case, verdict: Verdict) -> tuple[CannotSeparate, ...]:
    return tuple(
        CannotSeparate(one.conditions, one.text, one.by, one.separate_with, show_citations(one.citations))
        for one in cannot_separate(knowledge, case, verdict)
    )


def _show_claim(claim: Claim) -> WouldChange:
    answers = tuple(AnswerChanged(a.question, plain_answer(a.answer), a.text) for a in claim.answers)
    becomes: dict[Literal["urgency", "family"], str] = {}
    if claim.urgency is not None:
        becomes["urgency"] = claim.urgency.value
    if claim.family is not None:
        becomes["family"] = claim.family
    return WouldChange(answers, becomes, tidy(claim.chance), claim.text)


def _show_question(knowledge: Knowledge, step: Step) -> NextQuestion | None:
    question = step.question
    if question is None:
        return None
    form = knowledge.forms[question.id]
    texts = {choice.id: choice.text for choice in question.choices}
    texts |= {f"{p.id}_{side}": f"{p.text} ({side})" for p in question.places for side in p.sides}
    return NextQuestion(
        id=question.id,
        kind=question.kind.value,
        text=question.text,
        why=question.why,
        choices=tuple(ChoiceShown(word, texts.get(word, word)) for word in form.words),
        page=step.page.id if step.page else None,
        bits=tidy(step.worth.bits) if step.worth else None,
        bits_exact=step.worth.exact if step.worth else None,
    )
