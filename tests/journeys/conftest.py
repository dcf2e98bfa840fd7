from __future__ import annotations

from collections.abc import Callable

import pytest

from ilium.answers.case import Case
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def shipped_cases(knowledge: Knowledge) -> Callable[[str], dict[str, Case]]:
    def read(name: str) -> dict[str, Case]:
        file = DEFAULT_REGION / "cases" / f"{name}.yaml"
        return {str(case.id): case for case in case_reader(knowledge).read_all(file.read_text(), file.name)}

    return read
