"""A run of two workers, which work for ever, in a process of its own, to be killed: FOLDER."""

import sys

from tests.study.working import linger

from ilium.study.runners import LocalRunner

if __name__ == "__main__":
    list(LocalRunner(2).run(linger, [sys.argv[1]] * 4))
