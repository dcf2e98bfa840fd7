"""`ilium study courses`: on which day the urgency rises in simulated courses."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import courses_words as words

if TYPE_CHECKING:
    from ilium.study.courses import CourseResult


@click.command()
@click.option("--people", type=click.IntRange(1, 10_000), default=100, show_default=True, help=words.PEOPLE)
@click.option("--seed", type=click.IntRange(0), default=20261122, show_default=True, help=words.SEED)
@click.option("--json", "as_json", is_flag=True, help=words.JSON)
def courses(people: int, seed: int, as_json: bool) -> None:
    """Follow simulated people over six weeks of check-ins, and say when the urgency rises."""
    from ilium.knowledge.reading import load_knowledge
    from ilium.study.courses import simulate_courses

    found = list(simulate_courses(load_knowledge(), people, seed))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
        return
    click.echo(words.HEADING.format(people=people) + "\n")
    click.echo(words.COLUMNS)
    for one in found:
        click.echo(_row(one))
    click.echo("\n" + words.NOTE)


def _row(one: CourseResult) -> str:
    name = words.NAMES.get(one.id, one.id)
    days = (
        words.NEVER
        if one.first_day is None
        else f"{one.first_day:.0f} / {one.median_day:.0f} / {one.last_day:.0f}"
    )
    delay = "" if one.delay is None else f"{one.delay:.0f}"
    shares = f"{one.raised_at_once:>8.1%}{one.raised:>11.1%}{one.same_day_or_sooner:>11.1%}"
    return f"{name:30}{shares}{days:>16}{delay:>8}"
