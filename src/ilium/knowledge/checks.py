"""Whether the files of a region fit together: every fault at its place, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ilium.documents.problems import Place, Problem
from ilium.documents.validation import nearest_place
from ilium.documents.yaml_text import Places, decode, read_yaml
from ilium.knowledge.checking.besides import check_besides
from ilium.knowledge.checking.care import check_care, check_effects, check_groups, check_never
from ilium.knowledge.checking.codes import check_codes, check_terminologies, check_units
from ilium.knowledge.checking.evidence import check_bases, check_numbers, check_sources
from ilium.knowledge.checking.explaining import check_separations, check_telling, check_words
from ilium.knowledge.checking.faults import Fault
from ilium.knowledge.checking.ids import check_unique, check_uses
from ilium.knowledge.checking.medicines import check_medicines
from ilium.knowledge.checking.network import (
    check_defining,
    check_families,
    check_mechanisms,
    check_pages,
    check_reach,
    check_settings,
)
from ilium.knowledge.checking.pictures import check_pictures
from ilium.knowledge.checking.poses import check_poses
from ilium.knowledge.checking.questions import check_questions
from ilium.knowledge.checking.rules import (
    check_circles,
    check_expressions,
    check_hours,
    check_urgency,
)
from ilium.knowledge.checking.studies import check_studies
from ilium.knowledge.library import Knowledge

Check = Callable[[Knowledge], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    check_sources,
    check_bases,
    check_numbers,
    check_besides,
    check_codes,
    check_terminologies,
    check_units,
    check_reach,
    check_mechanisms,
    check_defining,
    check_families,
    check_settings,
    check_pages,
    check_questions,
    check_expressions,
    check_circles,
    check_urgency,
    check_hours,
    check_studies,
    check_separations,
    check_telling,
    check_words,
    check_pictures,
    check_poses,
    check_groups,
    check_effects,
    check_never,
    check_care,
    check_medicines,
)
"""What is checked once every id leads somewhere."""


def check_knowledge(knowledge: Knowledge) -> list[Problem]:
    """Everything that does not fit together, by file and line; none when the knowledge can be used.

    Ids come first: the rest is looked at when each of them leads somewhere. The number of mechanism sets is
    left to the engine, which counts them when it enumerates the worlds and refuses too many.
    """
    faults = [*check_unique(knowledge), *check_uses(knowledge)]
    if not faults:
        faults = [fault for check in CHECKS for fault in check(knowledge)]
    return sorted(_locate(knowledge.root, faults))


def _locate(root: Path | None, faults: Iterable[Fault]) -> Iterator[Problem]:
    """The faults as problems; each file with a fault is read again, for the places in it."""
    read: dict[str, Places] = {}
    for fault in faults:
        if fault.file not in read:
            read[fault.file] = _places(root, fault.file)
        places = read[fault.file]
        place = nearest_place(fault.path, fault.file, places) if places else Place(fault.file)
        yield Problem(place, fault.what, fault.remedy)


def _places(root: Path | None, file: str) -> Places:
    places: Places = {}
    if root is not None and (root / file).is_file():
        read_yaml(decode((root / file).read_bytes(), file), file, places)
    return places
