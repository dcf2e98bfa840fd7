"""`python -m benchmarks.cohort ROWS FOLDER`: score a large table twice, killing one of the runs on the way.

The table is drawn from the knowledge, block by block; each answer stands in it with a chance of three in
five, and one row in ten thousand cannot be read. Both runs must end with the same bytes, and the memory of
either must not grow with the rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.row import machine
from benchmarks.watching import start, watch
from ilium.answers.values import LISTS, Kind
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.batch.columns import ID
from ilium.study.batch.drawing import draw_crowd
from ilium.study.batch.populations import POPULATIONS
from ilium.study.batch.sheet import YES, Flags, Sheet
from ilium.study.score import ROWS

BLOCK, SEED, GIVEN, UNREADABLE = 8 * ROWS, 7, 0.6, 10_000
KILLED = 1 / 3
"""The share of the rows after which a run is killed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its seconds, its largest memory in each tenth of the rows, in MB, and what it wrote.

    `killed_at` is the share of the rows that were done when it was killed.
    """

    seconds: float
    memory: list[int]
    killed_at: float | None
    bytes: str
    rejects: str


def draw_table(knowledge: Knowledge, rows: int, target: Path) -> None:
    """Write the cohort, a block at a time."""
    draft, writer = target.with_suffix(".draft"), None
    for block, first in enumerate(range(0, rows, BLOCK)):
        size = min(BLOCK, rows - first)
        sheet = draw_crowd(knowledge, POPULATIONS[0], SEED, block, size).answers
        part = columns_of(knowledge, sheet, first, np.random.default_rng([SEED, block]))
        writer = writer or pq.ParquetWriter(draft, part.schema, compression="zstd")
        writer.write_table(part)
    assert writer is not None
    writer.close()
    draft.replace(target)


def columns_of(knowledge: Knowledge, sheet: Sheet, start: int, luck: np.random.Generator) -> pa.Table:
    """The columns of some drawn people."""
    numbers = np.arange(start, start + len(sheet))
    columns: dict[str, pa.Array] = {ID: pa.array([f"person-{n:08}" for n in numbers])}
    told = answered(sheet, luck)
    for column, question in enumerate(sheet.layout.questions):
        if question.mode not in ("person", "clinician"):
            continue
        given = told[:, column]
        if question.kind is Kind.NUMBER:
            values = sheet.numbers[:, sheet.layout.numbers[question.id]].copy()
            if question.id == "age":
                values[numbers % UNREADABLE == UNREADABLE - 1], given = 300.0, np.ones(len(sheet), dtype=bool)
            columns[question.id] = pa.array(values, mask=~given)
        elif question.kind in LISTS:
            columns[question.id] = ticked(sheet, question.id, column, given)
        else:
            words = pa.array(list(sheet.layout.words[column]))
            codes = pa.array(np.maximum(sheet.codes[:, column], 0).astype(np.int32), mask=~given)
            columns[question.id] = words.take(codes)
    return pa.table(columns)


def answered(sheet: Sheet, luck: np.random.Generator) -> Flags:
    """Which answers stand in the table: [people, questions]; a follow-up only after what it follows."""
    layout = sheet.layout
    given = (luck.random(sheet.codes.shape) < GIVEN) & (sheet.codes >= 0)
    for column, question in enumerate(layout.questions):
        if question.refines is not None:
            parent = layout.column[question.refines]
            given[:, column] &= given[:, parent] & (
                sheet.codes[:, parent] == layout.code(question.refines, "new")
            )
    return given


def ticked(sheet: Sheet, question: str, column: int, given: Flags) -> pa.Array:
    """The lists of ticked items."""
    marks = (sheet.items[:, sheet.layout.items_of(question)] == YES) & given[:, np.newaxis]
    items = pa.array(list(sheet.layout.words[column])).take(pa.array(np.nonzero(marks)[1]))
    ends = pa.array(np.concatenate([[0], np.cumsum(marks.sum(axis=1))]).astype(np.int32))
    return pa.ListArray.from_arrays(ends, items, mask=pa.array(~given))


def score(source: Path, name: str, rows: int, kill_at: float | None = None) -> Run:
    """Score the table in a process of its own; killed once, with its workers, where that is asked for."""
    target = source.with_name(f"{name}.parquet")
    parts = target.with_name(f"{target.name}.parts")

    def share() -> float:
        return ROWS * sum(1 for _ in parts.glob("scores-*")) / rows

    began, memory, killed_at = time.monotonic(), [0] * 10, None
    while True:
        running = start("study", "score", source, target, "--workers", "2")
        for done in watch(running, share, memory):
            if kill_at is not None and done >= kill_at:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()
                kill_at, killed_at = None, done
        if running.wait() == 0:
            break
        if running.returncode != -signal.SIGKILL:
            raise SystemExit(f"the run ended with {running.returncode}")
    if kill_at is not None:
        raise SystemExit("the run was over before it could be killed; give it more rows")
    seconds = time.monotonic() - began
    return Run(seconds, memory, killed_at, digest(target), digest(target.with_suffix(".rejects.parquet")))


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def main() -> None:
    """Draw the table in a new folder, score it twice, and print what came out."""
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True)
    knowledge, source = load_knowledge(), folder / "cohort.parquet"
    draw_table(knowledge, rows, source)
    killed = score(source, "killed", rows, kill_at=KILLED)
    whole = score(source, "whole", rows)
    same = (killed.bytes, killed.rejects) == (whole.bytes, whole.rejects)
    told = {
        "machine": machine(),
        "knowledge": knowledge.hash,
        "rows": rows,
        "table_bytes": source.stat().st_size,
        "rejected": pq.ParquetFile(folder / "whole.rejects.parquet").metadata.num_rows,
        "scored": pq.ParquetFile(folder / "whole.parquet").metadata.num_rows,
        "killed": asdict(killed),
        "whole": asdict(whole),
        "same_bytes": same,
    }
    print(json.dumps(told, indent=2))
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
