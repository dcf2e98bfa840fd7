"""`ilium knowledge questions` and its siblings: short tables, or JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click

from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Concept

Plain = dict[str, Any]
CONDITION = ("id", "name", "clinical_name", "family", "serious", "about", "structures", "codes")
ACTION = (
    "id",
    "name",
    "aim",
    "how",
    "dose",
    "progression",
    "kind",
    "traits",
    "phases",
    "levels",
    "gates",
    "stop_signs",
    "effects",
)
FINDING = ("id", "name", "clinical_name", "group", "codes")
SOURCE = ("id", "citation", "kind", "read", "year", "doi", "pmid", "url", "note")
STRUCTURE = ("id", "name", "clinical_name", "does")


def _questions(knowledge: Knowledge) -> list[Plain]:
    from ilium.faces.questions import show_questions

    return [asdict(question) for question in show_questions(knowledge)]


def _concepts(folder: str, keys: tuple[str, ...]) -> Callable[[Knowledge], list[Plain]]:
    def rows(knowledge: Knowledge) -> list[Plain]:
        return [_row(knowledge, concept, keys) for concept in knowledge.concepts(folder).values()]

    return rows


def _row(knowledge: Knowledge, concept: Concept, keys: tuple[str, ...]) -> Plain:
    dumped = concept.model_dump(mode="json", by_alias=True, include=set(keys))
    plain = {key: dumped[key] for key in keys}
    return plain | {"family": knowledge.family_of(concept.id)} if "family" in keys else plain


def _command(
    name: str, help_text: str, rows: Callable[[Knowledge], list[Plain]], shown: str
) -> click.Command:
    @click.command(name, help=help_text)
    @click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
    def command(*, as_json: bool) -> None:
        from ilium.faces.terminal.console import print_json
        from ilium.knowledge.reading import load_knowledge

        found = rows(load_knowledge())
        if as_json:
            print_json(found)
        else:
            _print_table(found, ("id", shown))

    return command


def _print_table(rows: list[Plain], columns: tuple[str, str]) -> None:
    """Two columns: the id, and the words that say what it is."""
    from rich.table import Table
    from rich.text import Text

    from ilium.faces.terminal.console import open_console, print_parts

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=30, overflow="fold")
    table.add_column()
    for row in rows:
        table.add_row(Text(row[columns[0]], style="cyan"), Text(str(row[columns[1]])))
    print_parts(open_console(), [table])


questions = _command("questions", "List what can be asked.", _questions, "text")
conditions = _command(
    "conditions", "List the causes of pain.", _concepts("conditions", CONDITION), "clinical_name"
)
findings = _command("findings", "List what can be observed.", _concepts("findings", FINDING), "name")
actions = _command("actions", "List what can be done about the pain.", _concepts("actions", ACTION), "name")
sources = _command("sources", "List the publications.", _concepts("sources", SOURCE), "citation")
structures = _command("structures", "List the parts of the body.", _concepts("structures", STRUCTURE), "does")
