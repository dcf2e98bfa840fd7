from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge
from ilium.safety.proof.envelope import Envelope, read_envelope
from ilium.safety.proof.theorems import Subject

Change = Callable[[Path], None]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def envelope(knowledge: Knowledge) -> Envelope:
    return read_envelope(knowledge)[0]


@pytest.fixture(scope="session")
def subject(knowledge: Knowledge, envelope: Envelope) -> Subject:
    return Subject(knowledge, envelope)


@pytest.fixture
def changed_region(tmp_path: Path) -> Callable[[Change], Path]:
    """A copy of the region with one change planted in it."""

    def change(plant: Change) -> Path:
        folder = tmp_path / "region"
        shutil.copytree(DEFAULT_REGION, folder, ignore=shutil.ignore_patterns("cases"))
        plant(folder)
        return folder

    return change
