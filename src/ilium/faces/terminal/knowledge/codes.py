"""`ilium knowledge codes`: what our ids are called in public code systems, and on what terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ilium.faces import code_words as words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def codes(*, as_json: bool) -> None:
    """List the codes of public systems, and the terms on which they stand here."""
    from ilium.faces.terminal.console import open_console, print_json, print_parts
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    if as_json:
        print_json(mapping(knowledge))
    else:
        print_parts(open_console(), _parts(knowledge))


def mapping(knowledge: Knowledge) -> Plain:
    """The code systems with their terms, and everything that has a code."""
    from ilium.knowledge.coded import coded_entries

    return {
        "systems": [
            one.model_dump(mode="json", include={"id", "name", "url", "version", "licence", "notice"})
            for one in knowledge.terminologies.values()
        ],
        "codes": [
            {
                "kind": one.kind,
                "id": one.id,
                "name": one.name,
                "codes": [code.model_dump(mode="json") for code in one.codes],
            }
            for one in coded_entries(knowledge)
        ],
        "units": [
            {"question": question.id, "unit": question.unit, "ucum": question.ucum}
            for question in knowledge.questions.values()
            if question.ucum
        ],
    }


def _parts(knowledge: Knowledge) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    from ilium.knowledge.coded import coded_entries
    from ilium.knowledge.codes import SYSTEMS

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=30, overflow="fold")
    table.add_column()
    table.add_column()
    for one in coded_entries(knowledge):
        for number, code in enumerate(one.codes):
            ours = Text(one.id if number == 0 else "", style="cyan")
            told = Text(f"{code.display} ({words.MATCHES[code.match]})")
            table.add_row(ours, Text(f"{SYSTEMS[code.system]} {code.code}"), told)
    yield table
    for terminology in knowledge.terminologies.values():
        yield Text(f"\n{terminology.name}", style="bold")
        for paragraph in terminology.notice:
            yield Text(paragraph)
