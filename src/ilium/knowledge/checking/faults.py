"""Faults between files, and every entry of the knowledge with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilium.documents.yaml_text import Path
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.numbers import ESTIMATE, Entry

REGION, URGENCY, CARE = "region.yaml", "urgency.yaml", "care.yaml"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the file, the path of keys and numbers that leads to it there, what is wrong, what to do."""

    file: str
    path: Path
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry of the knowledge, the file it is written in, and its path there."""

    file: str
    path: Path
    entry: Entry

    def fault(self, key: Path, what: str, remedy: str = "") -> Fault:
        """A fault at a key inside this entry."""
        return Fault(self.file, (*self.path, *key), what, remedy)


def file_of(folder: str, id_: str) -> str:
    """The file of a concept, relative to the region's folder."""
    return f"{folder}/{id_}.yaml"


def written_concepts(knowledge: Knowledge, folder: str) -> Iterator[tuple[str, Written]]:
    """The concepts of one folder by id; the built-in source of our own estimates is written nowhere."""
    for id_, concept in knowledge.concepts(folder).items():
        if id_ != ESTIMATE:
            yield id_, Written(file_of(folder, id_), (), concept)


def written_entries(knowledge: Knowledge) -> Iterator[Written]:
    """Every entry of every file, the outer before the inner."""
    for folder in FOLDERS:
        for _, concept in written_concepts(knowledge, folder):
            yield from inner_entries(concept)
    yield from inner_entries(Written(REGION, (), knowledge.region))
    yield from inner_entries(Written(URGENCY, (), knowledge.urgency))
    yield from inner_entries(Written(CARE, (), knowledge.care))


def inner_entries(written: Written) -> Iterator[Written]:
    """An entry and every entry inside it."""
    yield written
    for name, field in type(written.entry).model_fields.items():
        yield from _inside(written.file, (*written.path, field.alias or name), getattr(written.entry, name))


def _inside(file: str, path: Path, value: object) -> Iterator[Written]:
    if isinstance(value, Entry):
        yield from inner_entries(Written(file, path, value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _inside(file, (*path, str(key)), inner)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _inside(file, (*path, number), inner)
