"""`ilium knowledge questions` and its siblings: short tables, or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Concept

if TYPE_CHECKING:
    from rich.table import Table

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
    from ilium.faces.terminal.console import open_console, print_parts

    print_parts(open_console(), [_table((row[columns[0]], [str(row[columns[1]])]) for row in rows)])


def _table(rows: Iterable[tuple[str, list[str]]]) -> Table:
    """An id beside each first line; what more there is to say stands below, fainter."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=30, overflow="fold")
    table.add_column()
    for id_, (first, *more) in rows:
        table.add_row(Text(id_, style="cyan"), Text(first))
        for line in more:
            table.add_row("", Text(line, style="dim"))
    return table


@click.command(help="List what can be asked, and the answers that each question takes.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def questions(*, as_json: bool) -> None:
    """Every question with its answers, as a case file or a table writes them."""
    from ilium.faces.terminal.console import open_console, print_json, print_parts
    from ilium.faces.terminal.knowledge import author_words as words
    from ilium.faces.terminal.knowledge.answer_text import own_answers
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    if as_json:
        print_json(_questions(knowledge))
        return
    rows = ((one.id, [one.text, own_answers(one)]) for one in knowledge.questions.values())
    print_parts(open_console(), [words.EVERY_QUESTION, "", _table(rows)])


conditions = _command(
    "conditions", "List the causes of pain.", _concepts("conditions", CONDITION), "clinical_name"
)
findings = _command("findings", "List what can be observed.", _concepts("findings", FINDING), "name")
actions = _command("actions", "List what can be done about the pain.", _concepts("actions", ACTION), "name")
sources = _command("sources", "List the publications.", _concepts("sources", SOURCE), "citation")
structures = _command("structures", "List the parts of the body.", _concepts("structures", STRUCTURE), "does")
