"""A copy of the toy region that a test may spoil."""

import shutil
from pathlib import Path

import pytest

TOY_REGION = Path(__file__).parents[1] / "toy_region"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY_REGION, tmp_path / "sore_knee"))
