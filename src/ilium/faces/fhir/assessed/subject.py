"""The person of an assessment, and the program that made it."""

from __future__ import annotations

from collections.abc import Iterator

from ilium import __version__
from ilium.answers.case import SEX
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.dossier import Dossier, Made, notes


def subject(dossier: Dossier) -> Iterator[Made]:
    """The person, with no more than the answers tell; the age is an observation, for no birthday is known.

    A person whom the caller knows already is only referred to.
    """
    if dossier.given.subject:
        return
    sex = dossier.case.sex if SEX in dossier.case.answers else None
    yield dossier.make("Patient", "person", [words.PERSON], gender=sex)


def software(dossier: Dossier) -> Iterator[Made]:
    """The program, with its version and that of its knowledge."""
    mark = dossier.result.knowledge
    yield dossier.make(
        "Device",
        "ilium",
        [words.MADE.format(software=__version__, version=mark.version, hash=mark.hash)],
        status="active",
        deviceName=[{"name": "Ilium", "type": "user-friendly-name"}],
        type={"text": words.SOFTWARE},
        version=[
            {"type": {"text": "software"}, "value": __version__},
            {"type": {"text": "knowledge"}, "value": mark.version},
            {"type": {"text": "knowledge hash (SHA-256)"}, "value": mark.hash},
        ],
        note=notes(dossier.not_a_diagnosis),
    )
