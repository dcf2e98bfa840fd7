"""Who does the work: one protocol, so that the same blocks give the same bytes on one machine or on many."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What tells linear algebra how many threads to use; each worker gets one, so that sums come out alike."""
AHEAD = 2
"""Blocks in flight for each worker: enough to keep it busy, few enough to keep memory flat."""
TRIES = 3
"""How often a block is given out again after its worker died."""


class Runner(Protocol):
    """Applies a function to every task, and gives the results in the order of the tasks."""

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Every result, in order; `work` is a function of its task alone, and both can be pickled."""
        ...


class WorkerLostError(RuntimeError):
    """Workers died again and again at the same work."""


class OtherKnowledgeError(RuntimeError):
    """A worker has other knowledge than the one who gave it work."""


class NoSchedulerError(ConnectionError):
    """Nobody answers at the address of the scheduler."""


class ManyThreadsError(RuntimeError):
    """A worker of a cluster works with many threads: at many blocks at once, or (`threads` 1) at its sums."""

    def __init__(self, worker: str, threads: int) -> None:
        super().__init__(f"{worker}: {threads}")
        self.worker, self.threads = worker, threads


class LocalRunner:
    """A pool of processes on this machine."""

    def __init__(self, workers: int) -> None:
        """Use so many processes."""
        self.workers = workers

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Every result, in order; a block whose worker died is given out again."""
        waiting: deque[tuple[T, Future[R]]] = deque()
        rest = iter(tasks)
        with one_thread_each():
            pool = self._pool()
            try:
                while True:
                    for task in rest:
                        waiting.append((task, pool.submit(work, task)))
                        if len(waiting) >= AHEAD * self.workers:
                            break
                    if not waiting:
                        return
                    pool = self._wait(pool, work, waiting)
                    yield waiting.popleft()[1].result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _wait(
        self, pool: ProcessPoolExecutor, work: Callable[[T], R], waiting: deque[tuple[T, Future[R]]]
    ) -> ProcessPoolExecutor:
        """Wait for the first block; after a death everything in flight goes to a new pool."""
        for _ in range(TRIES):
            try:
                waiting[0][1].result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                pool = self._pool()
                again = [(task, pool.submit(work, task)) for task, _ in waiting]
                waiting.clear()
                waiting.extend(again)
            else:
                return pool
        raise WorkerLostError

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=end_with_parent)


def end_with_parent() -> None:
    """Let this worker end as soon as the process that began it is gone, however that one ended."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes started in here use one thread for linear algebra."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def usual_workers() -> int:
    """One for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
