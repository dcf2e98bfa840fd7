"""`python -m benchmarks.throughput [PEOPLE]`: how fast people are interviewed and rows are scored.

Give it a quiet machine. Two workers are held against one, twice the people against once, in one run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.row import Row, table
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import frame_of
from ilium.study.runners import LocalRunner
from ilium.study.score import Files, score_file
from ilium.study.simulate import BLOCK, Order, simulate

PEOPLE = 4 * BLOCK
MANY = 100_000
WITHIN = {1_000: 120.0, 4_000: 600.0}
"""Seconds that 100,000 interviews may take, by how many mechanism sets there are at most."""
TWO, TWICE = 1.8, 2.1
"""Two workers do at least so much more than one; twice the people take at most so much longer."""


def interview_rows(knowledge: Knowledge, people: int = PEOPLE) -> Iterator[Row]:
    """Whole interviews: so many in so long, two workers against one, twice the people against once."""
    interview_seconds(knowledge, 2 * BLOCK, 2)
    one, two = (interview_seconds(knowledge, people, workers) for workers in (1, 2))
    twice = interview_seconds(knowledge, 2 * people, 2)
    sets, many = len(frame_of(knowledge).worlds.mechanism_sets), twice / (2 * people) * MANY
    within = next((limit for most, limit in WITHIN.items() if sets <= most), 0.0)
    note = (
        f"{sets:,} mechanism sets; from {2 * people:,} people on two workers, {many / MANY * 1e3:.1f} ms each"
    )
    yield Row(
        f"{MANY:,} whole interviews",
        "-",
        many,
        None,
        f"{within:.0f} s",
        many <= within,
        note,
        limit="what each question tells and the look ahead take most of it.",
    )
    yield Row(
        "interviews on two workers",
        "on one",
        two,
        one,
        f"{TWO} x",
        one / two >= TWO,
        f"{people:,} people",
        limit=f"each worker reads the knowledge and builds its tables first, and {people:,} people are "
        f"{people // BLOCK} blocks; both cores share one cache and one memory.",
    )
    yield Row(
        f"{2 * people:,} interviews",
        f"{people:,}",
        twice,
        two,
        "linear",
        twice / two <= TWICE,
        "two workers",
        limit="blocks are alike, so this should be twice.",
    )


def score_row(knowledge: Knowledge, rows: int = 20 * PEOPLE) -> Row:
    """Rows of a table, scored on two workers."""
    spent = score_seconds(knowledge, rows, 2)
    note = f"{rows:,} rows on two workers, {spent / rows * 1e3:.3f} ms each"
    return Row("rows scored", "-", spent, None, "-", True, note)


def interview_seconds(knowledge: Knowledge, people: int, workers: int) -> float:
    """How long so many interviews take, with the workers' start."""
    began = time.perf_counter()
    simulate(knowledge, Order(people, 1, ("matched",)), LocalRunner(workers))
    return time.perf_counter() - began


def score_seconds(knowledge: Knowledge, rows: int, workers: int) -> float:
    """How long so many rows take, with the workers' start."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.parquet"
        ages = pa.array([20 + n % 70 for n in range(rows)])
        fever = pa.array(["no", "new", "unknown", None] * (rows // 4 + 1))[:rows]
        how_bad = pa.array([float(n % 11) for n in range(rows)])
        pq.write_table(pa.table({"age": ages, "fever": fever, "how_bad": how_bad}), source)
        began = time.perf_counter()
        files = Files(source, Path(folder) / "out.parquet", Path(folder) / "rejects.parquet")
        score_file(knowledge, files, LocalRunner(workers))
        return time.perf_counter() - began


def main() -> None:
    """Print the rows."""
    people, knowledge = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE, load_knowledge()
    rows = [*interview_rows(knowledge, people), score_row(knowledge, 20 * people)]
    print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
