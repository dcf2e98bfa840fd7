"""The regions that are held against pyAgrum."""

import warnings
from pathlib import Path

import pytest

from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

with warnings.catch_warnings():
    # SWIG's types warn when they are made; as an error that would end the process.
    warnings.simplefilter("ignore")
    import pyagrum  # noqa: F401


@pytest.fixture(scope="session")
def toy() -> Knowledge:
    return load_knowledge(Path(__file__).parents[1] / "toy_region")


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    return load_knowledge()
