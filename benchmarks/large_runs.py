"""`python -m benchmarks.large_runs CROWD.json COHORT.json`: how the largest runs went, as a page.

The files hold what `benchmarks.crowd` and `benchmarks.cohort` printed. Writes docs/reference/large_runs.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "large_runs.md"
INTRODUCTION = """# Large runs

Two runs that are too long for the tests, on a machine with two cores that had other work to do too: how long
they took, and whether the memory grows with the work. *Memory* is the largest sum of all processes of the run
in each tenth of it, in MB, looked at every few seconds or oftener; shared pages count in each.
"""
CROWD = """
## {people:,} people interviewed to the end

{machine} Knowledge {hash}. Two workers, {minutes:.0f} minutes, {each:.1f} ms a person. What these people
show stands under [simulated populations](simulation.md).
"""
COHORT = """
## {rows:,} rows scored

{machine} Knowledge {hash}. A table of {size:.0f} MB: {scored:,} rows were scored and {rejected:,} set aside,
on two workers. One run was killed with its workers when {killed:.0%} of the rows were done and started
again; the other ran through.

| run | minutes | ms a row | SHA-256 of the scores | of the rows set aside |
|---|---|---|---|---|
{runs}

The files are {same}.
"""
REPEAT = """
To repeat them ([how](../how-to/simulate-and-score.md)):

    .venv/bin/python -m benchmarks.crowd {people} crowd > crowd.json
    .venv/bin/python -m benchmarks.simulation crowd/simulation.json
    .venv/bin/python -m benchmarks.cohort {rows} cohort > cohort.json
    .venv/bin/python -m benchmarks.large_runs crowd.json cohort.json
"""


def page(crowd: dict[str, Any], cohort: dict[str, Any]) -> str:
    """The page about both."""
    return "".join(
        [
            INTRODUCTION,
            of_crowd(crowd),
            of_cohort(cohort),
            REPEAT.format(people=crowd["people"], rows=cohort["rows"]),
        ]
    )


def of_crowd(told: dict[str, Any]) -> str:
    """How the interviews went."""
    head = CROWD.format(
        people=told["people"], machine=told["machine"], hash=told["knowledge"][:12],
        minutes=told["seconds"] / 60, each=told["seconds"] / told["people"] * 1e3,
    )  # fmt: skip
    return head + memory({"interviews": told["memory"]})


def of_cohort(told: dict[str, Any]) -> str:
    """How the scoring went."""
    runs = {"killed and gone on": told["killed"], "in one go": told["whole"]}
    rows = [
        f"| {name} | {run['seconds'] / 60:.1f} | {run['seconds'] / told['rows'] * 1e3:.3f} "
        f"| `{run['bytes'][:16]}` | `{run['rejects'][:16]}` |"
        for name, run in runs.items()
    ]
    head = COHORT.format(
        rows=told["rows"], machine=told["machine"], hash=told["knowledge"][:12],
        size=told["table_bytes"] / 1e6, scored=told["scored"], rejected=told["rejected"],
        runs="\n".join(rows), killed=told["killed"]["killed_at"],
        same="the same, byte by byte" if told["same_bytes"] else "**not** the same",
    )  # fmt: skip
    return head + memory({name: run["memory"] for name, run in runs.items()})


def memory(runs: dict[str, list[int]]) -> str:
    """The memory of each tenth."""
    head = "| memory | " + " | ".join(f"{tenth}0 %" for tenth in range(1, 11)) + " |"
    rows = [f"| {name} | " + " | ".join(f"{mb:,}" for mb in tenths) + " |" for name, tenths in runs.items()]
    return "\n" + "\n".join([head, "|---" * 11 + "|", *rows]) + "\n"


def main() -> None:
    """Write the page."""
    crowd, cohort = (json.loads(Path(file).read_text("utf-8")) for file in sys.argv[1:3])
    PAGE.write_text(page(crowd, cohort), "utf-8")


if __name__ == "__main__":
    main()
