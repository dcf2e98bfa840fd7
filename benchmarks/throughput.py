"""`python -m benchmarks.throughput [PEOPLE]`: how fast people are interviewed and rows are scored.

Give it a quiet machine. Two workers are held against one, twice the people against once, in one run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import frame_of
from ilium.study.runners import LocalRunner
from ilium.study.score import Files, score_file
from ilium.study.simulate import BLOCK, Order, simulate


def interview_seconds(knowledge: Knowledge, people: int, workers: int) -> float:
    began = time.perf_counter()
    simulate(knowledge, Order(people, 1, ("matched",)), LocalRunner(workers))
    return time.perf_counter() - began


def score_seconds(knowledge: Knowledge, rows: int, workers: int) -> float:
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


def row(work: str, count: int, seconds: float) -> str:
    return f"| {work} | {count:,} | {seconds:.1f} s | {seconds / count * 1000:.2f} ms |"


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 8 * BLOCK
    knowledge = load_knowledge()
    sets = len(frame_of(knowledge).worlds.mechanism_sets)
    one, two = (interview_seconds(knowledge, people, workers) for workers in (1, 2))
    twice = interview_seconds(knowledge, 2 * people, 2)
    rows = 20 * people
    scored = score_seconds(knowledge, rows, 2)
    print(f"{sets:,} mechanism sets\n\n| work | how many | time | each |\n|---|---|---|---|")
    print(row("interviews, one worker", people, one))
    print(row("interviews, two workers", people, two))
    print(row("interviews, two workers", 2 * people, twice))
    print(row("rows scored, two workers", rows, scored))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\ntwo workers {one / two:.2f} x one; twice the people {twice / two:.2f} x the time;")
    print(f"largest process {peak:.0f} MB")


if __name__ == "__main__":
    main()
