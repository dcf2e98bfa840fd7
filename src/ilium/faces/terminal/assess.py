"""`ilium assess`: the result for a case, or the interview that makes one."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal
from ilium.faces.terminal.wishes import Wishes, check_pdf, is_terminal, show, write_pdf

if TYPE_CHECKING:
    from ilium.answers.case import Case, Mode
    from ilium.faces.fhir.importing import Imported
    from ilium.knowledge.library import Knowledge

DASH = "-"


@click.command()
@click.argument("case", required=False)
@click.option("--json", is_flag=True, help="Print the whole assessment as JSON.")
@click.option("--fhir", is_flag=True, help="Print the whole assessment as a Bundle of FHIR R4.")
@click.option("--all", is_flag=True, help="Show everything that the short report leaves out.")
@click.option("--clinician", is_flag=True, help="Ask for examination tests too.")
@click.option("--continue", "go_on", is_flag=True, help="Ask what CASE has left open, and keep it in CASE.")
@click.option("--import", "record", metavar="BUNDLE", help="Take what a FHIR Bundle with your record says.")
@click.option("--country", metavar="CODE", help="Country of the interview, such as GB; else it is asked.")
@click.option("--save", type=click.Path(path_type=Path), metavar="FILE", help="Keep the answers in FILE.")
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write one page for a clinician into FILE too.",
)
@click.option("--force", is_flag=True, help="Let --save and --pdf replace a file that is already there.")
def assess(case: str | None, **options: Any) -> None:  # noqa: ANN401
    """Say how soon to be seen and what the likely source is.

    CASE is a YAML or JSON file with the answers; '-' reads standard input. Without CASE, Ilium asks.
    """
    wishes = Wishes(**options)
    if wishes.json and wishes.fhir:
        raise Refusal(words.JSON_OR_FHIR)
    if wishes.go_on and wishes.record:
        raise Refusal(words.IMPORT_OR_CONTINUE)
    if case is not None and not wishes.go_on:
        _assess_file(case, wishes)
        return
    if wishes.record and not wishes.go_on:
        _assess_record(wishes.record, wishes)
        return
    from ilium.faces.terminal.interviewing import interview_anew, interview_on

    if wishes.go_on:
        interview_on(case, wishes)
    else:
        interview_anew(wishes)


def _assess_file(name: str, wishes: Wishes) -> None:
    from ilium.faces.terminal.case_input import judge, read_bytes, read_case_in
    from ilium.knowledge.reading import load_knowledge

    _refuse_misplaced(wishes)
    data, file = read_bytes(name)
    knowledge = load_knowledge()
    case = read_case_in(knowledge, data, file)
    if wishes.clinician:
        case = dataclasses.replace(case, mode="clinician")
    if wishes.record:
        case = _read_record(wishes.record, wishes, knowledge, case).case
    result = judge(knowledge, case, file)
    write_pdf(wishes, knowledge, case, result)
    show(wishes, knowledge, case, result, None if name == DASH else Path(name))


def _assess_record(name: str, wishes: Wishes) -> None:
    """Ask what a record has not said; without somebody to ask, or with a whole interview in it, assess it."""
    from ilium.faces.terminal import record_words
    from ilium.faces.terminal.case_input import judge
    from ilium.faces.terminal.interviewing import interview_anew
    from ilium.faces.terminal.record_file import FromRecord
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    imported = _read_record(name, wishes, knowledge, None)
    if is_terminal() and not imported.before.answers:
        click.pause(record_words.GO_ON, err=wishes.for_programs)
        interview_anew(wishes, FromRecord.of(knowledge, imported))
        return
    _refuse_misplaced(wishes)
    mode: Mode = "clinician" if wishes.clinician else imported.case.mode
    case = dataclasses.replace(imported.case, mode=mode)
    result = judge(knowledge, case, name)
    write_pdf(wishes, knowledge, case, result)
    show(wishes, knowledge, case, result)


def _read_record(name: str, wishes: Wishes, knowledge: Knowledge, case: Case | None) -> Imported:
    """A case with what a record says beside it; what was taken is shown."""
    from ilium.faces.terminal.record_file import read_record_file, show_taken

    imported = read_record_file(knowledge, name, case)
    show_taken(knowledge, imported, everything=wishes.all, on_error=wishes.for_programs)
    return imported


def _refuse_misplaced(wishes: Wishes) -> None:
    """Refuse what belongs to the interview, and a file for the page that could not be written."""
    lone_force = wishes.force and wishes.pdf is None
    for option, given in (("--save", wishes.save), ("--force", lone_force), ("--country", wishes.country)):
        if given:
            raise Refusal(words.ONLY_INTERVIEW.format(option=option))
    check_pdf(wishes)
