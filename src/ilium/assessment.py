"""The one door: from knowledge and a case to everything Ilium says about it."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.interview.next_question import Step, next_step
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation
from ilium.reasoning.network import Network
from ilium.verdict import Verdict, reach_verdict


@dataclass(frozen=True, slots=True)
class KnowledgeMark:
    """Which knowledge gave the result."""

    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class CitationShown:
    """Where a statement comes from."""

    source: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One reason for the urgency, the most urgent first."""

    rule: str
    level: Level
    within_hours: int
    who: str
    text: str
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class UrgencyShown:
    """How soon somebody should be seen, by whom, and why. `within_hours` 0 means now."""

    level: Level
    name: str
    do: str
    within_hours: int
    who: str
    reach: str
    emergency_number: str
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A condition and the probability that it is present."""

    id: str
    family: str
    name: str
    clinical_name: str
    serious: bool
    probability: float


@dataclass(frozen=True, slots=True)
class FamilyShown:
    """A family and the probability that any of its members is present."""

    id: str
    name: str
    clinical_name: str
    probability: float


@dataclass(frozen=True, slots=True)
class MechanismShown:
    """A mechanism and the probability that it is at work."""

    id: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """One option of a question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question to ask next, the fixed page it stands on if any, and what asking it is worth."""

    id: str
    kind: str
    text: str
    why: str
    choices: tuple[ChoiceShown, ...]
    page: str | None
    bits: float | None
    bits_exact: bool | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything Ilium says about a case. The same knowledge and case give the same bytes."""

    knowledge: KnowledgeMark
    urgency: UrgencyShown
    conditions: tuple[ConditionShown, ...]
    families: tuple[FamilyShown, ...]
    unlisted: float
    mechanisms: tuple[MechanismShown, ...]
    next_question: NextQuestion | None
    stopped: str | None


def assess(knowledge: Knowledge, case: Case, *, after_emergency: bool = False) -> Assessment:
    """Urgency, ranked conditions and families, and the next question for a case.

    `after_emergency` goes on asking when the answers already call for emergency help.
    Raises ImpossibleAnswersError when no explanation in the knowledge allows the answers.
    """
    verdict = reach_verdict(knowledge, case)
    step = next_step(knowledge, case, after_emergency=after_emergency)
    return Assessment(
        knowledge=KnowledgeMark(knowledge.version, knowledge.hash),
        urgency=_show_urgency(knowledge, case, verdict),
        conditions=rank_conditions(knowledge, verdict),
        families=rank_families(knowledge, verdict),
        unlisted=tidy(verdict.posterior.unlisted),
        mechanisms=_rank_mechanisms(knowledge, verdict.network, verdict),
        next_question=_show_question(knowledge, step),
        stopped=step.stopped.value if step.stopped else None,
    )


def tidy(probability: float) -> float:
    """A probability rounded to twelve places, so that no machine's last digit reaches the output."""
    return round(float(probability), 12)


def rank_conditions(knowledge: Knowledge, verdict: Verdict) -> tuple[ConditionShown, ...]:
    """All conditions, the most probable first; ties by id."""
    shown = [
        ConditionShown(c.id, knowledge.family_of(c.id), c.name, c.clinical_name, c.serious, tidy(probability))
        for c, probability in zip(knowledge.conditions.values(), verdict.posterior.conditions, strict=True)
    ]
    return tuple(sorted(shown, key=lambda one: (-one.probability, one.id)))


def rank_families(knowledge: Knowledge, verdict: Verdict) -> tuple[FamilyShown, ...]:
    """All families, the most probable first; ties by id."""
    shown = []
    for id_, probability in zip(verdict.network.model.families, verdict.posterior.families, strict=True):
        words = knowledge.families.get(id_) or knowledge.conditions[id_]
        shown.append(FamilyShown(id_, words.name, words.clinical_name, tidy(probability)))
    return tuple(sorted(shown, key=lambda one: (-one.probability, one.id)))


def _rank_mechanisms(knowledge: Knowledge, network: Network, verdict: Verdict) -> tuple[MechanismShown, ...]:
    shown = [
        MechanismShown(id_, knowledge.mechanisms[id_].name, tidy(probability))
        for id_, probability in zip(network.model.mechanisms, verdict.posterior.mechanisms, strict=True)
    ]
    return tuple(sorted(shown, key=lambda one: (-one.probability, one.id)))


def _show_urgency(knowledge: Knowledge, case: Case, verdict: Verdict) -> UrgencyShown:
    urgency = verdict.urgency
    words = next(text for text in knowledge.urgency.levels if text.id is urgency.level)
    who = next(who for who in knowledge.urgency.who if who.id == urgency.who)
    numbers = knowledge.urgency.emergency_numbers
    return UrgencyShown(
        level=urgency.level,
        name=words.name,
        do=words.do,
        within_hours=urgency.within_hours,
        who=who.name,
        reach=who.reach.get(case.country, who.reach["default"]),
        emergency_number=numbers.get(case.country, numbers["default"]),
        reasons=tuple(
            ReasonShown(r.rule, r.level, r.within_hours, r.who, r.text, _show_citations(r.citations))
            for r in urgency.reasons
        ),
    )


def _show_citations(citations: tuple[Citation, ...]) -> tuple[CitationShown, ...]:
    return tuple(CitationShown(c.source, c.place, c.says) for c in citations)


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
