"""`ilium study benchmark`: the open benchmark, written out for any tool, and any tool's answers scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.study_report import open_set_words as words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ilium.knowledge.library import Knowledge
    from ilium.study.open_set import OpenCase, SetScore, ToolAnswers
    from ilium.study.scores import Share


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
    from ilium.study.open_set import answer_ourselves, open_cases, plain_set, score_tool

    knowledge = load_knowledge()
    cases = open_cases(knowledge)
    told = _read_answers(cases, answers) if answers else answer_ourselves(knowledge, cases)
    if folder is not None:
        files = _files(knowledge, cases, answer_ourselves(knowledge, cases))
        _write(folder, files)
        return
    scores = score_tool(knowledge, cases, told)
    if as_json:
        print_json({"tool": told.tool, "version": told.version, "sets": [plain_set(one) for one in scores]})
    else:
        _print_all(open_console(), knowledge, told, scores)


def _read_answers(cases: Sequence[OpenCase], name: str) -> ToolAnswers:
    from ilium.documents.problems import BadDocumentError, Place, Problem, suggest
    from ilium.documents.validation import validate
    from ilium.documents.yaml_text import decode
    from ilium.faces.terminal.case_input import read_bytes
    from ilium.study.open_set import ToolAnswers

    data, file = read_bytes(name)
    told = validate(ToolAnswers, decode(data, file), file)
    ids = {case.id for case in cases}
    strange = [id_ for id_ in told.answers if id_ not in ids]
    if strange:
        raise BadDocumentError(
            Problem(Place(file), words.UNKNOWN_CASE.format(id=id_), suggest(id_, ids)) for id_ in strange
        )
    return told


def _files(knowledge: Knowledge, cases: Sequence[OpenCase], own: ToolAnswers) -> dict[str, str]:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from ilium.knowledge.levels import Level

    counts = {name: sum(case.set == name for case in cases) for name in ("real", "traps", "mild")}
    stories = [{"id": case.id, "set": case.set, "story": list(case.story)} for case in cases]
    key = {case.id: asdict(case.expected) for case in cases}
    surroundings = Environment(
        loader=PackageLoader("ilium.faces.study_report"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    levels = ", ".join(f"`{level.value}`" for level in Level)
    return {
        "README.md": surroundings.get_template("open_set.md").render(
            version=knowledge.version, hash=knowledge.hash[:12], levels=levels, **counts
        ),
        "cases.json": _as_json(stories),
        "key.json": _as_json(key),
        "answers_ilium.json": _as_json(own.model_dump(mode="json")),
    }


def _as_json(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _write(folder: Path, files: dict[str, str]) -> None:
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.saving_text import save_text

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(words.NOT_A_FOLDER.format(folder=folder, why=error.strerror)) from None
    for name, text in files.items():
        save_text(text, folder / name)
    click.echo(words.WRITTEN.format(folder=folder, files=", ".join(files)))


def _print_all(console: Console, knowledge: Knowledge, told: ToolAnswers, scores: Sequence[SetScore]) -> None:
    console.print(words.HEADING.format(tool=told.tool, version=told.version), style="bold", markup=False)
    console.print(words.INTRO)
    console.print(_score_table(scores))
    for one in scores:
        if one.unanswered:
            console.print(words.UNANSWERED.format(n=one.unanswered, name=one.name))
    strange = tuple(_strange_causes(knowledge, told))
    if strange:
        console.print(words.UNKNOWN_CAUSES.format(n=len(strange), first=strange[0]), markup=False)
    if told.tool == "Ilium":
        console.print(words.OWN_ANSWERS, markup=False)
    console.print("\n" + words.PUBLISHED, style="bold")
    console.print(words.PUBLISHED_INTRO)
    console.print(_published_table())


def _strange_causes(knowledge: Knowledge, told: ToolAnswers) -> Iterator[str]:
    from ilium.study.open_set import families_named

    named = dict.fromkeys(cause for answer in told.answers.values() for cause in answer.causes)
    yield from (cause for cause in named if not families_named(knowledge, cause))


def _score_table(scores: Sequence[SetScore]) -> Table:
    table = _new_table(words.COLUMNS)
    for one in scores:
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
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
