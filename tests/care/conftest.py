"""The knowledge that ships, and its files as plain values for oracles that share no code with the plan."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


def _plain(path: Path) -> dict[str, Any]:
    plain: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return plain


@pytest.fixture(scope="session")
def written() -> dict[str, Any]:
    """The actions by id, and care.yaml under `care`."""
    actions = {path.stem: _plain(path) for path in sorted((DEFAULT_REGION / "actions").glob("*.yaml"))}
    return {"actions": actions, "care": _plain(DEFAULT_REGION / "care.yaml")}
