"""Long studies whose processes are killed: nothing is lost, nothing comes out differently, nobody is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TypeVar

import psutil
import pyarrow.parquet as pq
import pytest
from tests.study.cohort import drawn, table_of
from tests.study.conftest import ROOT
from tests.study.working import die, third_dies

from ilium.knowledge.library import Knowledge
from ilium.study import score as scoring
from ilium.study import simulate as simulating
from ilium.study.dask_runner import DaskRunner
from ilium.study.runners import LocalRunner, Runner, WorkerLostError
from ilium.study.score import Files, score_file
from ilium.study.simulate import Order, simulate

T = TypeVar("T")
R = TypeVar("R")
PATIENCE = 120
"""Seconds after which a process that should be gone is taken to stay."""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "BLOCK", 20)
    monkeypatch.setattr(scoring, "ROWS", 100)


class Here:
    """Does the work in this process."""

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        return map(work, tasks)


class Deadly:
    """Has another runner do the work, and kills one of its workers in the middle of a block."""

    def __init__(self, runner: Runner, inside: str, folder: Path) -> None:
        self.runner, self.inside, self.begun = runner, inside, folder / "begun"
        self.begun.mkdir()

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        return self.runner.run(partial(third_dies, work, self.inside, self.begun), tasks)


def simulated(toy: Knowledge, runner: Runner, folder: Path) -> bytes:
    return json.dumps(asdict(simulate(toy, Order(160, 7, ("matched", "severity")), runner))).encode()


def scored(toy: Knowledge, runner: Runner, folder: Path) -> bytes:
    source = folder / "in.parquet"
    if not source.exists():
        pq.write_table(table_of(drawn(toy, 800)), source)
    files = Files(source, folder / "out.parquet", folder / "rejects.parquet")
    score_file(toy, files, runner)
    return files.target.read_bytes() + files.rejects.read_bytes()


STUDIES = {"simulate": (simulated, "count_block"), "score": (scored, "_join")}
"""Each study, and where in its blocks a worker is killed: when the reasoning is done and nothing is told."""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("who", ["local", "dask"])
def test_a_worker_killed_in_the_middle_of_a_block_changes_no_byte(
    toy: Knowledge, cluster: str, tmp_path: Path, who: str, study: str
) -> None:
    run, inside = STUDIES[study]
    runner = LocalRunner(2) if who == "local" else DaskRunner(cluster)
    deadly = Deadly(runner, inside, tmp_path)
    assert run(toy, deadly, tmp_path) == run(toy, Here(), tmp_path)
    assert len(list(deadly.begun.iterdir())) > 8


def test_workers_that_always_die_are_given_up() -> None:
    with pytest.raises(WorkerLostError):
        list(LocalRunner(1).run(die, [1]))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_began_it(tmp_path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.study.killed_parent", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT) as running:
        while len(list(tmp_path.iterdir())) < 2 and running.poll() is None:
            time.sleep(0.01)
        began = psutil.Process(running.pid).children(recursive=True)
        running.send_signal(how)
    _, left = psutil.wait_procs(began, PATIENCE)
    for process in left:
        os.kill(process.pid, signal.SIGKILL)
    assert len(began) >= 2
    assert not left
