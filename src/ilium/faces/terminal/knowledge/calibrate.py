"""`ilium knowledge calibrate`: the network held against the literature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.study.calibrate import Calibration, Row

STANDINGS = ("inside", "between", "excused", "outside")
FAILED = 1


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="Draw a dot plot into FILE.")
def calibrate(*, as_json: bool, svg: Path | None) -> None:
    """Compare what the network implies in each study's own mix of people with what was published.

    The exit code is 1 where a figure lies outside its published interval without a written reason.
    """
    from ilium.faces.terminal.console import print_json
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.calibrate import calibrate as hold_against_literature

    found = hold_against_literature(load_knowledge())
    if svg is not None:
        _draw(found, svg)
    if as_json:
        print_json(_plain(found))
    else:
        for line in _lines(found):
            click.echo(line)
    if not found.passed:
        raise click.exceptions.Exit(FAILED)


def _draw(found: Calibration, file: Path) -> None:
    from ilium.study.calibration_plot import plot

    try:
        file.write_text(plot(found), encoding="utf-8")
    except OSError as error:
        raise Refusal(words.CANNOT_WRITE.format(file=file, why=error.strerror)) from None


def _plain(found: Calibration) -> dict[str, Any]:
    counts = {standing: found.count(standing) for standing in STANDINGS}  # type: ignore[arg-type]
    rows = [_rounded(asdict(row)) for row in found.rows]
    return {"passed": found.passed, "counts": counts, "faults": list(found.faults), "figures": rows}


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 6) if isinstance(value, float) else value for key, value in row.items()}


def _lines(found: Calibration) -> Iterator[str]:
    """What was found in all first, then the figures, the worst first."""
    yield from found.faults
    for standing in STANDINGS:
        yield f"{found.count(standing):5}  {words.STANDINGS[standing]}"  # type: ignore[arg-type]
    yield f"{len(found.rows):5}  {words.FIGURES}"
    yield ""
    order = sorted(found.rows, key=lambda row: (-STANDINGS.index(row.standing), row.study))
    yield from (_line(row) for row in order)


def _line(row: Row) -> str:
    interval = f"{row.published:.3g} [{row.low:.3g}, {row.high:.3g}]"
    return f"{row.standing:8} {row.measure:11} {interval:22} {row.model:<6.3g} {row.signs} ({row.source})"
