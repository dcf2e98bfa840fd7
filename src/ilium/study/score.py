"""A cohort table scored file to file: batch by batch, in memory that does not grow with the rows."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.study.batch.columns import check_columns
from ilium.study.ledger import Ledger, drafting
from ilium.study.listening import NOBODY, Listener
from ilium.study.runners import Runner
from ilium.study.scoring import URGENCY, ScoreTask, reject_schema, score_batch, score_schema

ROWS = 4096
"""Rows given out together; part of what a score is."""
LOOKED_AT = 1 << 20
"""Bytes at each end of the table that tell it from another one."""


@dataclass(frozen=True, slots=True)
class Score:
    """A scored table: how many rows, how many set aside, and how many of each level."""

    version: str
    hash: str
    rows: int
    scored: int
    rejected: int
    levels: dict[str, int]


@dataclass(frozen=True, slots=True)
class Files:
    """The table, where its scores go, and where the rows set aside go."""

    source: Path
    target: Path
    rejects: Path

    @property
    def parts(self) -> Path:
        """The folder of finished batches."""
        return self.target.with_name(f"{self.target.name}.parts")


class NoTableError(ValueError):
    """The file is no Parquet table."""


class UnreadableTableError(ValueError):
    """The table cannot be read from some row on."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(f"row {row}: {why}")
        self.row, self.why = row, why


def score_file(knowledge: Knowledge, files: Files, runner: Runner, listener: Listener = NOBODY) -> Score:
    """Score every row of a Parquet table. What is finished when it is cut short is not done again.

    Raises NoTableError, UnreadableTableError, UnreadableColumnError, or what Ledger does.
    """
    table = open_table(files.source)
    check_columns(knowledge, table.schema_arrow)
    ledger = Ledger(files.parts, describe(knowledge, files.source, table))
    given: deque[int] = deque()
    count = 0

    def tasks() -> Iterator[ScoreTask]:
        nonlocal count
        for count, (first, batch) in enumerate(read_batches(table), start=1):
            if all(ledger.find(name) is not None for name in _names(count - 1)):
                listener.found(len(batch))
            else:
                given.append(count - 1)
                yield ScoreTask(knowledge.root, knowledge.hash, first, batch)

    for scored in runner.run(score_batch, tasks()):
        scores, rejects = _names(given.popleft())
        ledger.put(rejects, _as_bytes(scored.rejects))
        ledger.put(scores, _as_bytes(scored.scores))
        listener.done(len(scored.scores) + len(scored.rejects))
    return _finish(knowledge, files, table, ledger, count)


def open_table(source: Path) -> pq.ParquetFile:
    """A Parquet table, read a little at a time. Raises NoTableError, or UnreadableTableError."""
    try:
        return pq.ParquetFile(source, pre_buffer=False, buffer_size=1 << 16)
    except pa.ArrowInvalid as error:
        raise NoTableError(str(error)) from None
    except (OSError, pa.ArrowException) as error:
        raise UnreadableTableError(0, _why(error)) from None


def read_batches(table: pq.ParquetFile) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows some at a time, each time with the number of the first. Raises UnreadableTableError."""
    first = 0
    try:
        for batch in table.iter_batches(ROWS, use_threads=False):
            batch.validate(full=True)
            yield first, batch
            first += len(batch)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableTableError(first, _why(error)) from None


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def describe(knowledge: Knowledge, source: Path, table: pq.ParquetFile) -> dict[str, object]:
    """What tells this score from another one."""
    size = source.stat().st_size
    with source.open("rb") as opened:
        ends = opened.read(LOOKED_AT)
        opened.seek(max(0, size - LOOKED_AT))
        ends += opened.read(LOOKED_AT)
    return {
        "study": "score",
        "knowledge": knowledge.hash,
        "table": hashlib.sha256(ends).hexdigest(),
        "size": size,
        "rows": table.metadata.num_rows,
        "batch": ROWS,
        "pyarrow": pa.__version__,
    }


def _names(number: int) -> tuple[str, str]:
    """The names of a batch in the ledger: its scores, and its rejects."""
    return f"scores-{number:06}", f"rejects-{number:06}"


def _as_bytes(batch: pa.RecordBatch) -> bytes:
    whole = BytesIO()
    pq.write_table(pa.Table.from_batches([batch]), whole, compression="zstd")
    return whole.getvalue()


def _finish(knowledge: Knowledge, files: Files, table: pq.ParquetFile, ledger: Ledger, batches: int) -> Score:
    """Put the finished batches together, one after the other, and remove them."""
    levels: Counter[str] = Counter()
    names = [name for number in range(batches) for name in _names(number)]

    def count(batch: pa.Table) -> None:
        levels.update(batch.column(URGENCY).to_pylist())

    rejected = _gather(ledger, names[1::2], files.rejects, reject_schema(table.schema_arrow))
    scored = _gather(ledger, names[::2], files.target, score_schema(knowledge, table.schema_arrow), count)
    ledger.clear(iter(names))
    return Score(
        knowledge.version,
        knowledge.hash,
        table.metadata.num_rows,
        scored,
        rejected,
        {level.value: levels[level.value] for level in Level},
    )


def _gather(
    ledger: Ledger,
    names: list[str],
    target: Path,
    schema: pa.Schema,
    look: Callable[[pa.Table], None] = lambda _: None,
) -> int:
    """Write the batches into one file, which is there whole or not at all; how many rows it has."""
    rows = 0
    with drafting(target) as draft, pq.ParquetWriter(draft, schema, compression="zstd") as writer:
        for name in names:
            batch = pq.read_table(BytesIO(ledger.get(name)))
            look(batch)
            rows += len(batch)
            writer.write_table(batch)
    return rows
