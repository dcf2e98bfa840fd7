"""What the command line of `ilium assess` asks for, and how a result is shown as it asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.interview.best_next import Suggestion
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    json: bool
    all: bool
    clinician: bool
    country: str | None
    save: Path | None
    pdf: Path | None
    force: bool
    go_on: bool


def check_pdf(wishes: Wishes) -> None:
    """Refuse a file for the page that could not be written."""
    from ilium.faces.terminal.saving import check_target

    if wishes.pdf is not None:
        check_target(wishes.pdf, force=wishes.force)


def write_pdf(wishes: Wishes, knowledge: Knowledge, case: Case, result: Assessment) -> None:
    """Write the page for a clinician, where one is wished for."""
    if wishes.pdf is None:
        return
    from ilium.faces.summary.page import write_summary
    from ilium.faces.terminal.saving import save_whole

    save_whole(write_summary(knowledge, case, result), wishes.pdf, force=wishes.force)


def best_next(wishes: Wishes, knowledge: Knowledge, case: Case) -> tuple[Suggestion, ...]:
    """What is best asked or examined next, for a clinician who reads."""
    from ilium.faces.terminal.best_next import find_best_next

    return find_best_next(knowledge, case) if wishes.clinician and not wishes.json else ()


def show(
    assessment: Assessment, wishes: Wishes, *, best: tuple[Suggestion, ...] = (), file: Path | None = None
) -> None:
    """Print an assessment: as JSON, or as the readable report, which names the file of the answers."""
    from ilium.faces.terminal.console import open_console, print_json

    if wishes.json:
        from ilium.result import as_plain

        print_json(as_plain(assessment))
        return
    from ilium.faces.terminal.report import print_report

    print_report(open_console(), assessment, everything=wishes.all, best=best, file=file)
