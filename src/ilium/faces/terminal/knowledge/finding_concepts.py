"""From an id, old or new, to the concept that has it."""

from __future__ import annotations

from ilium.documents.problems import shorten, suggest
from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.schema import Concept


def find_concept(knowledge: Knowledge, id_: str) -> tuple[str, Concept]:
    """The folder and the concept of an id. Raises Refusal with the nearest id when there is none."""
    name = knowledge.aliases.get(id_, id_)
    for folder in FOLDERS:
        if name in knowledge.concepts(folder):
            return folder, knowledge.concepts(folder)[name]
    every = [known for folder in FOLDERS for known in knowledge.concepts(folder)]
    raise Refusal(f"{words.NOTHING_CALLED.format(id=shorten(id_))} {suggest(id_, every, words.SEE_LISTS)}")
