"""A simulation in a process of its own, which prints its peak memory: REGION PEOPLE."""

import sys
from pathlib import Path

from tests.study.peak import peak

from ilium.knowledge.reading import load_knowledge
from ilium.study import simulate as simulating
from ilium.study.simulate import Order, simulate


class Here:
    """Does the work in this process."""

    def run(self, work, tasks):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        return map(work, tasks)


if __name__ == "__main__":
    simulating.BLOCK = 500
    simulate(load_knowledge(Path(sys.argv[1])), Order(int(sys.argv[2]), 1, ("matched",)), Here())
    print(peak())
