"""`ilium assess`: the result for a case, or the interview that makes one."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.answers.case import Case, Mode
    from ilium.faces.asking.interview import Interview
    from ilium.interview.best_next import Suggestion
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment


@dataclasses.dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    json: bool
    all: bool
    clinician: bool
    country: str | None
    save: Path | None
    pdf: Path | None
    force: bool


@click.command()
@click.argument("case", required=False)
@click.option("--json", is_flag=True, help="Print the whole assessment as JSON.")
@click.option("--all", is_flag=True, help="Show everything that the short report leaves out.")
@click.option("--clinician", is_flag=True, help="Ask for examination tests too.")
@click.option("--country", metavar="CODE", help="Country of the interview, such as GB: emergency numbers.")
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
    if case is None:
        _interview(wishes)
    else:
        _assess_file(case, wishes)


def _assess_file(name: str, wishes: Wishes) -> None:
    from ilium.faces.terminal.case_input import judge, read_bytes, read_case_in
    from ilium.knowledge.reading import load_knowledge

    _refuse_misplaced(wishes)
    data, file = read_bytes(name)
    knowledge = load_knowledge()
    case = read_case_in(knowledge, data, file)
    if wishes.clinician:
        case = dataclasses.replace(case, mode="clinician")
    result = judge(knowledge, case, file)
    _write_pdf(wishes, knowledge, case, result)
    show(result, as_json=wishes.json, everything=wishes.all, best=_best(wishes, knowledge, case))


def _refuse_misplaced(wishes: Wishes) -> None:
    """Refuse what belongs to the interview, and a file for the page that could not be written."""
    lone_force = wishes.force and wishes.pdf is None
    for option, given in (("--save", wishes.save), ("--force", lone_force), ("--country", wishes.country)):
        if given:
            raise Refusal(words.ONLY_INTERVIEW.format(option=option))
    _check_pdf(wishes)


def _check_pdf(wishes: Wishes) -> None:
    from ilium.faces.terminal.saving import check_target

    if wishes.pdf is not None:
        check_target(wishes.pdf, force=wishes.force)


def _write_pdf(wishes: Wishes, knowledge: Knowledge, case: Case, result: Assessment) -> None:
    """Write the page for a clinician, where one is wished for."""
    if wishes.pdf is None:
        return
    from ilium.faces.summary.page import write_summary
    from ilium.faces.terminal.saving import save_whole

    save_whole(write_summary(knowledge, case, result), wishes.pdf, force=wishes.force)


def _best(wishes: Wishes, knowledge: Knowledge, case: Case) -> tuple[Suggestion, ...]:
    from ilium.faces.terminal.best_next import find_best_next

    return find_best_next(knowledge, case) if wishes.clinician and not wishes.json else ()


def show(
    assessment: Assessment, *, as_json: bool, everything: bool = False, best: tuple[Suggestion, ...] = ()
) -> None:
    """Print an assessment: as JSON, or as the readable report, in short or with everything."""
    from ilium.faces.terminal.console import open_console, print_json

    if as_json:
        from ilium.result import as_plain

        print_json(as_plain(assessment))
        return
    from ilium.faces.terminal.report import print_report

    print_report(open_console(), assessment, everything=everything, best=best)


def _interview(wishes: Wishes) -> None:
    from ilium.faces.terminal.saving import check_target, save_case

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(words.NEEDS_A_TERMINAL)
    if wishes.save is not None:
        check_target(wishes.save, force=wishes.force)
    _check_pdf(wishes)
    from ilium.faces.terminal.case_input import judge
    from ilium.faces.terminal.interview_app import hold_interview
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    mode: Mode = "clinician" if wishes.clinician else "person"
    interview = hold_interview(knowledge, mode=mode, country=wishes.country)
    if not (interview.case.answers or wishes.json):
        _show_no_result(knowledge, interview)
        return
    if wishes.save is not None:
        save_case(interview.case, wishes.save, force=wishes.force)
    result = judge(knowledge, interview.case, words.TITLE, after_emergency=interview.after_emergency)
    _write_pdf(wishes, knowledge, interview.case, result)
    best = _best(wishes, knowledge, interview.case)
    show(result, as_json=wishes.json, everything=wishes.all, best=best)
    note = words.SAVED.format(file=wishes.save) if wishes.save else words.NOT_SAVED
    click.echo("\n" + note, err=wishes.json)
    if not wishes.json:
        _offer_medicines(wishes, knowledge, interview.case, result)


def _show_no_result(knowledge: Knowledge, interview: Interview) -> None:
    """Nothing was answered: nothing is judged, and no file is written."""
    from ilium.faces.terminal.console import open_console
    from ilium.faces.terminal.report import print_no_result

    print_no_result(open_console(), interview.emergency_number, knowledge.urgency.emergency_signs)


def _offer_medicines(wishes: Wishes, knowledge: Knowledge, case: Case, result: Assessment) -> None:
    """After the result: advice on painkillers for whoever wants it, kept beside the other answers."""
    from ilium.faces.terminal.case_input import judge
    from ilium.faces.terminal.medicine_offer import offer_medicines, show_medicines
    from ilium.faces.terminal.saving import save_case

    after = offer_medicines(knowledge, case, result)
    if after is None:
        return
    if wishes.save is not None:
        save_case(after, wishes.save, force=True)
    show_medicines(judge(knowledge, after, words.TITLE))
