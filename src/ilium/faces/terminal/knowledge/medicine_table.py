"""`ilium knowledge medicines`: the decision table, as one that people read or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal import medicine_words as words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilium.knowledge.library import Knowledge
    from ilium.knowledge.medicines import Caution, CautionRow

Plain = dict[str, Any]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole table as JSON.")
def medicines(*, as_json: bool) -> None:
    """Show which answer keeps which medicine from somebody, by country."""
    from ilium.faces.terminal.console import open_console, print_json, print_parts
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    if as_json:
        print_json(decision_table(knowledge))
    else:
        print_parts(open_console(), _tables(knowledge))


def decision_table(knowledge: Knowledge) -> Plain:
    """The medicines with their labels, and every line of the table of cautions."""
    return {
        "medicines": [
            one.model_dump(mode="json", by_alias=True, exclude={"effects", "aliases"})
            for one in knowledge.medicines.values()
        ],
        "cautions": [
            one.model_dump(mode="json", by_alias=True, exclude={"aliases"})
            for one in knowledge.cautions.values()
        ],
    }


def _tables(knowledge: Knowledge) -> Iterator[RenderableType]:
    from rich.text import Text

    policy = knowledge.care.medicines
    for country in policy.countries if policy is not None else ():
        yield Text(country, style="bold")
        yield _labels(knowledge, country)
        yield Text(f"\n{words.TABLE_TITLE}", style="dim")
        yield _cautions(knowledge, country)
        yield Text("")


def _labels(knowledge: Knowledge, country: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from ilium.care.medicine_showing import say_most

    policy, table = knowledge.care.medicines, Table.grid(padding=(0, 2, 0, 0))
    assert policy is not None
    for id_, medicine in knowledge.medicines.items():
        label = medicine.labels.get(country)
        days = "" if label is None else f"{say_most(policy.words, label)}, {words.DAYS.format(n=label.days)}"
        table.add_row(Text(id_, style="cyan"), Text(days or words.REFUSED))
    return table


def _cautions(knowledge: Knowledge, country: str) -> RenderableType:
    """A line for each caution that speaks about this country."""
    from rich.table import Table
    from rich.text import Text

    sold = {one.kind for one in knowledge.medicines.values() if country in one.labels}
    kinds = [kind for kind in words.COLUMNS if kind in sold]
    table = Table(box=None, pad_edge=False)
    for heading in (words.TABLE_ABOUT, *(words.COLUMNS[kind] for kind in kinds)):
        table.add_column(heading, overflow="fold")
    for caution in knowledge.cautions.values():
        told = [_outcome(caution, kind, country) for kind in kinds]
        if any(one != words.NO_LINE for one in told):
            table.add_row(Text(caution.name), *map(Text, told))
    return table


def _outcome(caution: Caution, kind: str, country: str) -> str:
    rows = [row for row in caution.rows if kind in row.kinds and country in row.countries]
    return _say(rows[0]) if rows else words.NO_LINE


def _say(row: CautionRow) -> str:
    return words.OUTCOMES[row.then].format(n=row.a_day, days=row.days)
