"""One case held against what it is known to be: where its cause came, and how its urgency compares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ilium.answers.case import Case, Expected
from ilium.assessment import rank_families
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.safety.urgency import Urgency, decide_urgency, raise_red_flags
from ilium.verdict import reach_verdict

SHOWN_FIRST = 3

Triage = Literal["at_level", "over", "under"]


@dataclass(frozen=True, slots=True)
class Chance:
    """A family and its probability."""

    family: str
    probability: float


@dataclass(frozen=True, slots=True)
class Known:
    """What a case is known to be. `listed` says whether the knowledge holds the cause at all."""

    diagnosis: str | None
    family: str | None
    also: tuple[str, ...]
    urgency: Level | None
    ambiguous: str | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One case beside its result. `place` is the rank of the expected family, None when it is nowhere.

    The lenient place counts `also` too. `reasons` are the rules that asked for the level given; `possible`
    says whether any world of the knowledge allows the answers; `questions` is how many the interview asks,
    None where none was held.
    """

    id: str
    age: float | None
    sex: str
    expected: Known
    place: int | None
    place_lenient: int | None
    first: tuple[Chance, ...]
    urgency: Level
    triage: Triage | None
    reasons: tuple[str, ...]
    possible: bool
    chances: tuple[Chance, ...]
    questions: int | None = None


def judge_case(knowledge: Knowledge, case: Case, id_: str, questions: int | None = None) -> Judged:
    """A case beside its result."""
    known = known_of(knowledge, case)
    urgency, chances = _result(knowledge, case)
    order = [chance.family for chance in chances]
    return Judged(
        id=id_,
        age=case.age,
        sex=case.sex,
        expected=known,
        place=_place(order, {known.family}),
        place_lenient=_place(order, {known.family, *known.also}),
        first=chances[:SHOWN_FIRST],
        urgency=urgency.level,
        triage=triage_of(urgency.level, known.urgency),
        reasons=tuple(r.rule for r in urgency.reasons if r.level is urgency.level),
        possible=bool(chances),
        chances=chances,
        questions=questions,
    )


def known_of(knowledge: Knowledge, case: Case) -> Known:
    """What a case is known to be, in the families of the knowledge."""
    told = case.expected or Expected()
    family = family_named(knowledge, told.diagnosis) if told.diagnosis else None
    return Known(
        diagnosis=told.diagnosis,
        family=family,
        also=tuple(sorted({family_named(knowledge, id_) for id_ in told.also} - {family})),
        urgency=Level(told.urgency) if told.urgency else None,
        ambiguous=told.ambiguous,
        listed=family in {*knowledge.families, *knowledge.conditions},
    )


def family_named(knowledge: Knowledge, id_: str) -> str:
    """The family of a condition or a family; an id that the knowledge does not hold stays as it is."""
    name = knowledge.aliases.get(id_, id_)
    return knowledge.family_of(name) if name in knowledge.conditions else name


def _result(knowledge: Knowledge, case: Case) -> tuple[Urgency, tuple[Chance, ...]]:
    """Urgency and ranking. Where no world allows the answers the rules still tell the urgency."""
    try:
        verdict = reach_verdict(knowledge, case)
    except ImpossibleAnswersError:
        return decide_urgency(knowledge, raise_red_flags(knowledge, case)), ()
    ranked = rank_families(knowledge, verdict)
    return verdict.urgency, tuple(Chance(family.id, family.probability) for family in ranked)


def _place(order: list[str], right: set[str | None]) -> int | None:
    return next((place for place, family in enumerate(order, 1) if family in right), None)


def triage_of(given: Level, wanted: Level | None) -> Triage | None:
    """How a level compares with the one expected; nothing where none is."""
    if wanted is None:
        return None
    if given.rank == wanted.rank:
        return "at_level"
    return "over" if given.rank > wanted.rank else "under"
