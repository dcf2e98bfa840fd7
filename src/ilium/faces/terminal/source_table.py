"""Where the pain may come from: three lines for each likely source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ilium.faces.telling.often import how_far, how_often
from ilium.faces.telling.picking import WORTH_SAYING, likeliest_member, shown_families
from ilium.faces.terminal import words
from ilium.faces.terminal.bar import bar

if TYPE_CHECKING:
    from ilium.result import Assessment, ConditionShown, FamilyShown

OFTEN = 23


def source_table(assessment: Assessment) -> Table:
    """For each of the first families: how often, in what range, and the strongest answer for and against."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=OFTEN)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for family in shown_families(assessment.families):
        often = _often(family.probability, family.interval)
        table.add_row(often, _told(family, likeliest_member(assessment, family)))
    table.add_row(_often(assessment.unlisted, assessment.unlisted_interval), words.UNLISTED)
    return table


def _often(probability: float, interval: tuple[float, float]) -> Text:
    """A bar, the frequency in words, and its range: one under the other."""
    far = how_far(probability, interval)
    text = bar(probability).append(f"\n{how_often(probability)}", style="not dim")
    return text.append(f",\n{far}" if far else "", style="dim")


def _told(family: FamilyShown, member: ConditionShown) -> Text:
    return Text("\n").join([Text(family.name, style="bold"), *(Text(line) for line in _reasons(member))])


def _reasons(member: ConditionShown) -> Iterator[str]:
    for sign, reasons in ((words.FOR, member.for_), (words.AGAINST, member.against)):
        if reasons and abs(reasons[0].log_odds) >= WORTH_SAYING:
            yield f"{sign} {reasons[0].text}"
