"""Programs before the calls of a server, answered in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.faces.api.conftest import TODAY, Program

from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def make(knowledge: Knowledge) -> Callable[..., Program]:
    """A program before a server with some access."""
    return lambda **access: Program(create_api(knowledge, Access(**{"today": lambda: TODAY, **access})))


@pytest.fixture(scope="session")
def program(make: Callable[..., Program]) -> Program:
    """A program on the same machine."""
    return make()
