"""The workers of a Dask cluster, on this machine or on many."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from distributed import Client
from distributed.scheduler import KilledWorker

from ilium.study.runners import AHEAD, THREADS, TRIES, ManyThreadsError, NoSchedulerError, WorkerLostError

T = TypeVar("T")
R = TypeVar("R")
PATIENCE = "20s"
"""How long to wait for the scheduler."""


class DaskRunner:
    """Gives blocks to the workers of a scheduler; Dask repeats what a lost worker did not end.

    Workers have one thread each (`dask worker ADDRESS --nthreads 1`), so that results come out alike.
    """

    def __init__(self, scheduler: str) -> None:
        """Use the cluster of this scheduler."""
        self.scheduler = scheduler

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Every result, in order. Raises ManyThreadsError where a worker has more than one."""
        with self._client() as client:
            waiting: deque[Any] = deque()
            checked: set[str] = set()
            rest = iter(tasks)
            while True:
                ahead = AHEAD * max(1, _count_workers(client, checked))
                for task in rest:
                    waiting.append(client.submit(work, task, pure=False, retries=TRIES))
                    if len(waiting) >= ahead:
                        break
                if not waiting:
                    return
                try:
                    result: R = waiting.popleft().result()
                except KilledWorker:
                    raise WorkerLostError from None
                yield result

    def _client(self) -> Client:
        try:
            return Client(self.scheduler, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise NoSchedulerError(self.scheduler) from error


def _count_workers(client: Client, checked: set[str]) -> int:
    """How many workers there are now; those not checked yet are."""
    threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    for worker, many in threads.items():
        if many > 1:
            raise ManyThreadsError(worker, many)
    if new := threads.keys() - checked:
        alike = client.run(sums_come_alike, workers=list(new), on_error="ignore")
        if others := [worker for worker, one in alike.items() if one is False]:
            raise ManyThreadsError(min(others), 1)
        checked.update(alike)
    return len(threads)


def sums_come_alike() -> bool:
    """Whether linear algebra in this process was told to use one thread."""
    told = {os.environ[name] for name in THREADS if name in os.environ}
    return told == {"1"}
