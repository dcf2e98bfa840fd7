"""`ilium study score`: a cohort table in, probabilities and urgency out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import score_words as words
from ilium.faces.terminal.long_work import runner_options, showing_progress, telling_faults
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.study.runners import Runner
    from ilium.study.score import Files, Score

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("source", type=PATH, metavar="IN.parquet")
@click.argument("target", type=PATH, metavar="OUT.parquet")
@click.option("--rejects", type=PATH, metavar="FILE", help="Where rows that cannot be read go, with reasons.")
@runner_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def score(
    *, source: Path, target: Path, rejects: Path | None, open_runner: Callable[[], Runner], as_json: bool
) -> None:
    """Score every row of the table IN.parquet into OUT.parquet."""
    rejects = rejects or target.with_name(f"{target.stem}.rejects{target.suffix}")
    _check(source, target, rejects)
    result = _run(source, target, rejects, open_runner)
    if as_json:
        _print_json(result)
    else:
        _print_table(result, target, rejects)


def _check(source: Path, target: Path, rejects: Path) -> None:
    if source.is_dir():
        raise Refusal(words.FOLDER_IN.format(file=source))
    if not source.is_file():
        raise Refusal(words.NO_FILE.format(file=source))
    files = [source.resolve(), target.resolve(), rejects.resolve()]
    if len(set(files)) < len(files):
        raise Refusal(words.SAME_FILE.format(file=target if files[0] != files[2] else rejects))
    for file in (target, rejects):
        if not file.parent.is_dir():
            raise Refusal(words.NO_FOLDER.format(file=file, folder=file.parent))
        if file.is_dir():
            raise Refusal(words.FOLDER_OUT.format(file=file))


def _run(source: Path, target: Path, rejects: Path, open_runner: Callable[[], Runner]) -> Score:
    try:
        from ilium.study.batch.columns import UnreadableColumnError
        from ilium.study.score import Files, NoTableError, UnreadableTableError, open_table
    except ImportError:
        raise Refusal(words.NO_ARROW) from None
    try:
        rows = open_table(source).metadata.num_rows
        return _score(Files(source, target, rejects), open_runner(), rows)
    except UnreadableColumnError as error:
        raise Refusal(_bad_column(source, error.column, error.why)) from None
    except NoTableError as error:
        raise Refusal(words.NO_TABLE.format(file=source, why=error)) from None
    except UnreadableTableError as error:
        raise Refusal(words.CANNOT_READ.format(file=source, row=error.row, why=error.why)) from None


def _score(files: Files, runner: Runner, rows: int) -> Score:
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.score import score_file

    with telling_faults(words.WORDS), showing_progress(rows, words.WORDS) as listener:
        return score_file(load_knowledge(), files, runner, listener)


def _bad_column(source: Path, column: str, why: str) -> str:
    from ilium.documents.problems import suggest
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.batch.columns import column_names

    near = suggest(column, column_names(load_knowledge()), words.SEE_COLUMNS)
    return words.BAD_COLUMN[why].format(file=source, column=column, near=near)


def _print_json(result: Score) -> None:
    from dataclasses import asdict

    from ilium.faces.terminal.console import print_json

    print_json(asdict(result))


def _print_table(result: Score, target: Path, rejects: Path) -> None:
    from rich import box
    from rich.table import Table

    from ilium.faces.terminal.console import open_console, print_parts

    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in words.LEVEL_COLUMNS:
        table.add_column(column)
    for level, name in words.LEVELS.items():
        table.add_row(name, f"{result.levels[level]:,}")
    heading = words.HEADING.format(rows=result.rows, scored=result.scored, rejected=result.rejected)
    written = words.WRITTEN.format(target=target, rejects=rejects)
    knowledge = words.KNOWLEDGE.format(version=result.version, hash=result.hash[:12])
    print_parts(open_console(), [heading, table, written, knowledge])
