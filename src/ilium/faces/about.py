"""What Ilium is, for people and for machines: version, licences, intended use, and what it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilium import __version__
from ilium.faces import about_words as words
from ilium.faces.numbers import count_numbers

if TYPE_CHECKING:
    from ilium.knowledge.library import Knowledge


@dataclass(frozen=True, slots=True)
class Licences:
    """What may be done with the code and with the text of the knowledge (SPDX ids)."""

    code: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class KnowledgeFacts:
    """Which knowledge this is, and what it rests on."""

    region: str
    version: str
    hash: str
    concepts: dict[str, int]
    numbers: dict[str, int]
    """How many numbers rest on studies, on guidelines and on estimates."""
    sources: dict[str, int]
    """How many publications of each kind."""
    sources_read: dict[str, int]
    """How many of them were read in full, as an abstract, as told by others, or not at all."""


@dataclass(frozen=True, slots=True)
class IntendedUse:
    """Whom Ilium is for, what it is for, and what it is not for."""

    clinicians: str
    adults: str
    not_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """Everything that whoever runs or builds on Ilium should know before trusting it."""

    name: str
    version: str
    purpose: str
    licences: Licences
    intended_use: IntendedUse
    medical_device: bool
    reviewed_by_clinician: bool
    review: str
    emergency: str
    network_needed: bool
    knowledge: KnowledgeFacts


COUNTED = (
    "conditions",
    "families",
    "mechanisms",
    "findings",
    "questions",
    "red_flags",
    "losses",
    "structures",
)


def about(knowledge: Knowledge) -> About:
    """What Ilium is with this knowledge."""
    return About(
        name="ilium",
        version=__version__,
        purpose=words.PURPOSE,
        licences=Licences(code="Apache-2.0", knowledge="CC-BY-4.0"),
        intended_use=IntendedUse(words.FOR_CLINICIANS, words.FOR_ADULTS, words.NOT_FOR),
        medical_device=False,
        reviewed_by_clinician=False,
        review=words.REVIEW,
        emergency=words.EMERGENCY,
        network_needed=False,
        knowledge=_facts(knowledge),
    )


def _facts(knowledge: Knowledge) -> KnowledgeFacts:
    numbers = count_numbers(knowledge)
    sources = knowledge.sources.values()
    return KnowledgeFacts(
        region=knowledge.region.name,
        version=knowledge.version,
        hash=knowledge.hash,
        concepts={folder: len(knowledge.concepts(folder)) for folder in COUNTED},
        numbers={basis: numbers[basis] for basis in ("study", "guideline", "expert")},
        sources=dict(sorted(Counter(source.kind for source in sources).items())),
        sources_read=dict(sorted(Counter(source.read for source in sources).items())),
    )
