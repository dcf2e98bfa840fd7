"""A long run in a process of its own, and the memory that it and its workers take on the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOOKS = 0.5
"""Seconds between two looks."""


def start(*words: str | Path, heard: Path | None = None) -> subprocess.Popen[bytes]:
    """The `ilium` beside this Python, in a session of its own; what it prints goes into a file."""
    with (heard or Path(os.devnull)).open("wb") as out:
        return subprocess.Popen(
            [Path(sys.executable).with_name("ilium"), *words],
            stdout=out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def watch(running: subprocess.Popen[bytes], share: Callable[[], float], memory: list[int]) -> Iterator[float]:
    """How much of the work is done, again and again; notes the largest memory of each tenth, in MB."""
    while running.poll() is None:
        time.sleep(LOOKS)
        done = share()
        tenth = min(9, int(10 * done))
        memory[tenth] = max(memory[tenth], resident(running.pid) >> 20)
        yield done


def resident(group: int) -> int:
    """Bytes of memory of all processes of a session."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == group:
                total += int((entry / "statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
        except (OSError, ValueError):
            continue
    return total
