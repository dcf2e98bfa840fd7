"""The workers of a Dask cluster, on this machine or on many."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from distributed import Client
from distributed.scheduler import KilledWorker

from ilium.study.runners import AHEAD, TRIES, NoSchedulerError, WorkerLostError

T = TypeVar("T")
R = TypeVar("R")
PATIENCE = "20s"
"""How long to wait for the scheduler."""


class DaskRunner:
    """Gives blocks to the workers of a scheduler; Dask repeats what a lost worker did not end.

    Start workers with one thread each (`dask worker ADDRESS --nthreads 1`), so that results come out alike.
    """

    def __init__(self, scheduler: str) -> None:
        """Use the cluster of this scheduler."""
        self.scheduler = scheduler

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Every result, in order."""
        with self._client() as client:
            waiting: deque[Any] = deque()
            rest = iter(tasks)
            while True:
                ahead = AHEAD * max(1, sum(client.nthreads().values()))
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
