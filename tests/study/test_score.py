"""`ilium study score`: the probabilities of the one-person door, in flat memory, the same bytes every way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from tests.study.cohort import drawn, table_of
from tests.study.conftest import ROOT

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Kind
from ilium.faces.terminal.main import main
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.batch.sheet import Sheet
from ilium.study.dask_runner import DaskRunner
from ilium.study.runners import LocalRunner
from ilium.study.score import Files, score_file
from ilium.verdict import reach_verdict

ROWS = 300


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def people(knowledge: Knowledge) -> Sheet:
    return drawn(knowledge, ROWS)


@pytest.fixture(scope="module")
def table(people: Sheet) -> pa.Table:
    return table_of(people)


@pytest.fixture
def files(table: pa.Table, tmp_path: Path) -> Files:
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=70)
    return files_in(tmp_path, "out")


def files_in(folder: Path, name: str) -> Files:
    return Files(folder / "in.parquet", folder / f"{name}.parquet", folder / f"{name}.rejects.parquet")


class Here:
    """Does the work in this process, and counts it."""

    def __init__(self) -> None:
        self.done = 0

    def run(self, work: Any, tasks: Any) -> Iterator[Any]:  # noqa: ANN401
        for task in tasks:
            self.done += 1
            yield work(task)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilium.study.score.ROWS", 100)


def stated(case: Case) -> Case:
    """The case as its row tells it: a number that is not known was not asked."""
    answers = {k: v for k, v in sorted(case.answers.items()) if not (k in NUMBERS and v == "unknown")}
    return Case(answers)


NUMBERS = ("age", "how_long", "how_bad")


def test_every_row_gets_what_the_one_person_door_says(
    knowledge: Knowledge, people: Sheet, files: Files
) -> None:
    told = score_file(knowledge, files, Here())
    scores = pq.read_table(files.target).to_pylist()
    assert (told.rows, told.scored, told.rejected) == (ROWS, ROWS, 0)
    assert [row["row"] for row in scores] == list(range(ROWS))
    for number in range(0, ROWS, 7):
        verdict = reach_verdict(knowledge, stated(people.case(number)))
        row, model = scores[number], verdict.network.model
        assert row["id"] == f"p{number}"
        assert row["urgency"] == verdict.urgency.level.value
        assert [row[f"condition.{c}"] for c in model.conditions] == pytest.approx(
            verdict.posterior.conditions, abs=6e-7
        )
        assert row["unlisted"] == pytest.approx(verdict.posterior.unlisted, abs=6e-7)


def test_items_in_columns_of_their_own_are_read_one_by_one(knowledge: Knowledge, tmp_path: Path) -> None:
    question = next(q for q in knowledge.questions.values() if q.kind is Kind.CHECKLIST and not q.safety)
    first, second = (choice.id for choice in question.choices[:2])
    columns = {
        "age": [40, 40],
        f"{question.id}.{first}": [True, None],
        f"{question.id}.{second}": [False, None],
    }
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    score_file(knowledge, files_in(tmp_path, "out"), Here())
    told, bare = pq.read_table(tmp_path / "out.parquet").to_pylist()
    answers = {"age": 40.0, question.id: Itemised({first: "yes", second: "no"})}
    verdict = reach_verdict(knowledge, Case(answers))
    assert told["unlisted"] == pytest.approx(verdict.posterior.unlisted, abs=6e-7)
    assert bare["unlisted"] == pytest.approx(
        reach_verdict(knowledge, Case({"age": 40.0})).posterior.unlisted, abs=6e-7
    )


def test_rows_that_cannot_be_read_are_set_aside_with_the_reason(knowledge: Knowledge, tmp_path: Path) -> None:
    columns = {
        "id": [1, 2, 3, 4, 5],
        "age": [40.0, 400.0, 40.0, 40.0, float("nan")],
        "fever": ["no", "no", "yes", "no", "no"],
        "fever_kind": [None, None, None, "chill", None],
        "setting": [None, "first_contact", None, None, "moon"],
    }
    columns["fever_kind"][3] = knowledge.questions["fever_kind"].choices[0].id
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    told = score_file(knowledge, files_in(tmp_path, "out"), Here())
    aside = {row["id"]: row["reason"] for row in pq.read_table(tmp_path / "out.rejects.parquet").to_pylist()}
    assert (told.scored, told.rejected) == (1, 4)
    assert "400 is not possible for 'age'" in aside[2]
    assert "'new' with this pain" in aside[3]
    assert "'fever_kind' tells more of 'fever: new'" in aside[4]
    assert "no setting" in aside[5]


@pytest.mark.filterwarnings("ignore")
def test_one_worker_two_workers_and_a_cluster_write_the_same_bytes(
    knowledge: Knowledge, cluster: str, files: Files
) -> None:
    score_file(knowledge, files, Here())
    for name, runner in (("two", LocalRunner(2)), ("dask", DaskRunner(cluster))):
        other = files_in(files.target.parent, name)
        score_file(knowledge, other, runner)
        assert other.target.read_bytes() == files.target.read_bytes()


def test_a_killed_score_goes_on_to_the_same_bytes(knowledge: Knowledge, files: Files) -> None:
    other = files_in(files.target.parent, "killed")
    script = Path(__file__).with_name("killed_score.py")
    command = [sys.executable, str(script), *map(str, (other.source, other.target, other.rejects))]
    with subprocess.Popen(command, start_new_session=True) as running:
        while not list(other.parts.glob("scores-*1")) and running.poll() is None:
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
    assert not other.target.exists()
    left, whole = Here(), Here()
    score_file(knowledge, other, left)
    score_file(knowledge, files, whole)
    assert left.done < whole.done
    assert other.target.read_bytes() == files.target.read_bytes()
    assert not other.parts.exists()


def test_memory_does_not_grow_with_rows(knowledge: Knowledge, table: pa.Table, tmp_path: Path) -> None:
    peaks = []
    for times in (4, 24):
        source = tmp_path / f"{times}.parquet"
        with pq.ParquetWriter(source, table.schema) as writer:
            for _ in range(times):
                writer.write_table(table)
        files = map(str, (source, tmp_path / "o", tmp_path / "r"))
        command = [sys.executable, "-m", "tests.study.measured_score", *files]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.02


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"agee": [1]}, "Did you mean 'age'?"),
        ({"course_day": [1]}, "'course_day'"),
        ({"fever": [1]}, "no answer has its type"),
        ({"eased_by": [["rest"]], "eased_by.lying_down": ["yes"]}, "Keep one of the two"),
    ],
)
def test_a_table_with_a_strange_column_is_refused(
    tmp_path: Path, columns: dict[str, list[Any]], said: str, knowledge: Knowledge
) -> None:
    item = next(choice.id for choice in knowledge.questions["eased_by"].choices)
    named = {name.replace("lying_down", item): values for name, values in columns.items()}
    pq.write_table(pa.table(named), tmp_path / "in.parquet")
    arguments = ["study", "score", str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.output and "Traceback" not in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet"]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_text("no table")
    for source, said in (("in.parquet", "no Parquet table"), ("none.parquet", "no such file")):
        arguments = ["study", "score", str(tmp_path / source), str(tmp_path / "out.parquet")]
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, said in result.output) == (2, True)
