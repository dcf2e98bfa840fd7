"""`ilium doctor`: what is installed, what is healthy, and what to do about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import doctor_words as words
from ilium.faces.terminal.episode.opened import database_option

if TYPE_CHECKING:
    from ilium.faces.health import Finding


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--sweep", is_flag=True, help="Wipe what was deleted out of the database file.")
@database_option
def doctor(as_json: bool, sweep: bool, database: str | None) -> None:
    """Say what is installed and healthy. The exit code is 1 where something is broken."""
    from dataclasses import asdict

    from ilium.faces.health import examine
    from ilium.faces.terminal.console import print_json

    if sweep:
        _sweep(database)
    findings = examine(database)
    if as_json:
        print_json({"healthy": not _broken(findings), "findings": [asdict(one) for one in findings]})
    else:
        for one in findings:
            click.echo(f"{words.SIGNS[one.state]} {one.name}: {one.told}")
        click.echo("\n" + (words.BROKEN if _broken(findings) else words.HEALTHY))
    if _broken(findings):
        raise SystemExit(1)


def _broken(findings: tuple[Finding, ...]) -> bool:
    return any(one.state == "broken" for one in findings)


def _sweep(database: str | None) -> None:
    from ilium.faces.terminal.episode.opened import opened

    with opened(database) as store:
        done = store.sweep()
    click.echo(words.SWEPT if done.swept else words.NOT_SWEPT, err=True)
