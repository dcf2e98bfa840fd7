"""A simulation in a process of its own, to be killed: REGION FOLDER."""

import sys
from pathlib import Path

from ilium.knowledge.reading import load_knowledge
from ilium.study import simulate as simulating
from ilium.study.simulate import Order, open_ledger, simulate


class Here:
    """Does the work in this process."""

    def run(self, work, tasks):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        return map(work, tasks)


if __name__ == "__main__":
    simulating.BLOCK = 20
    toy = load_knowledge(Path(sys.argv[1]))
    order = Order(160, 7, ("matched", "severity"))
    simulate(toy, order, Here(), open_ledger(Path(sys.argv[2]), toy, order))
