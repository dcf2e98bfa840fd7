"""What long studies say: how far they are, and what stands in their way."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from tests.study.cohort import drawn, table_of
from tests.study.conftest import TOY_REGION

from ilium.faces.terminal import score_words, simulate_words
from ilium.faces.terminal.long_work import showing_progress
from ilium.faces.terminal.main import main
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.ledger import MANIFEST, Ledger, SpoiltBlockError
from ilium.study.runners import THREADS

PEOPLE = ["study", "simulate", "--population", "matched", "--patients", "2", "--workers", "1"]


class Clock:
    """Time as the test wants it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """Takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def ten_blocks_of_which_nine_were_there(clock: Clock) -> None:
    with showing_progress(100_000, simulate_words.WORDS, clock) as listener:
        clock.now += 30
        listener.found(90_000)
        clock.now += 20
        listener.done(1_000)


def test_the_time_left_is_that_of_what_was_done_in_this_run(capsys: pytest.CaptureFixture[str]) -> None:
    ten_blocks_of_which_nine_were_there(Clock())
    first, second = capsys.readouterr().err.splitlines()
    assert first == "90,000 of 100,000 people; time left not known yet"
    assert second == "91,000 of 100,000 people; about 3 min left"


def test_the_bar_shows_the_same_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    ten_blocks_of_which_nine_were_there(Clock())
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.getvalue())
    assert "91000/100000 about 3 min left" in plain


def test_a_score_counts_rows(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with showing_progress(10, score_words.WORDS, clock) as listener:
        clock.now += 15
        listener.done(5)
    assert capsys.readouterr().err == "5 of 10 rows; about 15 s left\n"


def refused(arguments: list[Any]) -> str:
    """What a command says that is refused in one message."""
    result: Result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize("text", ["{not json", "[]", "", "\x00", "[" * 100_000])
def test_a_folder_that_does_not_say_its_run_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    assert "does not say what run" in refused([*PEOPLE, "--save", tmp_path])
    assert (tmp_path / MANIFEST).read_text() == text


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    whole = Ledger(tmp_path / "kept", {"seed": 1})
    whole.put("a", b"one")
    return whole


@pytest.mark.parametrize("spoilt", [b"", b"{", b"one", b"\n", b"0\none"])
def test_a_spoilt_block_is_to_be_done_again(ledger: Ledger, spoilt: bytes) -> None:
    assert (ledger.find("a"), ledger.find("b")) == (b"one", None)
    (ledger.folder / "a").write_bytes(spoilt)
    assert ledger.find("a") is None
    with pytest.raises(SpoiltBlockError):
        ledger.get("a")
    ledger.put("a", b"one")
    assert ledger.get("a") == b"one"


def test_any_one_bit_that_is_not_the_same_spoils_a_block(ledger: Ledger) -> None:
    file = ledger.folder / "a"
    whole = file.read_bytes()
    for bit in range(8 * len(whole)):
        other = bytearray(whole)
        other[bit // 8] ^= 1 << bit % 8
        file.write_bytes(other)
        assert ledger.find("a") is None


def test_a_block_of_another_study_does_not_count(ledger: Ledger) -> None:
    (ledger.folder / MANIFEST).unlink()
    assert Ledger(ledger.folder, {"seed": 2}).find("a") is None


@pytest.mark.parametrize("program", ["ilium", "numpy"])
def test_a_folder_of_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    from ilium.study import ledger as keeping

    monkeypatch.setitem(keeping.VERSIONS, program, "0.0.1")
    folder = tmp_path / "kept"
    from ilium.study.simulate import Order, open_ledger

    open_ledger(folder, load_knowledge(), Order(2, populations=("matched",)))
    monkeypatch.undo()
    said = refused([*PEOPLE, "--save", folder])
    assert f"version of {'Ilium' if program == 'ilium' else program} (0.0.1 there, " in said
    assert "use the one that began it" in said


def test_a_score_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, parts = tmp_path / "in.parquet", tmp_path / "out.parquet.parts"
    pq.write_table(pa.table({"age": [40.0]}), source)
    parts.mkdir()
    (parts / MANIFEST).write_text(json.dumps({"pyarrow": "1.0"}))
    said = refused(["study", "score", source, tmp_path / "out.parquet"])
    assert "the finished parts of another score" in said and "--save" not in said
    assert f"version of pyarrow (1.0 there, {pa.__version__} here)" in said


needs_a_full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


@needs_a_full_disk
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "matched-000000.draft").symlink_to("/dev/full")
    said = refused([*PEOPLE, "--save", tmp_path])
    assert "matched-000000: cannot be written: No space left on device" in said


@pytest.fixture
def source(toy: Knowledge, tmp_path: Path) -> Path:
    pq.write_table(table_of(drawn(toy, 300)), tmp_path / "in.parquet", compression="zstd")
    return tmp_path / "in.parquet"


@pytest.fixture
def toy_scored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Scores by the toy region."""
    monkeypatch.setattr("ilium.knowledge.reading.load_knowledge", lambda *_: load_knowledge(TOY_REGION))
    yield


@needs_a_full_disk
@pytest.mark.usefixtures("toy_scored")
@pytest.mark.parametrize("name", ["out.parquet", "out.rejects.parquet"])
def test_a_full_disk_under_the_scores_is_told_of_the_file_and_the_next_try_goes_on(
    source: Path, name: str
) -> None:
    target, rejects = source.with_name("out.parquet"), source.with_name("out.rejects.parquet")
    source.with_name(f"{name}.draft").symlink_to("/dev/full")
    said = refused(["study", "score", source, target, "--workers", 1])
    assert f"{name}: cannot be written: " in said and "No space left" in said and "--save" not in said
    assert not target.exists()
    again = CliRunner().invoke(main, ["study", "score", str(source), str(target), "--workers", "1"])
    assert again.exit_code == 0, again.output
    assert pq.read_metadata(target).num_rows + pq.read_metadata(rejects).num_rows == 300
    assert not source.with_name("out.parquet.parts").exists()


@pytest.mark.usefixtures("toy_scored")
@pytest.mark.parametrize("packed", ["zstd", "none"])
def test_wherever_a_table_is_damaged_nothing_but_the_table_is_blamed(source: Path, packed: str) -> None:
    pq.write_table(pq.read_table(source), source, compression=packed)
    whole, target = source.read_bytes(), source.with_name("out.parquet")
    told = 0
    for place in range(4, len(whole) - 4, len(whole) // 12):
        source.write_bytes(
            whole[:place] + bytes(byte ^ 0xFF for byte in whole[place : place + 16]) + whole[place + 16 :]
        )
        result = CliRunner().invoke(main, ["study", "score", str(source), str(target), "--workers", "1"])
        assert result.exception is None or isinstance(result.exception, SystemExit), (place, result.exc_info)
        if result.exit_code:
            assert (result.exit_code, result.output.startswith(str(source))) == (2, True), result.output
            assert "--save" not in result.output and "written" not in result.output
            told += 1
            rmtree(target.with_name("out.parquet.parts"), ignore_errors=True)
    assert told


@pytest.mark.usefixtures("toy_scored")
def test_letters_that_are_none_are_told_as_a_damaged_table(source: Path) -> None:
    pq.write_table(pq.read_table(source), source, compression="none")
    source.write_bytes(source.read_bytes().replace(b"p17", b"p\xff7"))
    said = refused(["study", "score", source, source.with_name("out.parquet"), "--workers", 1])
    assert f"{source}: cannot be read from about row 0 on" in said


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "in.parquet").mkdir()
    (tmp_path / "table").touch()
    out = tmp_path / "out.parquet"
    assert "in.parquet is a folder. Give the name of one" in refused(
        ["study", "score", tmp_path / "in.parquet", out]
    )
    assert "a file to write" in refused(["study", "score", tmp_path / "table", tmp_path / "in.parquet"])


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (["--runner", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], "--workers counts"),
        (["--scheduler", "tcp://127.0.0.1:1"], "Add --runner dask"),
    ],
)
def test_a_wish_that_would_be_passed_over_is_refused(wishes: list[str], said: str) -> None:
    assert said in refused(["study", "simulate", "--patients", "8", *wishes])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("threads", "sums", "said"),
    [
        (8, "1", "does 8 blocks at once"),
        (1, "4", "OPENBLAS_NUM_THREADS=1"),
        (1, None, "OPENBLAS_NUM_THREADS=1"),
    ],
)
def test_a_cluster_whose_workers_have_many_threads_is_refused(
    monkeypatch: pytest.MonkeyPatch, threads: int, sums: str | None, said: str
) -> None:
    from distributed import LocalCluster

    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
        if sums is not None:
            monkeypatch.setenv(name, sums)
    with LocalCluster(
        n_workers=1, threads_per_worker=threads, processes=False, dashboard_address=None
    ) as local:  # fmt: skip
        assert said in refused([*PEOPLE[:-2], "--runner", "dask", "--scheduler", local.scheduler_address])
