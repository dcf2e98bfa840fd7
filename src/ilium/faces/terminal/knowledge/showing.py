"""`ilium knowledge show ID`: one concept with its numbers, their reasons and their sources."""

from __future__ import annotations

import click

from ilium.faces.terminal.called import as_called


@click.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> None:
    """Show everything known about one thing: its words, its numbers, and where they come from."""
    from ilium.faces.terminal.console import open_console
    from ilium.faces.terminal.knowledge import author_words as words
    from ilium.faces.terminal.knowledge.answer_text import all_answers
    from ilium.faces.terminal.knowledge.concept_text import STEP, describe, wrap
    from ilium.faces.terminal.knowledge.finding_concepts import find_concept
    from ilium.knowledge.reading import load_knowledge
    from ilium.knowledge.schema import Question

    knowledge = load_knowledge()
    folder, concept = find_concept(knowledge, id_)
    console = open_console()
    for line in describe(folder, concept, console.width):
        console.print(line)
    if isinstance(concept, Question):
        for line in wrap(words.ANSWERS.format(answers=all_answers(concept)), STEP, console.width):
            console.print(line)
    if concept.id in knowledge.pose_of:
        console.print(as_called(words.SEE_PICTURE.format(pose=knowledge.pose_of[concept.id])))
