"""Whole interviews of many people at once, in rounds: in each, everybody who is not done takes one step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.answers.values import Kind
from ilium.interview.next_question import Stop
from ilium.knowledge.library import Knowledge
from ilium.study.batch.adaptive import adaptive_of, stop_code
from ilium.study.batch.rules import Reading, called_up, waiting_page
from ilium.study.batch.sheet import Codes, Flags, Rows, Sheet, empty_sheet, reveal
from ilium.study.people import LONG_CHECKLIST

Counts = NDArray[np.int16]
NO_PAGE = -1
PAGE = 10_000
"""Added to the number of a page where a path names it, so that it is no question's column."""


@dataclass(eq=False)
class Interviews:
    """Interviews of many people: what was asked so far, and for each person how far it went.

    `stopped` holds the code of the reason to stop, 0 before. `path[p]` lists questions and pages in order.
    """

    asked: Sheet
    answers: Sheet
    stopped: Codes
    pages: Counts
    given: Counts
    path: list[list[int]]


def hold_interviews(knowledge: Knowledge, answers: Sheet) -> Interviews:
    """Interview everybody to the end; `answers` holds what each would say to anything."""
    people = len(answers)
    held = Interviews(
        empty_sheet(answers.layout, people, answers.setting),
        answers,
        np.zeros(people, dtype=np.int16),
        np.zeros(people, dtype=np.int16),
        np.zeros(people, dtype=np.int16),
        [[] for _ in range(people)],
    )
    while len(active := np.flatnonzero(held.stopped == 0)):
        _take_step(knowledge, held, active)
    return held


def _take_step(knowledge: Knowledge, held: Interviews, active: Rows) -> None:
    """The next step of everybody who is not done: emergencies end, then pages, then what is worth most."""
    reading = Reading(knowledge, held.asked.take(active))
    page = _first_page(knowledge, reading)
    emergency = reading.emergency()
    if emergency.any():
        waiting = waiting_page(reading)
        page = np.where(emergency, waiting, page)
        held.stopped[active[emergency & (waiting == NO_PAGE)]] = stop_code(Stop.EMERGENCY)
    for number in np.unique(page[page != NO_PAGE]):
        _ask_page(knowledge, held, active[page == number], int(number))
    free = ~emergency & (page == NO_PAGE)
    _ask_free(knowledge, held, active, reading, free)


def _first_page(knowledge: Knowledge, reading: Reading) -> Codes:
    """The first fixed page with a question still to ask."""
    page = np.full(len(reading.sheet), NO_PAGE, dtype=np.int16)
    for number in reversed(range(len(knowledge.region.pages))):
        for id_ in knowledge.region.pages[number].questions:
            page[reading.open(knowledge.questions[id_])] = number
    return page


def _ask_page(knowledge: Knowledge, held: Interviews, rows: Rows, number: int) -> None:
    """Ask what is open on a page, then whatever the answers open on the same page."""
    for row in rows:
        held.path[row].append(PAGE + number)
    held.pages[rows] += 1
    first = True
    while len(rows):
        reading = Reading(knowledge, held.asked.take(rows))
        opened = {
            id_: reading.open(knowledge.questions[id_]) for id_ in knowledge.region.pages[number].questions
        }
        for id_, flags in opened.items():
            mine = rows[flags]
            question = knowledge.questions[id_]
            if first and question.kind is Kind.CHECKLIST and len(question.choices) > LONG_CHECKLIST:
                held.pages[mine] += 1
            _ask(held, mine, id_)
        rows = rows[np.logical_or.reduce(list(opened.values()))]
        first = False


def _ask(held: Interviews, rows: Rows, question: str) -> None:
    if len(rows):
        reveal(held.asked, held.answers, rows, question, held.given[rows])
        held.given[rows] += 1


def _ask_free(knowledge: Knowledge, held: Interviews, active: Rows, reading: Reading, free: Flags) -> None:
    """For those past the pages: a safety question that was called up, or what is worth most, or the end."""
    for question in called_up(knowledge):
        mine = free & reading.open(question)
        free = free & ~mine
        _ask_question(knowledge, held, active[mine], held.asked.layout.column[question.id])
    rows = active[free]
    if not len(rows):
        return
    chosen = adaptive_of(knowledge).decide(held.asked.take(rows))
    held.stopped[rows[chosen < 0]] = chosen[chosen < 0]
    for column in np.unique(chosen[chosen >= 0]):
        _ask_question(knowledge, held, rows[chosen == column], int(column))


def _ask_question(knowledge: Knowledge, held: Interviews, rows: Rows, column: int) -> None:
    question = held.asked.layout.questions[column]
    for row in rows:
        held.path[row].append(column)
    long = question.kind is Kind.CHECKLIST and len(question.choices) > LONG_CHECKLIST
    held.pages[rows] += 2 if long else 1
    _ask(held, rows, question.id)
