"""Writers that are killed with `kill -9` in mid-write: whatever they had acknowledged is there."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.episode.conftest import CASE, DAY

from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.sqlite_file import is_whole

KILLS = {"sqlite": 100, "postgresql": 40}
"""On PostgreSQL the server keeps what is acknowledged; a client's death is its everyday."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(address: str) -> None:
    kills = KILLS["postgresql" if "://" in address else "sqlite"]
    with EpisodeStore(address) as store:
        id_ = store.start(CASE, DAY).id
    done = subprocess.run(
        [sys.executable, "-m", "tests.episode.kill_writers", address, id_, str(kills)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    acknowledged = [int(line) for line in done.stdout.split()]
    assert len({number // 1000 for number in acknowledged}) == kills
    with EpisodeStore(address) as store:
        episode = store.load(id_)
    kept = [one.answers["pain"] for one in episode.case.check_ins]
    assert len(kept) == len(set(kept)) == episode.version - 1
    assert set(acknowledged) <= {int(pain) for pain in kept if isinstance(pain, float)}
    assert all(len(one.answers) == 2 for one in episode.case.check_ins)
    if "://" not in address:
        assert is_whole(Path(address)) == "ok"
