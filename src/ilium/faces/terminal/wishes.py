"""What the command line of `ilium assess` asks for, and how a result is shown as it asks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.interview.best_next import Suggestion
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    json: bool
    fhir: bool
    all: bool
    clinician: bool
    country: str | None
    save: Path | None
    pdf: Path | None
    force: bool
    go_on: bool
    record: str | None

    @property
    def for_programs(self) -> bool:
        """Whether standard output is for a program to read."""
        return self.json or self.fhir


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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

    return find_best_next(knowledge, case) if wishes.clinician and not wishes.for_programs else ()


def show(
    wishes: Wishes, knowledge: Knowledge, case: Case, assessment: Assessment, file: Path | None = None
) -> None:
    """Print an assessment: for programs, or as the readable report, which names the file of the answers."""
    from ilium.faces.terminal.console import open_console, print_json

    if wishes.for_programs:
        print_json(_plain(wishes, knowledge, case, assessment))
        return
    from ilium.faces.terminal.report import print_report

    best = best_next(wishes, knowledge, case)
    print_report(open_console(), assessment, everything=wishes.all, best=best, file=file)


def _plain(wishes: Wishes, knowledge: Knowledge, case: Case, assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain values. As FHIR, a case without a day is of today."""
    if wishes.fhir:
        from ilium.faces.fhir.assessed.bundle import assess_to_bundle

        return assess_to_bundle(knowledge, case, date.today())
    from ilium.result import as_plain

    return as_plain(assessment)
