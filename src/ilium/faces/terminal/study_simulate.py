"""`ilium study simulate`: whole populations interviewed, as tables or JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import simulate_words as words
from ilium.faces.terminal.long_work import runner_options, showing_progress, telling_faults
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from ilium.study.runners import Runner
    from ilium.study.scores import Share
    from ilium.study.simulate import Figures, Order, Simulation

SEED = 20261122
MOST = 100_000_000


@click.command()
@click.option(
    "--patients", type=click.IntRange(1, MOST), required=True, metavar="N", help="How many people in all."
)
@click.option(
    "--population",
    "chosen",
    type=click.Choice(list(words.POPULATIONS)),
    multiple=True,
    help="Only this population; may be given again.",
)
@click.option("--seed", type=click.IntRange(min=0, max=2**31), default=SEED, show_default=True, help="Who.")
@click.option(
    "--save", "folder", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Keep what is done in FOLDER, and go on from there.",
)  # fmt: skip
@runner_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def simulate(
    *,
    patients: int,
    chosen: tuple[str, ...],
    seed: int,
    folder: Path | None,
    open_runner: Callable[[], Runner],
    as_json: bool,
) -> None:
    """Interview simulated people to the end, and show how often and how surely Ilium is right."""
    from ilium.study.simulate import Order

    order = Order(patients, seed, tuple(dict.fromkeys(chosen)) or tuple(words.POPULATIONS))
    if patients < len(order.populations):
        raise Refusal(words.FEW.format(people=patients, count=len(order.populations)))
    result = _run(order, folder, open_runner)
    _print_json(result) if as_json else _print_tables(result)


def _run(order: Order, folder: Path | None, open_runner: Callable[[], Runner]) -> Simulation:
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.simulate import open_ledger
    from ilium.study.simulate import simulate as run

    knowledge, runner = load_knowledge(), open_runner()
    with telling_faults(words.WORDS), showing_progress(order.people, words.WORDS) as listener:
        ledger = open_ledger(folder, knowledge, order) if folder is not None else None
        return run(knowledge, order, runner, ledger, listener)


def _print_json(result: Simulation) -> None:
    from dataclasses import asdict

    from ilium.faces.terminal.console import print_json

    print_json(asdict(result))


def _print_tables(result: Simulation) -> None:
    from rich.text import Text

    from ilium.faces.terminal.console import open_console, print_parts

    console = open_console()
    parts: list[RenderableType] = [
        Text(words.HEADING, style="bold"),
        words.INTRO.format(people=result.people, count=len(result.populations)),
        Text(f"\n{words.RIGHT_TITLE}", style="bold"),
        _table(words.RIGHT, [_right(one) for one in result.populations]),
        words.RIGHT_NOTE,
        Text(f"\n{words.SAFE_TITLE}", style="bold"),
        _table(words.SAFE, [_safe(one) for one in result.populations]),
        words.SAFE_NOTE,
        "\n" + words.KNOWLEDGE.format(version=result.version, hash=result.hash[:12], seed=result.seed),
    ]
    print_parts(console, parts)


def _right(one: Figures) -> list[str]:
    return [
        words.POPULATIONS[one.population],
        rate(one.first),
        rate(one.first_three, plain=True),
        words.percent(one.first_probability),
        f"{one.first_calibration_error:.3f}",
        f"{one.calibration_error:.3f}",
    ]


def _safe(one: Figures) -> list[str]:
    length = words.LENGTH.format(median=one.questions_median, most=one.questions_nine_in_ten)
    return [
        words.POPULATIONS[one.population],
        rate(one.caught),
        rate(one.at_home),
        rate(one.told_within_six),
        length,
    ]


def rate(share: Share, *, plain: bool = False) -> str:
    """A share and of how many; a dash of nobody."""
    if share.share is None:
        return words.NOBODY
    told = words.percent(share.share)
    return told if plain else words.RATE.format(share=told, n=share.n)


def _table(columns: tuple[str, ...], rows: list[list[str]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*row)
    return table
