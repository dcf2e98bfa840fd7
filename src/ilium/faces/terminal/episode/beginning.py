"""`ilium episode start`: assess once, and keep the answers to go on from."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal.episode.opened import database_option, date_option, read_date, refuse_silence
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.episode.episode import Episode
    from ilium.knowledge.library import Knowledge


@click.command()
@click.argument("case", required=False)
@click.option("--clinician", is_flag=True, help="Ask for examination tests too.")
@click.option("--country", metavar="CODE", help="Country of the interview, such as GB: emergency numbers.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@date_option
@database_option
def start(
    case: str | None,
    clinician: bool,
    country: str | None,
    as_json: bool,
    date: str | None,
    database: str | None,
) -> None:
    """Begin an episode with the answers in CASE; '-' reads standard input. Without CASE, Ilium asks."""
    from ilium.faces.terminal.episode.showing import keep_and_show
    from ilium.knowledge.reading import load_knowledge

    today = read_date(date)
    knowledge = load_knowledge()
    first = _ask(knowledge, clinician, country) if case is None else _read(knowledge, case, clinician)
    keep_and_show(
        knowledge, database, lambda store: store.start(first, today), _alone(first, today), today, as_json
    )


def _alone(case: Case, today: datetime.date) -> Episode:
    from ilium.episode.episode import begin_episode

    return begin_episode("", case, today)


def _read(knowledge: Knowledge, name: str, clinician: bool) -> Case:
    from ilium.faces.terminal.case_input import judge, read_bytes, read_case_in

    data, file = read_bytes(name)
    case = read_case_in(knowledge, data, file)
    if clinician:
        case = dataclasses.replace(case, mode="clinician")
    judge(knowledge, case, file)
    return case


def _ask(knowledge: Knowledge, clinician: bool, country: str | None) -> Case:
    from ilium.faces.terminal import words as general

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(general.NEEDS_A_TERMINAL)
    from ilium.faces.terminal.interview_app import hold_interview

    case = hold_interview(knowledge, mode="clinician" if clinician else "person", country=country).case
    refuse_silence(case.answers)
    return case
