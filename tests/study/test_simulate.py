"""`ilium study simulate`: the same bytes whoever does the work, and after any interruption."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner
from tests.study.conftest import ROOT, TOY_REGION
from tests.study.working import square, threads

from ilium.faces.terminal import simulate_words as words
from ilium.faces.terminal.main import main
from ilium.knowledge.library import Knowledge
from ilium.study import simulate as simulating
from ilium.study.batch.populations import POPULATIONS
from ilium.study.batch.tally import MICRO, add_counts, calibration_error, quantile
from ilium.study.ledger import Difference, Ledger, OtherStudyError
from ilium.study.listening import Nobody
from ilium.study.runners import LocalRunner, Runner
from ilium.study.simulate import Order, Task, open_ledger, simulate, simulate_block

T = TypeVar("T")
R = TypeVar("R")
ORDER = Order(160, 7, ("matched", "severity"))


class Here:
    """Does the work in this process, and counts it."""

    def __init__(self) -> None:
        self.done = 0

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        for task in tasks:
            self.done += 1
            yield work(task)


class Impatient(Nobody):
    """Stops the run after so many blocks."""

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks

    def done(self, people: int) -> None:
        self.blocks -= 1
        if not self.blocks:
            raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "BLOCK", 20)


def runner_of(name: str, address: str) -> Runner:
    from ilium.study.dask_runner import DaskRunner

    runners = {"one": LocalRunner(1), "two": LocalRunner(2), "dask": DaskRunner(address)}
    return runners[name]


def told(knowledge: Knowledge, runner: Runner, ledger: Ledger | None = None) -> bytes:
    return json.dumps(asdict(simulate(knowledge, ORDER, runner, ledger))).encode()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["one", "two", "dask"])
def test_whoever_does_the_work_the_bytes_are_the_same(toy: Knowledge, cluster: str, name: str) -> None:
    assert told(toy, runner_of(name, cluster)) == told(toy, Here())


def test_results_come_in_the_order_of_the_tasks_and_never_far_ahead() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(30):
            taken.append(number)
            yield number

    results = LocalRunner(2).run(square, tasks())
    assert next(results) == 0
    assert len(taken) <= 5
    assert list(results) == [number**2 for number in range(1, 30)]


def test_each_worker_has_one_thread_and_this_process_keeps_its_own() -> None:
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    assert list(LocalRunner(1).run(threads, [0])) == ["1"]
    assert os.environ.get("OPENBLAS_NUM_THREADS") == before


def test_a_run_goes_on_where_it_stopped(toy: Knowledge, tmp_path: Path) -> None:
    whole, first, second = told(toy, Here()), Here(), Here()
    stopped = simulate_some(toy, first, tmp_path, blocks=3)
    assert stopped == 3
    assert told(toy, second, open_ledger(tmp_path, toy, ORDER)) == whole
    assert second.done == 8 - 3


def simulate_some(toy: Knowledge, runner: Here, folder: Path, blocks: int) -> int:
    with pytest.raises(KeyboardInterrupt):
        simulate(toy, ORDER, runner, open_ledger(folder, toy, ORDER), Impatient(blocks))
    return len(list(folder.glob("*-*")))


def test_a_folder_of_another_run_is_refused(toy: Knowledge, tmp_path: Path) -> None:
    open_ledger(tmp_path, toy, ORDER)
    with pytest.raises(OtherStudyError) as caught:
        open_ledger(tmp_path, toy, Order(160, 8, ("matched", "severity")))
    assert caught.value.differs == [Difference("seed", 7, 8)]


def test_a_killed_program_goes_on_to_the_same_bytes(toy: Knowledge, tmp_path: Path) -> None:
    folder, script = tmp_path / "kept", Path(__file__).with_name("killed_run.py")
    command = [sys.executable, str(script), str(TOY_REGION), str(folder)]
    with subprocess.Popen(command, start_new_session=True) as running:
        while len(list(folder.glob("*-??????"))) < 2 and running.poll() is None:
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
    left = Here()
    assert told(toy, left, open_ledger(folder, toy, ORDER)) == told(toy, Here())
    assert left.done < 8


def test_memory_does_not_grow_with_people() -> None:
    peaks = []
    for people in (2000, 12000):
        command = [sys.executable, "-m", "tests.study.measured_run", str(TOY_REGION), str(people)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.04


def test_the_blocks_share_the_people_and_lose_nobody(toy: Knowledge) -> None:
    order = Order(107, 1, ("matched", "severity"))
    assert order.shares() == {"matched": 54, "severity": 53}
    assert sum(task.people for task in order.tasks(toy)) == 107
    task = next(order.tasks(toy))
    assert simulate_block(task)["people"] == [20]
    other = Task(task.root, "0" * 64, task.population, task.seed, task.block, task.people)
    with pytest.raises(RuntimeError):
        simulate_block(other)


def test_the_calibration_error_is_the_gap_of_each_tenth_weighted_by_size() -> None:
    counts = {
        "x_n": [4, 0, 0, 0, 0, 0, 0, 0, 0, 6],
        "x_chance": [MICRO // 5, 0, 0, 0, 0, 0, 0, 0, 0, 6 * MICRO],
        "x_true": [1, 0, 0, 0, 0, 0, 0, 0, 0, 3],
    }
    assert calibration_error(counts, "x") == pytest.approx((0.8 + 3) / 10)
    assert add_counts({}, counts) == counts
    assert add_counts(counts, counts)["x_n"][9] == 12
    assert quantile([0, 1, 3, 6], 0.5) == 3 and quantile([0, 5, 5], 0.5) == 1


def test_the_words_name_every_population() -> None:
    assert list(words.POPULATIONS) == [one.id for one in POPULATIONS]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--patients", "3"], "fewer people"),
        (["--patients", "9", "--runner", "dask"], "--scheduler"),
        (["--patients", "9", "--population", "nobody"], "nobody"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_one_message(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["study", "simulate", *arguments])
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output
