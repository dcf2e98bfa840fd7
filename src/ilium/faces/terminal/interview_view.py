"""What the interview looks like: lines of text for a session, wrapped to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from ilium.answers.values import Kind, Missing
from ilium.assessment import assess
from ilium.faces.asking import words as asking_words
from ilium.faces.asking.countries import say_whose_number
from ilium.faces.asking.options import SIDE_WORDS, SIDES, bounds, say_answer
from ilium.faces.telling.soon import who_words
from ilium.faces.terminal import words
from ilium.faces.terminal.country_view import country_lines
from ilium.faces.terminal.interview_line import (
    CURSOR,
    DIM,
    END,
    HEAD,
    NOTE,
    QUIET,
    ROW,
    STRONG,
    Line,
    wrap,
)
from ilium.faces.terminal.interview_session import GO_ON, Session, View
from ilium.faces.terminal.question_entry import (
    MARK,
    NOWHERE,
    NUMBER,
    Entry,
    Row,
)
from ilium.knowledge.schema import Question

LABEL, CELL = 40, 9
"""Widths of the body map: the name of a place, and each column."""


def heading(session: Session) -> str:
    """Where we are."""
    return str(session.interview.progress) if session.view is View.ASKING else ""


def warning(session: Session) -> str:
    """What must not be forgotten while the questions go on for a clinician."""
    if session.view not in (View.ASKING, View.CHANGING) or not session.interview.is_past_emergency:
        return ""
    return words.EMERGENCY_FOUND.format(number=session.interview.emergency_number)


def keys(session: Session) -> str:
    """What the keys do here."""
    whole = {
        View.WELCOME: words.KEYS_WELCOME,
        View.COUNTRY: words.KEYS_COUNTRY,
        View.EMERGENCY: words.KEYS_EMERGENCY,
        View.CHANGING: words.KEYS_CHANGE,
    }
    if session.view in whole:
        return whole[session.view]
    kind = session.entry.question.kind if session.entry else None
    hints = {Kind.CHECKLIST: words.KEYS_LIST, Kind.BODY_MAP: words.KEYS_MAP, Kind.NUMBER: words.KEYS_NUMBER}
    return hints.get(kind, words.KEYS_PAGE) if kind else words.KEYS_PAGE


def lines(session: Session, width: int) -> list[Line]:
    """The body of the screen."""
    match session.view:
        case View.WELCOME:
            return list(_welcome(session, width))
        case View.COUNTRY:
            return list(country_lines(session.countries, width)) if session.countries else []
        case View.EMERGENCY:
            return list(_emergency(session, width))
        case View.CHANGING:
            return list(_changing(session, width))
        case _:
            return list(_asking(session, width))


def _welcome(session: Session, width: int) -> Iterator[Line]:
    number = session.interview.emergency_number
    yield Line(words.WELCOME, STRONG)
    whose = f" {say_whose_number(session.interview.case.country)}" if session.countries else ""
    for paragraph in words.WELCOME_LINES:
        yield Line("")
        yield from wrap(paragraph.format(number=number, whose=whose), width)
    yield Line("")
    yield Line(f" > {words.BEGIN} ", CURSOR, here=True)


def _asking(session: Session, width: int) -> Iterator[Line]:
    page = session.interview.page
    if page is not None:
        yield Line(page.title, STRONG)
        if page.intro and page.questions[0] == session.focus:
            yield from wrap(page.intro, width, style=DIM)
        yield Line("")
    for question in session.interview.questions:
        if question.id == session.focus and session.entry is not None:
            if page is not None and question is not session.interview.questions[0]:
                yield Line("")
            yield from _focused(session, session.entry, width)
        elif page is not None:
            yield _folded(session, question, width)
    if page is not None:
        yield from _go_on(session)


def _go_on(session: Session) -> Iterator[Line]:
    if session.focus == GO_ON:
        yield Line("")
        yield Line(f" > {words.GO_ON} ", CURSOR, here=True)
        yield from _note(session, 76)


def _folded(session: Session, question: Question, width: int) -> Line:
    """A question without the cursor: what it is about, and its answer."""
    missing = session.interview.case.answer_to(question.id) is Missing.NOT_ASKED
    return Line(f" {'·' if missing else '✓'} {_told(session, question, width - 4)}", DIM)


def _told(session: Session, question: Question, width: int) -> str:
    """What a question is about, and its answer, on one line.

    A safety answer stands beside what it affirms or denies: *Taking four steps: No* reads as the opposite.
    """
    answer = session.interview.case.answer_to(question.id)
    said = asking_words.NOT_ANSWERED if answer is Missing.NOT_ASKED else say_answer(question, answer)
    about = (question.topic or question.text).rstrip("?")
    finding = session.interview.knowledge.findings.get(question.finding or "")
    if question.kind is Kind.SAFETY and finding is not None and not isinstance(answer, Missing):
        about, said = finding.name, said[:1].lower() + said[1:]
    said = textwrap.shorten(said, width * 2 // 3, placeholder=" ...")
    about = textwrap.shorten(about, width - len(said) - 2, placeholder=" ...")
    return f"{about[:1].upper()}{about[1:]}: {said}"


def _focused(session: Session, entry: Entry, width: int) -> Iterator[Line]:
    question = entry.question
    first, *further = wrap(question.text, width, style=STRONG)
    yield replace(first, part=HEAD, here=entry.row == NOWHERE)
    yield from further
    if question.help:
        yield from wrap(question.help, width, style=DIM)
    if session.why:
        yield from wrap(f"{words.WHY_ASKED}: {question.why}", width, "  ", "  ", style="italic")
    yield Line("")
    if question.kind is Kind.BODY_MAP:
        columns = "".join(SIDE_WORDS[side].center(CELL) for side in SIDES)
        yield Line(" " * (LABEL + 3) + columns, DIM, part=HEAD)
    for number, row in enumerate(entry.rows):
        yield from _row(session, entry, row, number == entry.row, width)
    yield from _check(session, question, width)
    yield from _note(session, width)
    if session.interview.page is not None:
        yield Line("")


def _check(session: Session, question: Question, width: int) -> Iterator[Line]:
    if session.unsure and question.unsure is not None:
        yield Line("")
        yield from wrap(f"{words.A_WAY_TO_FIND_OUT}: {question.unsure.check}", width, "  ", "  ")
        *before, last = wrap(words.STILL_NOT_SURE, width, "  ", "  ", DIM)
        yield from before
        yield Line(last.text, last.style, here=True)


def _note(session: Session, width: int) -> Iterator[Line]:
    if session.note:
        for line in wrap(session.note, width, "  ", "  "):
            yield Line(line.text, "bold yellow", part=NOTE)


def _row(session: Session, entry: Entry, row: Row, here: bool, width: int) -> Iterator[Line]:
    if row.form == MARK and len(row.cells) > 1:
        yield Line(_map_row(entry, row, here), CURSOR if here else QUIET, here, ROW)
        return
    pointer = " >" if here else "  "
    start = f"{pointer} {_sign(session, entry, row)} "
    text = _typed(entry) if row.form == NUMBER else row.label
    key = f"\u00a0[{row.key}]" if row.key else ""
    part = ROW if row.form == MARK else END
    for line in wrap(text + key, width - 1, start, " " * len(start)):
        yield Line(line.text, CURSOR if here else QUIET, here, part)


def _typed(entry: Entry) -> str:
    unit = f" {entry.question.unit}" if entry.question.unit else ""
    if not entry.typed:
        return f"{words.TYPE_HERE} {bounds(entry.question)}: _"
    return f"{entry.typed}_{unit}"


def _sign(session: Session, entry: Entry, row: Row) -> str:
    """A box for what can be marked, a ring for what can be chosen."""
    if row.form == MARK:
        return "[x]" if row.cells[0] in entry.marked else "[ ]"
    if row.form != "pick":
        return "   "
    answer = session.interview.case.answer_to(entry.question.id)
    pending = session.unsure and row.answer is Missing.UNKNOWN
    chosen = row.answer == answer and not entry.marked and not session.unsure
    return "(•)" if chosen or pending else "( )"


def _map_row(entry: Entry, row: Row, here: bool) -> str:
    cells = []
    for column, item in enumerate(row.cells):
        box = "" if item is None else ("[x]" if item in entry.marked else "[ ]")
        cells.append((f">{box}<" if here and column == entry.column else box).center(CELL))
    label = f"{row.label}, {SIDE_WORDS[SIDES[entry.column]]}" if here else row.label
    return f"{' >' if here else '  '} {label:<{LABEL}}{''.join(cells)}"


def _changing(session: Session, width: int) -> Iterator[Line]:
    yield Line(words.CHANGE, STRONG)
    yield Line("")
    for number, question in enumerate(session.interview.answered):
        here = number == session.pick
        text = _told(session, question, width - 4)
        yield Line(f"{' >' if here else '  '} {text}", CURSOR if here else QUIET, here)


def _emergency(session: Session, width: int) -> Iterator[Line]:
    urgency = assess(session.interview.knowledge, session.interview.case).urgency
    yield Line("")
    yield Line(urgency.name, "bold red")
    yield Line("")
    yield Line(words.CALL.format(number=urgency.emergency_number), STRONG)
    yield Line("")
    yield from wrap(urgency.do, width)
    whom = words.WHOM.format(whom=who_words(urgency.level), who=urgency.who)
    yield from wrap(f"{whom} {urgency.reach}", width)
    yield Line("")
    yield Line(words.WHY, STRONG)
    for reason in urgency.reasons:
        if reason.level is urgency.level:
            yield from wrap(reason.text, width, "- ", "  ")
    yield Line("")
    yield from wrap(words.EMERGENCY_STOP, width, style=DIM)
