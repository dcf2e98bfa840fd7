"""A score in a process of its own, which prints its peak memory: IN OUT REJECTS."""

import sys
from pathlib import Path

from tests.study.peak import peak

from ilium.knowledge.reading import load_knowledge
from ilium.study import score


class Here:
    """Does the work in this process."""

    def run(self, work, tasks):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        return map(work, tasks)


if __name__ == "__main__":
    score.ROWS = 300
    source, target, rejects = map(Path, sys.argv[1:])
    score.score_file(load_knowledge(), score.Files(source, target, rejects), Here())
    print(peak())
