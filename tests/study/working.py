"""What workers of the runner tests do; other processes import it."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def square(number: int) -> int:
    return number * number


def threads(_: int) -> str | None:
    return os.environ.get("OPENBLAS_NUM_THREADS")


def die_once(task: tuple[int, str]) -> int:
    """Kill the own process the first time anybody works at task 3; later do the work."""
    number, mark = task
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0
