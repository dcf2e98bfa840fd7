"""`python -m benchmarks`: measure, print the table, and write it down."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.growth import Grown, draw_growth, grow, growth_lines
from benchmarks.measure import measure
from benchmarks.row import Row, limits, machine, of_knowledge, table

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"

INTRODUCTION = """# Performance

How fast Ilium reasons, measured side by side with [pyAgrum](https://agrum.gitlab.io) on the same network: the
knowledge of the upper buttock, handed over as BIF text. Both are warm. Of pyAgrum's exact engines the fastest
for the work of a row counts; it is asked for no more nodes than that work needs. Posteriors are compared
before the clock starts. Every time is the best of several rounds, the two sides taking turns.

Below is one run. Ratios depend little on the machine, times a lot. The words: a *world* is one whole
explanation, the conditions somebody has and the mechanisms they have set off; the worlds share some thousands
of *mechanism sets*. *Encoded* means that the time includes reading the answers. A *sight* is one thing that
an answer can say of a finding. [How Ilium reasons](../explanation/model.md) tells more.
"""
GROWTH = """
## Growth

One posterior on made-up networks of the shipped one's make, with 25 answers about 112 findings: 12 to 96
conditions, with as many mechanisms throughout (no worse than quadratic is wanted) or with more of them too.
*Step* is how steeply the time grows from the row above.
"""
REPEAT = """
![How one posterior grows](growth.svg)

To repeat it, after `bin/test` has set up the packages:

    .venv/bin/python -m benchmarks

On a machine that does nothing else it takes about ten minutes. This rewrites `benchmarks/results.json`, this
page and its picture, and the page about [many people at once](web_load.md). Larger runs stand
[apart](large_runs.md).
"""


def main() -> None:
    rows: list[Row] = []
    for row in measure():
        rows.append(row)
        print(table([row])[-1], flush=True)
    lines = table(rows)
    grown = list(grow())
    curves = growth_lines(grown)
    print("\n".join(curves))
    RESULTS.write_text(json.dumps(results(rows, grown), indent=2) + "\n", "utf-8")
    PAGE.with_name("growth.svg").write_text(draw_growth(grown), "utf-8")
    PAGE.write_text(
        "\n".join(
            [INTRODUCTION, f"{machine()} {of_knowledge()}\n", *lines, *limits(rows), GROWTH, *curves, REPEAT]
        ),
        "utf-8",
    )


def results(rows: list[Row], grown: list[Grown]) -> dict[str, object]:
    return {
        "machine": machine(),
        "rows": [{**asdict(row), "ratio": row.ratio} for row in rows],
        "growth": [asdict(one) for one in grown],
    }


if __name__ == "__main__":
    main()
