"""From a folder of YAML files to the knowledge of a region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.documents.validation import fit_values
from ilium.documents.yaml_text import Plain, decode, read_yaml
from ilium.knowledge import schema
from ilium.knowledge.care import Care
from ilium.knowledge.courses import Course, course_findings
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.numbers import ESTIMATE, Entry
from ilium.knowledge.values_cache import digest_of, keep_values, recall_values

DEFAULT_REGION = Path(__file__).parents[1] / "regions" / "upper_buttock"
REGION, URGENCY, CARE = "region.yaml", "urgency.yaml", "care.yaml"
Form = TypeVar("Form", bound=Entry)


@cache
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge in a folder; without one, the upper buttock that Ilium ships.

    The files are validated one by one. Whether they fit together is for `check_knowledge`.
    Raises BadDocumentError with every fault found and its place.
    """
    root = folder or DEFAULT_REGION
    return read_knowledge(root, keep=root == DEFAULT_REGION)


def read_knowledge(root: Path, *, keep: bool = False) -> Knowledge:
    """Read a region's folder, without remembering it in this process.

    With `keep` the values of its files are taken from where they were kept, or kept there now. Only for a
    folder that is trusted as much as this program: who writes beside the files could change what they say.
    """
    if not (root / REGION).is_file():
        what = f"no knowledge here: '{REGION}' is missing."
        raise BadDocumentError([Problem(Place(str(root)), what, "Name the folder of a region.")])
    problems: list[Problem] = []
    files = _read_files(root, problems)
    values = _read_kept(root, files, problems) if keep else _read_values(files, problems)

    def fit(form: type[Form], file: str) -> Form | None:
        return _fit(form, file, files, values, problems)

    concepts = {folder: _fit_folder(folder, form, fit, files, problems) for folder, form in FOLDERS.items()}
    region, urgency, care = fit(schema.Region, REGION), fit(schema.Urgency, URGENCY), fit(Care, CARE)
    if problems or region is None or urgency is None or care is None:
        raise BadDocumentError(sorted(problems))
    courses = (course for course in concepts["courses"].values() if isinstance(course, Course))
    concepts["findings"] = dict(
        sorted({**concepts["findings"], **course_findings(region.course, courses)}.items())
    )
    concepts["sources"] = dict(sorted({**concepts["sources"], ESTIMATE: _estimate()}.items()))
    return Knowledge(region=region, urgency=urgency, care=care, root=root, **concepts)  # type: ignore[arg-type]


def _read_files(root: Path, problems: list[Problem]) -> dict[str, bytes]:
    """Every file of the region, by its path in the folder."""
    paths = [path for folder in FOLDERS for path in sorted((root / folder).glob("*.yaml"))]
    files: dict[str, bytes] = {}
    for path in (*paths, *(root / file for file in (REGION, URGENCY, CARE))):
        file = path.relative_to(root).as_posix()
        try:
            files[file] = path.read_bytes()
        except OSError as error:
            problems.append(Problem(Place(file), f"the file cannot be read: {error.strerror}."))
    return files


def _read_kept(root: Path, files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, Plain]:
    """The plain values of the files as they were kept, or read anew and kept now."""
    digest = digest_of(files)
    kept = recall_values(root, digest)
    if kept is not None:
        return kept
    values = _read_values(files, problems)
    if not problems:
        keep_values(root, digest, values)
    return values


def _read_values(files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, Plain]:
    """The plain values of the files that can be read."""
    values: dict[str, Plain] = {}
    for file, content in files.items():
        try:
            values[file] = read_yaml(decode(content, file), file)
        except BadDocumentError as error:
            problems.extend(error.problems)
    return values


def _fit_folder(
    folder: str,
    form: type[schema.Concept],
    fit: Callable[[type[schema.Concept], str], schema.Concept | None],
    files: Mapping[str, bytes],
    problems: list[Problem],
) -> dict[str, schema.Concept]:
    concepts: dict[str, schema.Concept] = {}
    for file in (file for file in files if file.startswith(f"{folder}/")):
        concept = fit(form, file)
        if concept is None:
            continue
        if file != f"{folder}/{concept.id}.yaml":
            what = f"the id '{concept.id}' is not the name of the file."
            problems.append(Problem(Place(file, 1, 1), what, f"Call the file '{concept.id}.yaml'."))
        concepts[concept.id] = concept
    return concepts


def _fit(
    form: type[Form],
    file: str,
    files: Mapping[str, bytes],
    values: Mapping[str, Plain],
    problems: list[Problem],
) -> Form | None:
    """What a file says in its form, or nothing where it could not be read or does not fit."""
    if file not in values:
        return None
    try:
        return fit_values(form, values[file], decode(files[file], file), file)
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
