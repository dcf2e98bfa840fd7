"""`ilium study safety`: the safety rules proved over all answers, or the answers that break them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import safety_words as words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.safety.proof.theorems import Result
    from ilium.study.safety import SafetyStudy

WIDTH, INDENT = 88, 11
BROKEN = 1
"""The exit code when a claim is not proved."""


@click.command()
@click.option(
    "--knowledge", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Another region."
)
@click.option(
    "--certificate", type=click.Path(path_type=Path), metavar="FILE", help="Write what was shown as JSON."
)
@click.pass_context
def safety(ctx: click.Context, folder: Path | None, certificate: Path | None) -> None:
    """Prove the safety rules over every state of the answers, or show the answers that break them."""
    from ilium.study.safety import open_study

    if certificate is not None:
        _check_target(certificate)
    study = open_study(folder)
    click.echo(f"{words.HEADING}\n{_wrap(words.INTRO.format(**study.counts))}\n")
    for result in study.prove():
        _print_result(study, result)
    _print_end(study)
    if certificate is not None:
        _write_certificate(study, certificate)
    if not study.holds:
        ctx.exit(BROKEN)


def _check_target(file: Path) -> None:
    """Refuse a place that cannot be written before the work is done."""
    if file.is_dir():
        raise Refusal(words.IS_A_FOLDER.format(file=file))
    if not file.parent.is_dir():
        raise Refusal(words.NO_FOLDER.format(file=file, folder=file.parent))


def _print_result(study: SafetyStudy, result: Result) -> None:
    from ilium.faces.terminal.counter_example import tell_counter_example

    form = words.SHOWN if result.states is None else words.SHOWN_STATES
    shown = form.format(shown=result.shown, seconds=result.seconds, states=result.states, runs=result.runs)
    click.echo(_hang(f"{words.STATUS[result.status]:<{INDENT}}{result.claim} ({shown})"))
    for found in result.counter_examples:
        for line in tell_counter_example(study.knowledge, found):
            click.echo(_hang(" " * INDENT + line, deeper=len(line) - len(line.lstrip()) + 2))


def _hang(line: str, deeper: int = 0) -> str:
    """A line broken to the width of a page, its rest indented."""
    from textwrap import fill

    return fill(line, WIDTH, subsequent_indent=" " * (INDENT + deeper), break_long_words=False)


def _wrap(text: str) -> str:
    from textwrap import fill

    return fill(text, WIDTH)


def _print_end(study: SafetyStudy) -> None:
    results = study.results
    seconds = sum(result.seconds for result in results)
    broken = sum(result.status != "proved" for result in results)
    told = words.NOT_ALL.format(n=broken, all=len(results))
    click.echo("\n" + (words.ALL_PROVED.format(n=len(results), seconds=seconds) if study.holds else told))
    click.echo(_wrap(words.LIMITS))
    plain = study.certificate()
    about, solver = plain["knowledge"], plain["solver"]
    click.echo(
        words.KNOWLEDGE.format(
            version=about["version"],
            hash=about["hash"][:12],
            solver=solver["name"],
            solver_version=solver["version"],
        )
    )


def _write_certificate(study: SafetyStudy, file: Path) -> None:
    import json

    text = json.dumps(study.certificate(), ensure_ascii=False, indent=2) + "\n"
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal(words.CANNOT_WRITE.format(file=file, why=error.strerror)) from None
    click.echo(words.WRITTEN.format(file=file), err=True)
