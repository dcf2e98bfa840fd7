"""From a folder of YAML files to the knowledge of a region."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.documents.validation import validate
from ilium.documents.yaml_text import decode
from ilium.knowledge import schema
from ilium.knowledge.care import Care
from ilium.knowledge.courses import Course, course_findings
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.numbers import ESTIMATE, Entry

DEFAULT_REGION = Path(__file__).parents[1] / "regions" / "upper_buttock"
Form = TypeVar("Form", bound=Entry)


@cache
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge in a folder; without one, the upper buttock that Ilium ships.

    The files are validated one by one. Whether they fit together is for `check_knowledge`.
    Raises BadDocumentError with every fault found and its place.
    """
    return read_knowledge(folder or DEFAULT_REGION)


def read_knowledge(root: Path) -> Knowledge:
    """Read a region's folder, without remembering it."""
    if not (root / "region.yaml").is_file():
        raise BadDocumentError(
            [
                Problem(
                    Place(str(root)),
                    "no knowledge here: 'region.yaml' is missing.",
                    "Name the folder of a region.",
                )
            ]
        )
    problems: list[Problem] = []
    concepts = {folder: _read_folder(root, folder, form, problems) for folder, form in FOLDERS.items()}
    region = _read(schema.Region, root / "region.yaml", root, problems)
    urgency = _read(schema.Urgency, root / "urgency.yaml", root, problems)
    care = _read(Care, root / "care.yaml", root, problems)
    if problems or region is None or urgency is None or care is None:
        raise BadDocumentError(sorted(problems))
    courses = (course for course in concepts["courses"].values() if isinstance(course, Course))
    concepts["findings"] = dict(
        sorted({**concepts["findings"], **course_findings(region.course, courses)}.items())
    )
    concepts["sources"] = dict(sorted({**concepts["sources"], ESTIMATE: _estimate()}.items()))
    return Knowledge(region=region, urgency=urgency, care=care, root=root, **concepts)  # type: ignore[arg-type]


def _read_folder(
    root: Path, folder: str, form: type[schema.Concept], problems: list[Problem]
) -> dict[str, schema.Concept]:
    concepts: dict[str, schema.Concept] = {}
    for path in sorted((root / folder).glob("*.yaml")):
        concept = _read(form, path, root, problems)
        if concept is None:
            continue
        if concept.id != path.stem:
            place = Place(f"{folder}/{path.name}", 1, 1)
            problems.append(
                Problem(
                    place,
                    f"the id '{concept.id}' is not the name of the file.",
                    f"Call the file '{concept.id}.yaml'.",
                )
            )
        concepts[concept.id] = concept
    return concepts


def _read(form: type[Form], path: Path, root: Path, problems: list[Problem]) -> Form | None:
    file = path.relative_to(root).as_posix()
    try:
        return validate(form, decode(path.read_bytes(), file), file)
    except OSError as error:
        problems.append(Problem(Place(file), f"the file cannot be read: {error.strerror}."))
    except BadDocumentError as error:
        problems.extend(error.problems)
    return None


def _estimate() -> schema.Source:
    return schema.Source(
        id=ESTIMATE,
        citation="Estimate by the authors of Ilium, its reasoning beside it. Not reviewed by a clinician.",
        kind="estimate",
        read="none",
    )
