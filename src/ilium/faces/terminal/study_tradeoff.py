"""`ilium study tradeoff`: what the loss table trades, as tables, JSON or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import tradeoff_words as words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ilium.study.rates import Rate
    from ilium.study.tradeoff import TradeOff

FEWEST, MOST, USUAL = 40, 200_000, 900
SEED = 20261122


@click.command()
@click.option(
    "--people",
    type=click.IntRange(FEWEST, MOST),
    default=USUAL,
    show_default=True,
    help="How many to simulate.",
)
@click.option("--seed", type=click.IntRange(min=0, max=2**31), default=SEED, show_default=True, help="Who.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write the picture to FILE.", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def tradeoff(people: int, seed: int, svg: Path | None, as_json: bool) -> None:
    """Scale the table of losses, and show who is then sent to a clinician and who is left at home."""
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.tradeoff import weigh_trade_off

    if svg is not None and not svg.parent.is_dir():
        raise Refusal(words.NO_FOLDER.format(file=svg, folder=svg.parent))
    result = weigh_trade_off(load_knowledge(), people, seed)
    _print_json(result) if as_json else _print_tables(result)
    if svg is not None:
        _write_chart(result, svg)


def _write_chart(result: TradeOff, file: Path) -> None:
    from ilium.faces.terminal.tradeoff_chart import draw_chart

    try:
        file.write_text(draw_chart(result), encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal(words.CANNOT_WRITE.format(file=file, why=error.strerror)) from None
    click.echo(words.WRITTEN.format(file=file), err=True)


def _print_json(result: TradeOff) -> None:
    from dataclasses import asdict

    from ilium.faces.terminal.console import print_json

    print_json(asdict(result))


def _print_tables(result: TradeOff) -> None:
    from rich.text import Text

    from ilium.faces.terminal.console import open_console

    console = open_console()
    console.print(Text(words.HEADING, style="bold"))
    console.print(words.INTRO.format(people=result.people))
    console.print(_settings_table(result))
    console.print(_floor_lines(result))
    _print_conditions(console, result)
    _print_senders(console, result)
    sent = 1 - result.today.kept.share
    console.print("\n" + words.CAUTION.format(sent=words.percent(sent)))


def _settings_table(result: TradeOff) -> Table:
    caught, kept = result.today.caught, result.today.kept
    table = _new_table(
        words.FACTOR,
        words.CAUGHT_COLUMN.format(n=caught.n, worth=caught.effective),
        words.KEPT_COLUMN.format(n=kept.n),
    )
    marks = {result.floor.factor: words.FLOOR_MARK, result.today.factor: words.TODAY_MARK}
    for setting in result.settings:
        factor = words.factor_words(setting.factor)
        mark = marks.get(setting.factor)
        first = mark.format(factor=factor) if mark else factor
        table.add_row(first, rate_words(setting.caught), rate_words(setting.kept), style=_bold(mark))
    return table


def _floor_lines(result: TradeOff) -> str:
    floor = words.FLOOR_TOLD.format(share=words.percent(result.floor.caught.share))
    if result.bottom_factor is None:
        return f"{floor} {words.BOTTOM_NONE}"
    return f"{floor} {words.BOTTOM_TOLD.format(factor=result.bottom_factor)}"


def _print_conditions(console: Console, result: TradeOff) -> None:
    counts = [catch.today.n for catch in result.conditions]
    table = _new_table(words.CONDITION, words.BY_RULES, words.WITH_TABLE)
    for catch in result.conditions:
        table.add_row(catch.name, rate_words(catch.by_rules), rate_words(catch.today))
    console.print(f"\n{words.CONDITIONS}", style="bold")
    console.print(table)
    console.print(words.EACH_N.format(least=min(counts), most=max(counts)))


def _print_senders(console: Console, result: TradeOff) -> None:
    table = _new_table(words.SENDER, words.SHARE)
    for sender in result.senders:
        table.add_row(sender.rule, rate_words(sender.share))
    console.print(f"\n{words.SENDERS}", style="bold")
    console.print(table)
    console.print(words.SENDERS_NOTE)


def _new_table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column)
    return table


def _bold(mark: str | None) -> str:
    return "bold" if mark else ""


def rate_words(rate: Rate) -> str:
    """A share with its range."""
    share, low, high = (words.percent(value) for value in (rate.share, rate.low, rate.high))
    return words.RATE.format(share=share, low=low.removesuffix(" %"), high=high.removesuffix(" %"))
