"""`ilium knowledge check`: whether the files fit together, and what the numbers rest on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.knowledge.library import Knowledge

COUNTED = ("conditions", "mechanisms", "findings", "questions", "red_flags", "sources", "structures")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Check the knowledge in FOLDER, or the one that Ilium ships; say where each fault is."""
    from ilium.documents.problems import BadDocumentError
    from ilium.knowledge.checks import check_knowledge
    from ilium.knowledge.reading import DEFAULT_REGION, read_knowledge

    knowledge = read_knowledge(folder or DEFAULT_REGION)
    problems = check_knowledge(knowledge)
    if problems:
        raise BadDocumentError(problems)
    sets = _count_sets(knowledge)
    for line in _summary(knowledge, sets):
        click.echo(line)


def _count_sets(knowledge: Knowledge) -> int:
    from ilium.reasoning.engine import frame_of
    from ilium.reasoning.worlds import TooManySetsError

    try:
        return len(frame_of(knowledge).worlds.mechanism_sets)
    except TooManySetsError as error:
        raise Refusal(f"region.yaml: {error}") from None


def _summary(knowledge: Knowledge, sets: int) -> Iterator[str]:
    from ilium.faces.numbers import count_numbers

    yield words.ALL_FITS.format(region=knowledge.region.name, version=knowledge.version)
    for folder in COUNTED:
        yield f"{len(knowledge.concepts(folder)):6}  {folder.replace('_', ' ')}"
    numbers = count_numbers(knowledge)
    yield f"{sum(numbers.values()):6}  {words.NUMBERS}"
    yield from (f"{numbers[basis]:6}    {told}" for basis, told in words.BASES.items())
    most = knowledge.region.limits.mechanism_sets
    yield f"{sets:6}  {words.MECHANISM_SETS.format(most=most)}"
    yield f"hash    {knowledge.hash}"
