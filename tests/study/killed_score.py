"""A score in a process of its own, to be killed: IN OUT REJECTS. It takes its time over each batch."""

import sys
import time
from pathlib import Path

from ilium.knowledge.reading import load_knowledge
from ilium.study import score


class Slow:
    """Does the work in this process, slowly."""

    def run(self, work, tasks):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        for task in tasks:
            yield work(task)
            time.sleep(0.3)


if __name__ == "__main__":
    score.ROWS = 100
    source, target, rejects = map(Path, sys.argv[1:])
    score.score_file(load_knowledge(), score.Files(source, target, rejects), Slow())
