"""What long studies share: who does the work, how far it is, and the faults that only they meet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal import simulate_words as words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
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
        if not scheduler:
            raise Refusal(words.WANTS_SCHEDULER)
        try:
            from ilium.study.dask_runner import DaskRunner
        except ImportError:
            raise Refusal(words.NO_DASK) from None
        return DaskRunner(scheduler)
    from ilium.study.runners import LocalRunner, usual_workers

    return LocalRunner(workers or usual_workers())


@contextmanager
def telling_faults() -> Iterator[None]:
    """Tell the faults of workers and of the folder of a run in one message."""
    from ilium.study.ledger import OtherStudyError
    from ilium.study.runners import NoSchedulerError, OtherKnowledgeError, WorkerLostError

    try:
        yield
    except OtherStudyError as error:
        differs = ", ".join(error.differs)
        raise Refusal(words.OTHER_STUDY.format(folder=error.folder, differs=differs)) from None
    except NoSchedulerError as error:
        raise Refusal(words.NO_SCHEDULER.format(address=error)) from None
    except WorkerLostError:
        raise Refusal(words.LOST) from None
    except OtherKnowledgeError:
        raise Refusal(words.OTHER_KNOWLEDGE) from None


@contextmanager
def showing_progress(everybody: int) -> Iterator[Callable[[int], None]]:
    """How far it is, on standard error: a bar with the time left on a terminal, else a line now and then."""
    if sys.stderr.isatty():
        with _bar(everybody) as tell:
            yield tell
    else:
        yield _Lines(everybody).tell


@contextmanager
def _bar(everybody: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(words.DOING), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(words.DOING, total=everybody)
        yield lambda people: progress.advance(bar, people)


class _Lines:
    """A line of progress now and then."""

    def __init__(self, everybody: int) -> None:
        self.everybody, self.done = everybody, 0
        self.began = self.told = time.monotonic()

    def tell(self, people: int) -> None:
        """So many people more are done."""
        self.done += people
        now = time.monotonic()
        if now - self.told >= EVERY:
            self.told = now
            left = (now - self.began) / self.done * (self.everybody - self.done)
            line = words.LINE.format(done=self.done, all=self.everybody, left=words.duration(left))
            click.echo(line, err=True)
