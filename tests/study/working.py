"""What workers of the runner tests do; other processes import it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def square(number: int) -> int:
    return number * number


def threads(_: int) -> str | None:
    return os.environ.get("OPENBLAS_NUM_THREADS")


def linger(folder: str) -> None:
    """Say that the work began, then work for ever."""
    (Path(folder) / str(os.getpid())).touch()
    while True:
        time.sleep(0.01)


def third_dies(work: Callable[[T], R], inside: str, folder: Path, task: T) -> R:
    """Do real work, but whoever begins the third block is killed in the middle of it, at `inside`; once."""
    if _number_in(folder) == 3:
        sys.setprofile(lambda frame, event, _: _die() if frame.f_code.co_name == inside else None)
    return work(task)


def _number_in(folder: Path) -> int:
    """The how-manieth this is to come here, of all processes."""
    number = 1
    while True:
        try:
            (folder / str(number)).touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return number


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die(_: int) -> int:
    _die()
    return 0
