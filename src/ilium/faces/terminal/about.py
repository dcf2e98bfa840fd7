"""`ilium about`: what this is, what it is for, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ilium.faces import about_words as words

if TYPE_CHECKING:
    from ilium.faces.about import About


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def about(as_json: bool) -> None:
    """Say what Ilium is, whom it is for, and what its knowledge rests on."""
    from dataclasses import asdict

    from ilium.faces.about import about as gather
    from ilium.faces.terminal.console import open_console, print_json
    from ilium.knowledge.reading import load_knowledge

    told = gather(load_knowledge())
    if as_json:
        print_json(asdict(told))
        return
    console = open_console()
    for line in _lines(told):
        console.print(line, soft_wrap=False)


def _lines(told: About) -> Iterator[str]:
    yield f"{told.name} {told.version}"
    yield told.purpose
    yield f"\n{words.NO_DEVICE} {told.review}\n{told.emergency}"
    yield f"\n{words.FOR}"
    yield f"{words.CLINICIANS}: {told.intended_use.clinicians}"
    yield f"{words.ADULTS}: {told.intended_use.adults}"
    yield f"\n{words.NOT_FOR_HEADING}"
    yield from (f"- {thing}" for thing in told.intended_use.not_for)
    yield from _grounds(told)
    yield words.LICENCES.format(code=told.licences.code, knowledge=told.licences.knowledge)


def _grounds(told: About) -> Iterator[str]:
    facts = told.knowledge
    yield f"\n{words.RESTS_ON}"
    yield words.KNOWLEDGE.format(region=facts.region, version=facts.version)
    yield words.HASH.format(hash=facts.hash)
    yield words.CONCEPTS.format(**facts.concepts)
    yield words.NUMBERS.format(total=sum(facts.numbers.values()), **facts.numbers)
    read = {way: facts.sources_read.get(way, 0) for way in ("full", "abstract")}
    yield words.SOURCES.format(total=sum(facts.sources.values()), **read)
