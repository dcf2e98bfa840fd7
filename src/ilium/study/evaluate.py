"""Known cases held against their results, as they were stated and as if they had been interviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ilium.answers.case import Case
from ilium.knowledge.library import Knowledge
from ilium.study.asking import count_questions
from ilium.study.completing import complete_case
from ilium.study.judging import Judged, judge_case
from ilium.study.scores import Score, plain_score, score

AGE_BANDS = ((40, "under 40"), (60, "40 to 59"), (75, "60 to 74"), (None, "75 and over"))
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of the cases that have something in common."""

    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of all cases and of groups, and every case beside its result."""

    overall: Score
    unambiguous: Score
    by_age: tuple[Group, ...]
    by_sex: tuple[Group, ...]
    by_condition: tuple[Group, ...]
    cases: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Known cases judged by one knowledge: as stated, and as interviewed."""

    version: str
    hash: str
    n: int
    as_stated: Result
    interviewed: Result


def evaluate(
    knowledge: Knowledge,
    cases: Sequence[Case],
    *,
    questions: bool = False,
    after_each: Callable[[], None] = lambda: None,
) -> Evaluation:
    """Judge known cases. The same knowledge and cases give the same figures.

    With `questions` each case is also sent through the interview, to count them: about a second a case.
    """

    def judge(case: Case, name: str) -> Judged:
        asked = count_questions(knowledge, case) if questions else None
        after_each()
        return judge_case(knowledge, complete_case(knowledge, case), name, asked)

    return Evaluation(
        version=knowledge.version,
        hash=knowledge.hash,
        n=len(cases),
        as_stated=_sum_up(judge_case(knowledge, case, name) for name, case in _named(cases)),
        interviewed=_sum_up(judge(case, name) for name, case in _named(cases)),
    )


def _named(cases: Sequence[Case]) -> Iterator[tuple[str, Case]]:
    for number, case in enumerate(cases, 1):
        yield case.id or f"case {number}", case


def _sum_up(cases: Iterable[Judged]) -> Result:
    judged = tuple(cases)
    return Result(
        overall=score(judged),
        unambiguous=score([case for case in judged if case.expected.ambiguous is None]),
        by_age=_groups(judged, lambda case: age_band(case.age), [name for _, name in AGE_BANDS]),
        by_sex=_groups(judged, lambda case: case.sex, ["female", "male"]),
        by_condition=_groups(judged, lambda case: case.expected.family or UNKNOWN, ()),
        cases=judged,
    )


def age_band(age: float | None) -> str:
    """The age band that a case is counted in."""
    if age is None:
        return UNKNOWN
    return next(name for below, name in AGE_BANDS if below is None or age < below)


def _groups(
    judged: Sequence[Judged], name_of: Callable[[Judged], str], order: Iterable[str]
) -> tuple[Group, ...]:
    """One group for each name: the named ones in their order, then the others by name."""
    names = {name_of(case) for case in judged}
    first = [name for name in order if name in names]
    rest = sorted(names - set(first) - {UNKNOWN}) + ([UNKNOWN] if UNKNOWN in names else [])
    return tuple(
        Group(name, score([case for case in judged if name_of(case) == name])) for name in (*first, *rest)
    )


def as_plain(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as plain values, ready for JSON; the full rankings stay out."""
    return {
        "version": evaluation.version,
        "hash": evaluation.hash,
        "n": evaluation.n,
        "as_stated": _plain_result(evaluation.as_stated),
        "interviewed": _plain_result(evaluation.interviewed),
    }


def _plain_result(result: Result) -> dict[str, Any]:
    cases = [asdict(case) for case in result.cases]
    for case in cases:
        del case["chances"]
    return {
        "overall": plain_score(result.overall),
        "unambiguous": plain_score(result.unambiguous),
        "by_age": _plain_groups(result.by_age),
        "by_sex": _plain_groups(result.by_sex),
        "by_condition": _plain_groups(result.by_condition),
        "cases": cases,
    }


def _plain_groups(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [{"name": group.name, "score": plain_score(group.score)} for group in groups]
