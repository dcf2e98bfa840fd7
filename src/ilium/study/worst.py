"""The cases that went most wrong, each with its number trail: where to look first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.explanation.explaining import Explanation, explain
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.study.completing import complete_case
from ilium.study.evaluate import Evaluation
from ilium.study.judging import Judged
from ilium.study.scores import brier

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Worst:
    """A case that went wrong, and how the first and the expected cause got their probabilities, if listed."""

    judged: Judged
    first: Explanation | None
    expected: Explanation | None


def worst_cases(knowledge: Knowledge, cases: Sequence[Case], evaluation: Evaluation) -> tuple[Worst, ...]:
    """The worst cases as interviewed: urgent ones that were missed, then wrong firsts by Brier score."""
    pairs = zip(evaluation.interviewed.cases, cases, strict=True)
    wrong = [(judged, case) for judged, case in pairs if _missed(judged) or not _right(judged)]
    wrong.sort(key=lambda pair: (not _missed(pair[0]), -_badness(pair[0]), pair[0].id))
    return tuple(_explain(knowledge, case, judged) for judged, case in wrong[:SHOWN])


def _missed(judged: Judged) -> bool:
    """Whether somebody who needed help the same day or sooner was told less."""
    wanted = judged.expected.urgency
    urgent = Level.URGENT_SAME_DAY.rank
    return wanted is not None and wanted.rank >= urgent > judged.urgency.rank


def _right(judged: Judged) -> bool:
    return judged.expected.family is None or judged.place_lenient == 1


def _badness(judged: Judged) -> float:
    return brier(judged) if judged.possible and judged.expected.family else 0.0


def _explain(knowledge: Knowledge, case: Case, judged: Judged) -> Worst:
    whole, known = complete_case(knowledge, case), judged.expected
    if not judged.possible:
        return Worst(judged, None, None)
    first = judged.first[0].family
    other = known.family if known.listed and known.family != first else None
    return Worst(
        judged, explain(knowledge, whole, first), explain(knowledge, whole, other) if other else None
    )
