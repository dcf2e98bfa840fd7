"""The interview of `ilium assess`: asked, kept, judged, and followed by the offer of painkiller advice."""

from __future__ import annotations

import dataclasses
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import words
from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.refusal import Refusal
from ilium.faces.terminal.saving import check_target, save_case
from ilium.faces.terminal.wishes import Wishes, check_pdf, show, write_pdf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilium.answers.case import Case, Mode
    from ilium.answers.values import Answer
    from ilium.faces.asking.interview import Interview
    from ilium.faces.terminal.record_file import FromRecord
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment


def interview_anew(wishes: Wishes, said: FromRecord | None = None) -> None:
    """Ask from the first question on, or what a record has not said, and show the result."""
    _check_terminal()
    if wishes.save is not None:
        check_target(wishes.save, force=wishes.force)
    check_pdf(wishes)
    from ilium.faces.terminal.interview_app import hold_interview
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    mode: Mode = "clinician" if wishes.clinician else "person"
    known, offered = (said.known, said.offered) if said is not None else ({}, {})
    interview = hold_interview(knowledge, mode=mode, country=wishes.country, known=known, offered=offered)
    if not (interview.case.answers or wishes.for_programs):
        _show_no_result(knowledge, interview)
        return
    _conclude(wishes, knowledge, interview, said)


def interview_on(name: str | None, wishes: Wishes) -> None:
    """Ask what an interview that was kept has left open, keep it again, and show the result."""
    from ilium.faces.terminal.case_input import judge, read_bytes, read_case_in
    from ilium.faces.terminal.continuing import check_own, file_to_go_on, take_up, told_before
    from ilium.faces.terminal.interview_app import resume_interview
    from ilium.knowledge.reading import load_knowledge

    file = file_to_go_on(name)
    _check_terminal()
    knowledge = load_knowledge()
    data, said = read_bytes(str(file))
    case = read_case_in(knowledge, data, said)
    if wishes.save is None:
        check_own(case, data, said)
        wishes = dataclasses.replace(wishes, save=file, force=True)
    assert wishes.save is not None
    check_target(wishes.save, force=wishes.force)
    check_pdf(wishes)
    kept = take_up(knowledge, case, date.today(), said)
    if wishes.clinician:
        kept = dataclasses.replace(kept, mode="clinician")
    judge(knowledge, kept, said)
    interview = resume_interview(knowledge, kept, country=wishes.country, note=told_before(case, kept))
    _conclude(wishes, knowledge, interview)


def _check_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(words.NEEDS_A_TERMINAL)


def _conclude(
    wishes: Wishes, knowledge: Knowledge, interview: Interview, said: FromRecord | None = None
) -> None:
    """Keep the answers where that is wished for, then the result, then the offer."""
    from ilium.faces.terminal.case_input import judge

    case = interview.case if said is None else said.complete(knowledge, interview.case)
    if wishes.save is not None:
        save_case(case, wishes.save, force=wishes.force)
    result = judge(knowledge, case, words.TITLE, after_emergency=interview.after_emergency)
    write_pdf(wishes, knowledge, case, result)
    show(wishes, knowledge, case, result, wishes.save)
    click.echo("\n" + _kept_where(wishes.save), err=wishes.for_programs)
    if not wishes.for_programs:
        _offer_medicines(wishes, knowledge, case, result, said.offered if said else {})


def _kept_where(file: Path | None) -> str:
    if file is None:
        return words.NOT_SAVED
    return as_called(words.SAVED.format(file=words.quoted(file)))


def _show_no_result(knowledge: Knowledge, interview: Interview) -> None:
    """Nothing was answered: nothing is judged, and no file is written."""
    from ilium.faces.terminal.console import open_console
    from ilium.faces.terminal.report import print_no_result

    print_no_result(open_console(), interview.emergency_number, knowledge.urgency.emergency_signs)


def _offer_medicines(
    wishes: Wishes, knowledge: Knowledge, case: Case, result: Assessment, offered: Mapping[str, Answer]
) -> None:
    """After the result: advice on painkillers for whoever wants it, kept beside the other answers."""
    from ilium.faces.terminal.case_input import judge
    from ilium.faces.terminal.medicine_offer import offer_medicines, show_medicines

    after = offer_medicines(knowledge, case, result, offered)
    if after is None:
        return
    if wishes.save is not None:
        save_case(after, wishes.save, force=True)
    show_medicines(judge(knowledge, after, words.TITLE))
