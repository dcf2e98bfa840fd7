"""`python -m benchmarks`: measure, print the table, and write it down."""

from __future__ import annotations

import datetime
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from benchmarks.growth import Grown, draw_growth, grow, growth_lines
from benchmarks.measure import measure
from benchmarks.row import Row
from ilium.knowledge.reading import load_knowledge

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"

INTRODUCTION = """# Performance

How fast Ilium reasons, measured side by side with [pyAgrum](https://agrum.gitlab.io) on the same network: the
knowledge of the upper buttock, handed over as BIF text. Both are warm. Of pyAgrum's exact engines the fastest
counts; it is asked only for the two nodes that everything else follows from. The posteriors are compared
before the clock starts. Every time is the best of several rounds, the two sides taking turns.

Below is one run. Ratios depend little on the machine, times a lot.
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

This rewrites `benchmarks/results.json`, this page and its picture.
"""


def main() -> None:
    rows = measure()
    lines = table(rows)
    print("\n".join(lines))
    grown = list(grow())
    curves = growth_lines(grown)
    print("\n".join(curves))
    RESULTS.write_text(json.dumps(results(rows, grown), indent=2) + "\n", "utf-8")
    PAGE.with_name("growth.svg").write_text(draw_growth(grown), "utf-8")
    PAGE.write_text(
        "\n".join([INTRODUCTION, f"{machine()} {of_knowledge()}\n", *lines, GROWTH, *curves, REPEAT]), "utf-8"
    )


def results(rows: list[Row], grown: list[Grown]) -> dict[str, object]:
    return {
        "machine": machine(),
        "rows": [{**asdict(row), "ratio": row.ratio} for row in rows],
        "growth": [asdict(one) for one in grown],
    }


def machine() -> str:
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}."


def of_knowledge() -> str:
    """The knowledge that was measured, and the day."""
    knowledge = load_knowledge()
    return f"Knowledge {knowledge.version} ({knowledge.hash[:12]}), {datetime.date.today()}."


def table(rows: list[Row]) -> list[str]:
    lines = [
        "| work | against | Ilium | the other | ratio | wanted | met | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        theirs = "-" if row.theirs is None else seconds(row.theirs)
        cells = [row.work, row.against, seconds(row.ours), theirs, times(row.ratio), row.wanted]
        lines.append("| " + " | ".join([*cells, "yes" if row.met else "**no**", row.note]) + " |")
    return lines


def seconds(time: float) -> str:
    return f"{time:.2f} s" if time >= 1 else f"{time * 1e3:.3g} ms"


def times(ratio: float | None) -> str:
    if ratio is None:
        return "-"
    return f"{ratio:,.0f} x faster" if ratio >= 1 else f"{1 / ratio:.1f} x its time"


if __name__ == "__main__":
    main()
