"""Going on with an interview that was kept: which answers still count, and where they are kept again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ilium.answers.case import Case
from ilium.faces.asking.interview import drop_uncalled
from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal
from ilium.knowledge.library import Knowledge

OLDEST = 13
"""After so many days the pain is followed as an episode: what is asked then is how it went."""


def take_up(knowledge: Knowledge, case: Case, today: date, file: str) -> Case:
    """The case of a file, as answers of today: what may have changed since another day is asked again.

    Raises Refusal for a case that is followed over time, and for one that is too old or of a day to come.
    """
    if case.check_ins or case.cleared:
        raise Refusal(words.CONTINUE_EPISODE.format(file=file))
    days = (today - case.today).days if case.today is not None else 0
    if not 0 <= days <= OLDEST:
        why = words.CONTINUE_TOO_OLD if days > 0 else words.CONTINUE_AHEAD
        raise Refusal(why.format(file=file, date=case.today))
    stale = _stale(knowledge) if days else frozenset()
    kept = {id_: answer for id_, answer in case.answers.items() if id_ not in stale}
    return drop_uncalled(knowledge, replace(case, answers=kept, today=today))


def _stale(knowledge: Knowledge) -> frozenset[str]:
    """The questions whose answers hold for their day alone: safety, medicines, and how long it has hurt."""
    asked = knowledge.questions.values()
    safety = {question.id for question in asked if question.safety}
    return frozenset({*safety, *knowledge.medicine_questions, knowledge.care.pain_days})


def check_own(case: Case, data: bytes, file: str) -> None:
    """Refuse to write over a file that holds what Ilium would not write again, such as somebody's notes."""
    if case.expected is not None or b"#" in data:
        raise Refusal(words.CONTINUE_OTHERS.format(file=file))


def told_before(case: Case, kept: Case) -> str:
    """How many answers are taken over, and which day's are asked again."""
    taken = words.CONTINUED.format(n=len(kept.answers))
    gone = len(case.answers) - len(kept.answers)
    return f"{taken} {words.CONTINUED_AGAIN.format(n=gone, date=case.today)}" if gone else taken


def file_to_go_on(name: str | None) -> Path:
    """The file whose interview is to go on."""
    if name is None or name == "-":
        raise Refusal(words.CONTINUE_WHAT)
    return Path(name)
