"""`ilium episode checkin` and `clear`: what is new since the last time."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal.episode import words
from ilium.faces.terminal.episode.opened import (
    database_option,
    date_option,
    opened,
    read_date,
    refuse_silence,
)
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.answers.check_ins import CheckIn
    from ilium.episode.episode import Episode
    from ilium.knowledge.library import Knowledge


@click.command()
@click.argument("episode", metavar="ID")
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@date_option
@database_option
def checkin(episode: str, file: str | None, as_json: bool, date: str | None, database: str | None) -> None:
    """Keep how it is now, from FILE ('-' reads standard input) or by asking, and show what follows."""
    from ilium.episode.episode import with_check_in
    from ilium.faces.terminal.episode.showing import compute, keep_and_show
    from ilium.knowledge.reading import load_knowledge

    today = read_date(date)
    with opened(database) as store:
        before = store.load(store.find(episode))
    knowledge = load_knowledge()
    one = _ask(knowledge, before, today) if file is None else _read(knowledge, file, today)
    after = with_check_in(before, one)
    compute(knowledge, after, max(today, one.date))
    keep_and_show(
        knowledge,
        database,
        lambda store: store.add_check_in(before.id, one),
        after,
        max(today, one.date),
        as_json,
    )


def _read(knowledge: Knowledge, name: str, today: datetime.date) -> CheckIn:
    from ilium.documents.yaml_text import decode
    from ilium.faces.terminal.case_input import read_bytes
    from ilium.knowledge.case_reading import case_reader

    data, file = read_bytes(name)
    return case_reader(knowledge).read_check_in(decode(data, file), file, today)


def _ask(knowledge: Knowledge, episode: Episode, today: datetime.date) -> CheckIn:
    """Ask what a check-in asks: the safety questions anew, the pain, and what was done."""
    from ilium.faces.terminal import words as general

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(general.NEEDS_A_TERMINAL)
    from ilium.episode.asking import UnderWay, answered_between
    from ilium.faces.asking.interview import Interview
    from ilium.faces.terminal.interview_app import InterviewApp
    from ilium.faces.terminal.interview_session import Session

    begun = Interview.of_check_in(knowledge, UnderWay(episode, today))
    app = InterviewApp(Session.resume(begun))
    ended = (app.run() or app.session.interview).under_way
    assert ended is not None
    refuse_silence(ended.answers)
    case = ended.case(knowledge)
    return ended.joined(answered_between(knowledge, case, _ask_medicines(knowledge, case))).check_in


def _ask_medicines(knowledge: Knowledge, case: Case) -> Case:
    """The case with the answers before medicines, where somebody takes painkillers or wants advice."""
    from ilium.faces.terminal import words as general
    from ilium.faces.terminal.case_input import judge
    from ilium.faces.terminal.medicine_offer import offer_medicines

    found = judge(knowledge, case, general.TITLE, after_emergency=True)
    return offer_medicines(knowledge, case, found) or case


@click.command()
@click.argument("episode", metavar="ID")
@click.argument("rule")
@click.option("--test", "test", required=True, metavar="TEXT", help="What was looked at: 'MRI, normal'.")
@date_option
@database_option
def clear(episode: str, rule: str, test: str, date: str | None, database: str | None) -> None:
    """Note that a clinician has looked at what RULE warns of; it rests until that finding changes."""
    from ilium.answers.check_ins import Cleared
    from ilium.documents.problems import suggest
    from ilium.knowledge.reading import load_knowledge

    knowledge = load_knowledge()
    name = knowledge.aliases.get(rule, rule)
    if name not in knowledge.red_flags:
        near = suggest(rule, knowledge.red_flags, words.RULES_NAMED)
        raise Refusal(words.NO_RULE.format(rule=rule[:60], near=near))
    if not 0 < len(test.strip()) <= words.LONGEST_TEST:
        raise Refusal(words.TEST_LENGTH.format(n=words.LONGEST_TEST))
    one = Cleared(name, read_date(date), test.strip())
    with opened(database) as store:
        store.add_cleared(store.find(episode), one)
    click.echo(words.CLEARED.format(date=one.date, test=one.test))
