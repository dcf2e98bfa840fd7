"""The report as a page: figures, pictures with their tables, and the worst cases with their trails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.faces.study_report import charts, words
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.study.bootstrap import ENOUGH
from ilium.study.evaluate import Evaluation
from ilium.study.figures import Interval, Nobody
from ilium.study.judging import Judged
from ilium.study.reliability import Bin, reliability
from ilium.study.scores import first_truth, truths
from ilium.study.worst import Worst, worst_cases

LEVELS = tuple(sorted(Level, key=lambda level: -level.rank))


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability diagram, what it is of, and the numbers in it."""

    title: str
    svg: str
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """The urgencies expected, by row, against those given, by column."""

    svg: str
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page shows."""

    title: str
    evaluation: Evaluation
    reliability: tuple[Reliability, ...]
    confusion: Confusion
    questions: str
    asked: tuple[tuple[int, int], ...]
    worst: tuple[Worst, ...]


def build_report(knowledge: Knowledge, cases: Sequence[Case], evaluation: Evaluation, title: str) -> Report:
    """Gather and draw. The evaluation must be that of these cases.

    Raises MissingExtraError when the package that draws is not installed.
    """
    judged = evaluation.interviewed.cases
    asked = [case.questions for case in judged if case.questions is not None]
    return Report(
        title=title,
        evaluation=evaluation,
        reliability=(
            _reliability(words.ALL_FAMILIES, reliability(judged, truths)),
            _reliability(words.FIRST_FAMILIES, reliability(judged, first_truth)),
        ),
        confusion=_confusion(judged),
        questions=charts.draw_questions(asked, words.ASKED, words.PEOPLE) if asked else "",
        asked=tuple(sorted(Counter(asked).items())),
        worst=worst_cases(knowledge, cases, evaluation),
    )


def _reliability(title: str, bins: tuple[Bin, ...]) -> Reliability:
    return Reliability(title, charts.draw_reliability(bins, words.GIVEN_CHANCE, words.CAME_TRUE), bins)


def _confusion(judged: Sequence[Judged]) -> Confusion:
    pairs = Counter((case.expected.urgency, case.urgency) for case in judged)
    counts = tuple(tuple(pairs[wanted, given] for given in LEVELS) for wanted in LEVELS)
    names = tuple(words.LEVELS[level.value] for level in LEVELS)
    return Confusion(charts.draw_confusion(counts, names, words.GIVEN, words.EXPECTED), names, counts)


def render(report: Report) -> str:
    """The page as HTML, with its style and pictures inside."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    surroundings = Environment(
        loader=PackageLoader("ilium.faces.study_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    surroundings.tests["nobody"] = lambda figure: isinstance(figure, Nobody)
    surroundings.tests["told"] = lambda interval: isinstance(interval, Interval)
    page = surroundings.get_template("report.html")
    return page.render(report=report, words=words, enough=ENOUGH) + "\n"
