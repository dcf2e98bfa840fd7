"""`python -m benchmarks.crowd PEOPLE FOLDER`: interview a crowd to the end, and watch the memory.

FOLDER must be new, so that the time is that of the whole run. What came out stands in FOLDER/simulation.json,
how it ran is printed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.row import machine
from benchmarks.watching import start, watch
from ilium.knowledge.reading import load_knowledge
from ilium.study.simulate import Order


def main() -> None:
    """Run, watch, and tell."""
    people, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True)
    knowledge, saved = load_knowledge(), folder / "blocks"
    blocks = sum(1 for _ in Order(people).tasks(knowledge))
    began, memory = time.monotonic(), [0] * 10
    running = start(
        "study", "simulate", "--patients", str(people), "--workers", "2", "--save", saved, "--json",
        heard=folder / "simulation.json",
    )  # fmt: skip
    for _ in watch(running, lambda: sum(1 for _ in saved.glob("*-??????")) / blocks, memory):
        pass
    told = {
        "machine": machine(),
        "knowledge": knowledge.hash,
        "people": people,
        "seconds": time.monotonic() - began,
        "memory": memory,
    }
    print(json.dumps(told, indent=2))
    raise SystemExit(running.returncode)


if __name__ == "__main__":
    main()
