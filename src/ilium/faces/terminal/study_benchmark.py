"""`ilium study benchmark`: the open benchmark, written out for any tool, and any tool's answers scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.study_report import open_set_words as words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ilium.knowledge.library import Knowledge
    from ilium.study.open_set import OpenCase, ToolAnswers, ToolScore
    from ilium.study.scores import Share

JSON = ('{"', "{\n", "{\r\n")
"""How a text of JSON begins. Faults in it are told as such; any other text is read as YAML."""


@click.command()
@click.argument("answers", required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the cases, the key and Ilium's own answers into FOLDER.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def benchmark(answers: str | None, folder: Path | None, as_json: bool) -> None:
    """Score the tool whose answers are in the file ANSWERS ('-' reads standard input), or Ilium itself."""
    from ilium.faces.terminal.console import open_console, print_json
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.open_set import open_cases, plain_tool

    knowledge = load_knowledge()
    cases = open_cases(knowledge)
    told = _read_answers(cases, answers) if answers else None
    if folder is not None:
        _write(folder, knowledge, cases)
        if told is None:
            return
    scores = tuple(_score(knowledge, cases, told))
    if as_json:
        print_json({"results": [plain_tool(one) for one in scores]})
    else:
        _print_all(open_console(), scores)


def _score(knowledge: Knowledge, cases: Sequence[OpenCase], told: ToolAnswers | None) -> Iterator[ToolScore]:
    """The tool and below it Ilium from the same story; without a tool Ilium from both."""
    from ilium.study.open_set import STORIES, answer_ourselves, score_tool

    for story in (told.story,) if told else STORIES:
        own = answer_ourselves(knowledge, cases, story)
        if told is not None and told != own:
            yield score_tool(knowledge, cases, told)
        yield score_tool(knowledge, cases, own)


def _read_answers(cases: Sequence[OpenCase], name: str) -> ToolAnswers:
    from ilium.documents.json_text import hold_to_json
    from ilium.documents.validation import validate
    from ilium.documents.yaml_text import decode
    from ilium.faces.terminal.case_input import read_bytes
    from ilium.study.open_set import ToolAnswers

    data, file = read_bytes(name)
    text = decode(data, file)
    if text.lstrip().startswith(JSON):
        text = hold_to_json(text, file)
    told = validate(ToolAnswers, text, file)
    _refuse_strange_cases(told, {case.id for case in cases}, text, file)
    return told


def _refuse_strange_cases(told: ToolAnswers, ids: set[str], text: str, file: str) -> None:
    from ilium.documents.problems import MOST_TOLD, BadDocumentError, Problem, shorten, suggest
    from ilium.documents.validation import nearest_place
    from ilium.documents.yaml_text import Places, read_yaml

    strange = [id_ for id_ in told.answers if id_ not in ids]
    if not strange:
        return
    places: Places = {}
    read_yaml(text, file, places)
    raise BadDocumentError(
        Problem(
            nearest_place(("answers", id_), file, places),
            words.UNKNOWN_CASE.format(id=shorten(id_)),
            suggest(id_, ids, words.SEE_CASES) if number < MOST_TOLD else "",
        )
        for number, id_ in enumerate(strange)
    )


def _write(folder: Path, knowledge: Knowledge, cases: Sequence[OpenCase]) -> None:
    from ilium.faces.study_report.open_set_files import files_of
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.saving_text import save_text

    files = files_of(knowledge, cases)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(words.NOT_A_FOLDER.format(folder=folder, why=error.strerror)) from None
    for name, text in files.items():
        save_text(text, folder / name)
    click.echo(words.WRITTEN.format(folder=folder, files=", ".join(files)), err=True)


def _print_all(console: Console, scores: Sequence[ToolScore]) -> None:
    console.print(words.INTRO + "\n")
    for one in scores:
        _print_score(console, one)
    console.print(words.PUBLISHED, style="bold")
    console.print(words.PUBLISHED_INTRO)
    console.print(_published_table())


def _print_score(console: Console, one: ToolScore) -> None:
    story = words.STORIES[one.story]
    heading = words.HEADING.format(tool=one.tool, version=one.version, story=story).replace(" ,", ",")
    console.print(heading, style="bold", markup=False)
    console.print(words.ABOUT[one.story])
    console.print(_score_table(one))
    notes = tuple(_notes(one))
    if notes:
        console.print("\n".join(notes) + "\n", markup=False)


def _notes(one: ToolScore) -> Iterator[str]:
    """What the table cannot say: what was not answered, what was broad, and what could not be read."""
    for told, key in ((words.UNANSWERED, "unanswered"), (words.BROAD, "broad")):
        counts = [(group.name, getattr(group, key)) for group in one.sets]
        sets = "; ".join(words.SET.format(name=name, n=n) for name, n in counts if n)
        if sets:
            yield told.format(sets=sets)
    if one.strange:
        first = ", ".join(one.strange[: words.FIRST_TOLD])
        more = words.MORE if len(one.strange) > words.FIRST_TOLD else ""
        yield words.UNKNOWN_CAUSES.format(n=len(one.strange), first=first + more)


def _score_table(tool: ToolScore) -> Table:
    table = _new_table(words.COLUMNS)
    for one in tool.sets:
        shares = (_share_words(getattr(one.score, key)) for key in words.KEYS)
        table.add_row(one.name, str(one.score.n), *shares)
    return table


def _share_words(share: Share) -> str:
    if share.low is None or share.high is None:
        return words.NOBODY
    low, high = round(share.low * 100), round(share.high * 100)
    return words.SHARE.format(hits=share.hits, n=share.n, low=low, high=high)


def _published_table() -> Table:
    from ilium.study.published import PUBLISHED

    table = _new_table(words.PUBLISHED_COLUMNS)
    before = ""
    for figure in PUBLISHED:
        percent = "" if figure.percent is None else f"{figure.percent:g}"
        source = "" if figure.source == before else figure.source
        table.add_row(figure.what, percent, f"{figure.low:g}-{figure.high:g}", source)
        before = figure.source
    return table


def _new_table(columns: Sequence[str]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", min_width=None if number else words.FIRST_WIDTH)
    return table
