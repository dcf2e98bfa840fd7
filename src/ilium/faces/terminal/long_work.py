"""What long studies share: who does the work, how far it is, and the faults that only they meet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal import long_work_words as words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.faces.terminal.long_work_words import LongWords
    from ilium.study.ledger import OtherStudyError
    from ilium.study.listening import Listener
    from ilium.study.runners import Runner

EVERY = 15.0
"""Seconds between two lines of progress where there is no terminal."""


def runner_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who does the work; the command gets `open_runner`, which opens it."""
    options = [
        click.option(
            "--runner", type=click.Choice(["local", "dask"]), default="local", help="Who does the work."
        ),
        click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, such as tcp://HOST:8786."),
        click.option(
            "--workers", type=click.IntRange(1, 256), help="Processes on this machine; one for each core."
        ),
    ]

    @wraps(command)
    def with_runner(*, runner: str, scheduler: str | None, workers: int | None, **rest: Any) -> Any:  # noqa: ANN401
        return command(open_runner=partial(_open_runner, runner, scheduler, workers), **rest)

    whole: Callable[..., Any] = with_runner
    for option in reversed(options):
        whole = option(whole)
    return whole


def _open_runner(runner: str, scheduler: str | None, workers: int | None) -> Runner:
    if runner == "dask":
        return _open_dask(scheduler, workers)
    if scheduler:
        raise Refusal(words.WANTS_DASK)
    from ilium.study.runners import LocalRunner, usual_workers

    return LocalRunner(workers or usual_workers())


def _open_dask(scheduler: str | None, workers: int | None) -> Runner:
    if not scheduler:
        raise Refusal(words.WANTS_SCHEDULER)
    if workers:
        raise Refusal(words.WANTS_LOCAL)
    try:
        from ilium.study.dask_runner import DaskRunner
    except ImportError:
        raise Refusal(words.NO_DASK) from None
    return DaskRunner(scheduler)


@contextmanager
def telling_faults(own: LongWords) -> Iterator[None]:
    """Tell the faults of workers and of the files of a long study in one message."""
    from ilium.study.ledger import NoStudyError, OtherStudyError, SpoiltBlockError, UnwritableError

    try:
        with _telling_faults_of_workers(own):
            yield
    except OtherStudyError as error:
        raise Refusal(_other_study(own, error)) from None
    except NoStudyError as error:
        raise Refusal(own.no_study.format(file=error.file)) from None
    except SpoiltBlockError as error:
        raise Refusal(words.SPOILT_BLOCK.format(file=error.file)) from None
    except UnwritableError as error:
        raise Refusal(own.unwritable.format(file=error.file, why=error.why)) from None


def _other_study(own: LongWords, error: OtherStudyError) -> str:
    differs = ", ".join(words.differing(one.name, one.there, one.here) for one in error.differs)
    version = words.VERSION if any(one.name in words.VERSIONED for one in error.differs) else ""
    return own.other_study.format(folder=error.folder, differs=differs, version=version)


@contextmanager
def _telling_faults_of_workers(own: LongWords) -> Iterator[None]:
    from ilium.study.runners import (
        ManyThreadsError,
        NoSchedulerError,
        OtherKnowledgeError,
        WorkerLostError,
    )

    try:
        yield
    except NoSchedulerError as error:
        raise Refusal(words.NO_SCHEDULER.format(address=error)) from None
    except WorkerLostError:
        raise Refusal(own.lost) from None
    except OtherKnowledgeError:
        raise Refusal(words.OTHER_KNOWLEDGE) from None
    except ManyThreadsError as error:
        said = words.MANY_THREADS if error.threads > 1 else words.MANY_SUMS
        raise Refusal(said.format(worker=error.worker, threads=error.threads)) from None


@contextmanager
def showing_progress(
    everybody: int, own: LongWords, clock: Callable[[], float] = time.monotonic
) -> Iterator[Listener]:
    """How far it is, on standard error: a bar with the time left on a terminal, else a line now and then."""
    if sys.stderr.isatty():
        with _bar(everybody, own, clock) as bar:
            yield bar
    else:
        yield Pace(everybody, clock, _Lines(own, clock).tell)


class Pace:
    """How far it is, and how long the rest will take at the speed of what was done in this run."""

    def __init__(self, everybody: int, clock: Callable[[], float], tell: Callable[[Pace], None]) -> None:
        """Start the clock; `tell` hears of every change."""
        self.everybody, self.clock, self.tell = everybody, clock, tell
        self.before = self.now = 0
        self.began = clock()

    @property
    def there(self) -> int:
        """How many there are, found and done."""
        return self.before + self.now

    def found(self, people: int) -> None:
        """An earlier run did these; time begins to count when there is something to do."""
        self.before += people
        if not self.now:
            self.began = self.clock()
        self.tell(self)

    def done(self, people: int) -> None:
        """This run did these."""
        self.now += people
        self.tell(self)

    def left(self) -> float | None:
        """Seconds; None as long as nothing was done."""
        if not self.now:
            return None
        return (self.clock() - self.began) / self.now * (self.everybody - self.there)


class _Lines:
    """A line of progress now and then."""

    def __init__(self, own: LongWords, clock: Callable[[], float]) -> None:
        self.own, self.told = own, clock()

    def tell(self, pace: Pace) -> None:
        now = pace.clock()
        if now - self.told >= EVERY:
            self.told, left = now, words.time_left(pace.left())
            line = words.LINE.format(done=pace.there, all=pace.everybody, counted=self.own.counted, left=left)
            click.echo(line, err=True)


@contextmanager
def _bar(everybody: int, own: LongWords, clock: Callable[[], float]) -> Iterator[Listener]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(own.doing), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(own.doing, total=everybody, left=words.time_left(None))

        def tell(pace: Pace) -> None:
            progress.update(bar, completed=pace.there, left=words.time_left(pace.left()))

        yield Pace(everybody, clock, tell)
