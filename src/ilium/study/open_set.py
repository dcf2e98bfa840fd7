"""The open benchmark: real, trap and mild cases as stories for any tool, and a scorer for its answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from ilium.answers.case import Case
from ilium.explanation.wording import say_answer
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Entry
from ilium.study.completing import complete_case
from ilium.study.judging import Chance, Judged, Known, judge_case, known_of, triage_of
from ilium.study.scores import Score, plain_score, score

SETS = ("real", "traps", "mild")
"""The files of cases that the benchmark is made of."""

LEAST_CODE = 3
"""A code names a cause from its category on: the first three letters of ICD-10-CM."""

Cause = Annotated[str, Field(min_length=1, max_length=80)]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as any tool can read it: a story of what is known, and what the case is known to be."""

    id: str
    set: str
    story: tuple[str, ...]
    expected: Known
    case: Case


class ToolAnswer(Entry):
    """What a tool said of one case: the causes it named, the likeliest first, and how urgent it is."""

    causes: tuple[Cause, ...] = ()
    urgency: Level | None = None


class ToolAnswers(Entry):
    """What a tool said of the cases, by their ids."""

    tool: Annotated[str, Field(min_length=1, max_length=80)]
    version: Annotated[str, Field(max_length=80)] = ""
    answers: dict[str, ToolAnswer]


@dataclass(frozen=True, slots=True)
class SetScore:
    """A tool's figures on one set; `unanswered` cases count as wrong."""

    name: str
    score: Score
    unanswered: int


def open_cases(knowledge: Knowledge) -> tuple[OpenCase, ...]:
    """All cases of the benchmark, set by set."""
    order = [question for page in knowledge.region.pages for question in page.questions]
    return tuple(
        OpenCase(str(case.id), name, tuple(tell(knowledge, case, order)), known_of(knowledge, case), case)
        for name in SETS
        for case in _read(knowledge, name)
    )


def _read(knowledge: Knowledge, name: str) -> list[Case]:
    assert knowledge.root is not None
    file = knowledge.root / "cases" / f"{name}.yaml"
    return case_reader(knowledge).read_all(file.read_text("utf-8"), file.name)


def tell(knowledge: Knowledge, case: Case, order: Sequence[str]) -> Iterator[str]:
    """What was asked and said, one line an answer: the fixed questions in `order`, then the others by id."""
    places = {question: place for place, question in enumerate(order)}
    for question in sorted(case.answers, key=lambda id_: (places.get(id_, len(places)), id_)):
        yield say_answer(knowledge, question, case.answers[question])


def answer_ourselves(knowledge: Knowledge, cases: Sequence[OpenCase]) -> ToolAnswers:
    """Ilium's own answers, as interviewed: unstated safety items are no, other unstated ones not sure."""
    answers = {}
    for one in cases:
        judged = judge_case(knowledge, complete_case(knowledge, one.case), one.id)
        causes = tuple(chance.family for chance in judged.chances)
        answers[one.id] = ToolAnswer(causes=causes, urgency=judged.urgency)
    return ToolAnswers(tool="Ilium", version=f"{knowledge.version} {knowledge.hash[:12]}", answers=answers)


def score_tool(knowledge: Knowledge, cases: Sequence[OpenCase], told: ToolAnswers) -> tuple[SetScore, ...]:
    """A tool's figures: each set, and the real cases that nobody argues about."""
    groups: dict[str, list[OpenCase]] = {name: [c for c in cases if c.set == name] for name in SETS}
    clear = [c for c in groups["real"] if c.expected.ambiguous is None]
    scores = []
    for name, group in {"real": groups["real"], "real, unambiguous": clear, **groups}.items():
        judged = [_judge(knowledge, case, told.answers.get(case.id)) for case in group]
        unanswered = sum(case.id not in told.answers for case in group)
        scores.append(SetScore(name, score(judged), unanswered))
    return tuple(scores)


def plain_set(one: SetScore) -> dict[str, Any]:
    """The figures on one set as plain values, ready for JSON."""
    return {"name": one.name, "score": plain_score(one.score), "unanswered": one.unanswered}


def _judge(knowledge: Knowledge, one: OpenCase, said: ToolAnswer | None) -> Judged:
    answer, known = said or ToolAnswer(), one.expected
    urgency = answer.urgency or _worst(known.urgency)
    return Judged(
        id=one.id,
        age=one.case.age,
        sex=one.case.sex,
        expected=known,
        place=_place(knowledge, answer.causes, {known.family}),
        place_lenient=_place(knowledge, answer.causes, {known.family, *known.also}),
        first=tuple(Chance(cause, 0.0) for cause in answer.causes[:1]),
        urgency=urgency,
        triage=triage_of(urgency, known.urgency),
        reasons=(),
        possible=False,
        chances=(),
    )


def _worst(wanted: Level | None) -> Level:
    """What no urgency counts as: to stay at home where help is needed, an emergency where it is not."""
    urgent = wanted is not None and wanted.rank >= Level.SEE_CLINICIAN_SOON.rank
    return Level.SELF_CARE if urgent else Level.EMERGENCY_NOW


def _place(knowledge: Knowledge, causes: Sequence[str], families: set[str | None]) -> int | None:
    right = {family for family in families if family is not None}
    places = (n for n, cause in enumerate(causes, 1) if right & families_named(knowledge, cause))
    return next(places, None)


def families_named(knowledge: Knowledge, cause: str) -> frozenset[str]:
    """The families that a tool's word for a cause may mean: an id of ours, or an ICD-10-CM code.

    A code means the conditions that carry it, a code below it or a code above it, from the category on.
    """
    id_ = knowledge.aliases.get(cause, cause)
    if id_ in knowledge.families:
        return frozenset({id_})
    if id_ in knowledge.conditions:
        return frozenset({knowledge.family_of(id_)})
    code = cause.replace(".", "").upper()
    if len(code) < LEAST_CODE:
        return frozenset()
    return frozenset(
        knowledge.family_of(condition)
        for condition, codes in _codes(knowledge).items()
        if any(own.startswith(code) or code.startswith(own) for own in codes)
    )


def _codes(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    return {
        condition.id: tuple(c.code.replace(".", "") for c in condition.codes if c.system == "icd10cm")
        for condition in knowledge.conditions.values()
    }
