"""`ilium schema`: what a case may hold, and what the results hold."""

from __future__ import annotations

import click

NAMES = ("case", "assessment", "question")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> None:
    """Print a JSON Schema: of a case file, of an assessment, or of a question."""
    from ilium.faces.schemas import schema_of
    from ilium.faces.terminal.console import print_json

    print_json(schema_of(name))
