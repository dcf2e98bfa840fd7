"""The items of a QuestionnaireResponse, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ilium.answers.case_reader import BadAnswerError
from ilium.documents.problems import Problem
from ilium.faces.fhir.reading import fault_at

Plain = dict[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item and where it stands."""

    path: Path
    plain: Plain

    @property
    def link_id(self) -> str:
        """Its name."""
        return str(self.plain.get("linkId"))

    @property
    def values(self) -> Sequence[Plain]:
        """The values that it is answered with."""
        found: Sequence[Plain] = self.plain.get("answer", ())
        return found

    @property
    def inner(self) -> list[Item]:
        """The items in it, and in its answers."""
        nested = list(items_in(self.plain, self.path))
        for number, value in enumerate(self.values):
            nested += items_in(value, (*self.path, "answer", number))
        return nested

    def fault(self, what: str, remedy: str = "", inside: Path = ()) -> Problem:
        """A fault of this item."""
        return fault_at("QuestionnaireResponse", (*self.path, *inside), what, remedy)

    def bad_answer(self, error: BadAnswerError) -> Problem:
        """A fault of its answer."""
        inside = ("answer", *error.inside) if error.inside else ()
        return self.fault(error.what, error.remedy, inside)


def items_in(plain: Plain, path: Path = ()) -> Iterator[Item]:
    """The items right inside something."""
    for number, one in enumerate(plain.get("item", ())):
        yield Item((*path, "item", number), one)
