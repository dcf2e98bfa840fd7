"""`ilium knowledge export`: the network in a form that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

SETTINGS = ("first_contact", "physiotherapy", "spine_clinic")
Sex = Literal["female", "male", "unknown"]
Setting = Literal["first_contact", "physiotherapy", "spine_clinic"]


@click.command()
@click.option("--format", "form", type=click.Choice(["bif"]), required=True, help="The form to write.")
@click.option("--age", type=click.FloatRange(18, 110), help="Age of the person; left out, it is unknown.")
@click.option("--sex", type=click.Choice(["female", "male", "unknown"]), default="unknown", help="Sex.")
@click.option("--setting", type=click.Choice(SETTINGS), default="first_contact", help="Where the person is.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
def export(form: str, age: float | None, sex: Sex, setting: Setting, output: Path | None) -> None:
    """Write the network of one kind of person as BIF, which most Bayesian-network programs read."""
    from ilium.knowledge.reading import load_knowledge
    from ilium.reasoning.bif import write_bif
    from ilium.reasoning.engine import network_for
    from ilium.reasoning.network import Person

    knowledge = load_knowledge()
    text = write_bif(network_for(knowledge, Person(setting, age, sex)), knowledge.region.id)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refusal(words.CANNOT_WRITE.format(file=output, why=error.strerror)) from None
