"""`ilium study evaluate`: known cases held against their results, as tables or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.study_report import words
from ilium.faces.terminal.figures import say_score

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ilium.answers.case import Case
    from ilium.knowledge.library import Knowledge
    from ilium.study.evaluate import Evaluation, Group
    from ilium.study.judging import Judged
    from ilium.study.scores import Score, Share

BY = {key.removeprefix("by_"): key for key in words.GROUPS}
TWO_COLUMNS = (20, 19, 19, 19)
FIGURE_WIDTH = 18
LEGENDS = (words.LEGEND, words.CHANCE, words.COVERAGE)


@click.command()
@click.argument("cases")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--by", type=click.Choice(sorted(BY)), help="Print every figure of each such group instead.")
@click.option("--questions", is_flag=True, help="Also hold the interviews, to count the questions.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a report with pictures into FILE; it holds the interviews too.",
)
def evaluate(cases: str, as_json: bool, by: str | None, questions: bool, page: Path | None) -> None:
    """Hold the cases in the file CASES against what each is expected to be; '-' reads standard input."""
    from ilium.faces.terminal.console import open_console, print_json
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.evaluate import as_plain

    if by is not None and (as_json or page is not None):
        raise click.UsageError(words.BY_ALONE)
    knowledge = load_knowledge()
    read = _read_cases(knowledge, cases)
    result = _judge(knowledge, read, questions=questions or page is not None)
    if page is not None:
        _write_report(knowledge, read, result, page, cases)
    elif as_json:
        print_json(as_plain(result))
    else:
        _print_all(open_console(), result, by)


def _judge(knowledge: Knowledge, cases: list[Case], *, questions: bool) -> Evaluation:
    """Judge the cases, with a bar on standard error where interviews take their time."""
    from rich.console import Console
    from rich.progress import Progress

    from ilium.study.evaluate import evaluate as judge

    with Progress(console=Console(stderr=True), transient=True, disable=not questions) as bar:
        task = bar.add_task(words.INTERVIEWING, total=len(cases))
        return judge(knowledge, cases, questions=questions, after_each=lambda: bar.advance(task))


def _write_report(knowledge: Knowledge, cases: list[Case], result: Evaluation, page: Path, name: str) -> None:
    from ilium.faces.study_report.missing import MissingExtraError
    from ilium.faces.study_report.page import build_report, render
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.saving_text import save_text

    title = words.TITLE if name == "-" else f"{words.TITLE}: {Path(name).name}"
    try:
        text = render(build_report(knowledge, cases, result, title))
    except MissingExtraError as error:
        raise Refusal(str(error)) from None
    save_text(text, page)


def _read_cases(knowledge: Knowledge, name: str) -> list[Case]:
    from ilium.documents.problems import BadDocumentError, Place, Problem
    from ilium.documents.yaml_text import decode
    from ilium.faces.terminal.case_input import read_bytes
    from ilium.knowledge.case_reading import case_reader

    data, file = read_bytes(name)
    cases = case_reader(knowledge).read_all(decode(data, file), file)
    if not any(case.expected for case in cases):
        what = words.NOTHING_EXPECTED if cases else words.NO_CASES
        raise BadDocumentError([Problem(Place(file), what, words.GIVE_CASES)])
    return cases


def _print_all(console: Console, result: Evaluation, by: str | None) -> None:
    from ilium.study.bootstrap import ENOUGH

    console.print(words.HEADING.format(n=result.n), style="bold")
    console.print(words.INTRO, words.RANGES.format(enough=ENOUGH))
    if by is None:
        _print_overall(console, result)
    else:
        _print_groups(console, result, BY[by])
    console.print(words.KNOWLEDGE.format(version=result.version, hash=result.hash[:12]))


def _print_overall(console: Console, result: Evaluation) -> None:
    console.print(_score_table(result))
    console.print(*LEGENDS)
    for key, title in words.GROUPS.items():
        console.print("\n" + words.GROUPS_HEADING.format(group=title), style="bold")
        console.print(_group_table(getattr(result.interviewed, key)))
    console.print("\n" + words.CASES, style="bold")
    console.print(_case_table(result.interviewed.cases))


def _print_groups(console: Console, result: Evaluation, key: str) -> None:
    """Every figure of each group, in two columns, with the ranges."""
    console.print("\n" + words.EACH_GROUP.format(group=words.GROUPS[key]), style="bold")
    for group in getattr(result.interviewed, key):
        console.print("\n" + words.GROUP_HEADING.format(name=group.name, n=group.score.n), style="bold")
        console.print(_figures_in_two_columns(group.score))
    console.print("\n" + " ".join(LEGENDS))


def _figures_in_two_columns(score: Score) -> Table:
    """The shares on the left, the rest on the right."""
    from rich.table import Table

    figures = list(say_score(score))
    shares, rest = figures[: len(words.SHARES)], figures[len(words.SHARES) :]
    table = Table.grid(padding=(0, 1))
    for width in TWO_COLUMNS:
        table.add_column(width=width)
    for left, right in zip_longest(shares, rest, fillvalue=("", "")):
        table.add_row(*left, *right)
    return table


def _score_table(result: Evaluation) -> Table:
    table = _new_table(words.MEASURE, words.STATED, words.INTERVIEWED, words.UNAMBIGUOUS)
    for column in table.columns[1:]:
        column.min_width = FIGURE_WIDTH
    scores = (result.as_stated.overall, result.interviewed.overall, result.interviewed.unambiguous)
    for row in zip(*(say_score(score) for score in scores), strict=True):
        table.add_row(row[0][0], *(figure for _, figure in row))
    return table


def _group_table(groups: Sequence[Group]) -> Table:
    table = _new_table(*words.GROUP_COLUMNS, tight=True)
    for group in groups:
        table.add_row(group.name, str(group.score.n), *_counts(group.score))
    return table


def _counts(score: Score) -> Iterator[str]:
    for key in words.GROUP_SHARES:
        share: Share = getattr(score, key)
        yield f"{share.hits}/{share.n}" if share.n else words.NOBODY


def _case_table(cases: Sequence[Judged]) -> Table:
    table = _new_table("", "", header=False)
    for case in cases:
        table.add_row("\n".join(_told(case)), "\n".join(_ranked(case)) or words.NOT_POSSIBLE)
    return table


def _told(case: Judged) -> Iterator[str]:
    known = case.expected
    yield f"{case.id} ({words.AMBIGUOUS})" if known.ambiguous else case.id
    cause = known.diagnosis or words.NO_CAUSE
    yield f"  {cause if known.listed or not known.diagnosis else words.NOT_LISTED.format(id=cause)}"
    level = words.LEVELS[case.urgency]
    if case.triage is None or known.urgency is None:
        yield f"  {level}"
    else:
        yield f"{words.TRIAGE[case.triage]} {level}, expected {words.LEVELS[known.urgency]}"


def _ranked(case: Judged) -> Iterator[str]:
    for chance in case.first:
        family = chance.family
        mark = "*" if family == case.expected.family else "+" if family in case.expected.also else ""
        yield f"{round(chance.probability * 100):3} % {family}{mark}"


def _new_table(*columns: str, header: bool = True, tight: bool = False) -> Table:
    from rich import box
    from rich.table import Table

    edge = None if tight else box.SIMPLE
    table = Table(box=edge, padding=(0, 1, 0, 0), show_header=header)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
