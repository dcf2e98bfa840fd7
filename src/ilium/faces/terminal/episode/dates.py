"""`ilium episode calendar`: the dates for the person's own calendar."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ilium.faces.terminal.episode import words
from ilium.faces.terminal.episode.opened import (
    database_option,
    date_option,
    faults_told,
    opened,
    read_date,
)
from ilium.faces.terminal.refusal import Refusal


@click.command()
@click.argument("episode", metavar="ID")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into FILE.")
@click.option("--force", is_flag=True, help="Let --output replace a file that is already there.")
@date_option
@database_option
def calendar(episode: str, output: Path | None, force: bool, date: str | None, database: str | None) -> None:
    """Write the check-ins and the day by which to be seen as a calendar file (.ics)."""
    from ilium.episode.calendar import Entry, write_calendar
    from ilium.episode.export import write_whole
    from ilium.faces.terminal.episode.showing import compute
    from ilium.faces.terminal.episode.view import due_text, due_title
    from ilium.faces.terminal.saving import check_target
    from ilium.knowledge.reading import load_knowledge

    if output is not None:
        check_target(output, force=force)
    with opened(database) as store:
        found = store.load(store.find(episode))
    today = found.last_day if date is None else read_date(date)
    shown = compute(load_knowledge(), found, today)
    if not shown.due:
        raise Refusal(words.NO_DATES.format(do=shown.assessment.urgency.do))
    entries = [Entry(one, due_title(one), due_text(one, found.id, shown.assessment)) for one in shown.due]
    data = write_calendar(found, entries)
    if output is None:
        sys.stdout.buffer.write(data)
        return
    with faults_told():
        write_whole(output, lambda part: _write(part, data))


def _write(part: Path, data: bytes) -> None:
    part.write_bytes(data)
