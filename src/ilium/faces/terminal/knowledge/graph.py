"""`ilium knowledge graph ID`: what brings a concept about and what it brings about, as table or picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal.knowledge import author_words as words

if TYPE_CHECKING:
    from rich.table import Table

    from ilium.faces.causal_graph.graph import Graph


@click.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Draw an SVG picture into FILE."
)
def graph(id_: str, output: Path | None) -> None:
    """Show the causes and effects of a condition, a mechanism or a finding, with their numbers."""
    from ilium.faces.causal_graph.building import DRAWN, MOST, build_graph
    from ilium.faces.causal_graph.drawing import draw
    from ilium.faces.terminal.console import open_console, print_parts
    from ilium.faces.terminal.knowledge.finding_concepts import find_concept
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.saving_text import save_text
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    folder, concept = find_concept(knowledge, id_)
    if folder not in DRAWN:
        raise Refusal(words.NOT_DRAWN.format(id=concept.id, folder=folder))
    if output is not None:
        save_text(draw(build_graph(knowledge, folder, concept.id, MOST)), output)
        return
    print_parts(open_console(), _tables(build_graph(knowledge, folder, concept.id)))


def _tables(graph: Graph) -> Iterator[Table | str]:
    """One table for each kind of link, in the order in which causes run, the strongest first."""
    from ilium.faces.causal_graph.words import HEADINGS, NOTE

    kinds = {node.id: node.kind for column in graph.columns for node in column}
    yield graph.title
    yield NOTE
    for pair in dict.fromkeys((kinds[edge.source], kinds[edge.target]) for edge in graph.edges):
        table = _new_table(HEADINGS[pair[0]], HEADINGS[pair[1]])
        for edge in graph.edges:
            if (kinds[edge.source], kinds[edge.target]) == pair:
                table.add_row(graph.names[edge.source], edge.label, graph.names[edge.target])
        yield ""
        yield table


def _new_table(left: str, right: str) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(left, overflow="fold", ratio=2)
    table.add_column("", overflow="fold", max_width=22)
    table.add_column(right, overflow="fold", ratio=2)
    return table
