"""Pictures show what the knowledge speaks of: every place, every structure, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.answers.values import Kind
from ilium.documents.problems import suggest
from ilium.knowledge.checking.faults import Fault, Written, written_concepts
from ilium.knowledge.library import Knowledge
from ilium.knowledge.pictures import Picture, Shape
from ilium.knowledge.schema import Question


def check_pictures(knowledge: Knowledge) -> Iterator[Fault]:
    """A map draws its question's places, side by side; any other picture draws and numbers the structures."""
    for id_, written in written_concepts(knowledge, "pictures"):
        picture = knowledge.pictures[id_]
        if picture.question is None:
            yield from _check_structures(knowledge, written, picture)
        else:
            yield from _check_map(written, picture, knowledge.questions[picture.question])


def _check_map(written: Written, picture: Picture, question: Question) -> Iterator[Fault]:
    if question.kind is not Kind.BODY_MAP:
        what = f"'{question.id}' is no body map."
        yield written.fault(("question",), what, "Name a question of kind body_map.")
        return
    wanted = {(place.id, side) for place in question.places for side in place.sides}
    drawn = set[tuple[str, str]]()
    for view, number, shape in _shapes(picture):
        for side in shape.sides:
            drawn.add((str(shape.place), side))
            if (str(shape.place), side) not in wanted:
                key = ("views", view, "shapes", number, "place")
                what = f"'{question.id}' has no place '{shape.place}' on the side '{side}'."
                yield written.fault(key, what, suggest(str(shape.place), {place for place, _ in wanted}))
    for place, side in sorted(wanted - drawn):
        what = f"the place '{place}_{side}' of '{question.id}' is not drawn."
        yield written.fault(("views",), what, "Add a shape for it.")


def _shapes(picture: Picture) -> Iterator[tuple[int, int, Shape]]:
    for view, one in enumerate(picture.views):
        yield from ((view, number, shape) for number, shape in enumerate(one.shapes))


def _check_structures(knowledge: Knowledge, written: Written, picture: Picture) -> Iterator[Fault]:
    for view, number, shape in _shapes(picture):
        if shape.place is not None:
            key = ("views", view, "shapes", number, "place")
            yield written.fault(key, "places belong to a body map.", "Name the 'question' of the picture.")
    named = {part for condition in knowledge.conditions.values() for part in condition.structures}
    excused = {one.structure for one in picture.left_out}
    for structure in sorted(named - picture.structures - excused):
        what = f"a condition names '{structure}', which is not drawn."
        yield written.fault(("views",), what, "Draw it, or say under 'left_out' why not.")
    for number, one in enumerate(picture.left_out):
        if one.structure in picture.structures:
            what = f"'{one.structure}' is drawn and left out."
            yield written.fault(("left_out", number, "structure"), what, "Remove one of the two.")
    yield from _check_labels(written, picture)


def _check_labels(written: Written, picture: Picture) -> Iterator[Fault]:
    """Every structure drawn has a number, and one only."""
    numbered = set[str]()
    for number, label in enumerate(picture.labels):
        key = ("labels", number, "structure")
        if label.structure not in picture.structures:
            yield written.fault(key, f"'{label.structure}' is numbered and not drawn.", "Draw it.")
        elif label.structure in numbered:
            yield written.fault(key, f"'{label.structure}' is numbered twice.", "Remove one of the two.")
        numbered.add(label.structure)
    for structure in sorted(picture.structures - numbered):
        yield written.fault(("labels",), f"'{structure}' is drawn and has no number.", "Add a label.")
