"""What the tests of long studies share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

ROOT = Path(__file__).parents[2]
TOY_REGION = ROOT / "tests" / "toy_region"


@pytest.fixture(scope="module")
def toy() -> Knowledge:
    return load_knowledge(TOY_REGION)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The scheduler of a Dask cluster of two worker processes of their own."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:  # fmt: skip
        yield local.scheduler_address
