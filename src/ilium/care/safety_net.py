"""When to look again, by day or by date, and whom to see then: from the urgency and from the course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ilium.answers.case import Case
from ilium.care.admitting import days_followed
from ilium.care.plan import NetStep, SafetyNet
from ilium.knowledge.care import CareWords
from ilium.knowledge.citations import show_citations
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.safety.urgency import Urgency

SEEN = "be_seen"
"""Id of the step that the urgency itself asks for."""


def spread_net(knowledge: Knowledge, case: Case, urgency: Urgency) -> SafetyNet:
    """The safety net of a result: the visit that the urgency asks for, then every day to look again."""
    steps = tuple(sorted(_steps(knowledge, case, urgency), key=lambda step: (step.day, step.id)))
    return SafetyNet(" ".join(step.text for step in steps), steps)


def _steps(knowledge: Knowledge, case: Case, urgency: Urgency) -> Iterator[NetStep]:
    """The visit, and the days of the course that are still to come: they count from the first answers."""
    gone = days_followed(knowledge, case)
    if urgency.level is not Level.SELF_CARE:
        yield _visit(knowledge, case, urgency, gone)
    for step in knowledge.care.safety_net:
        if urgency.level in step.levels and step.day > gone:
            then = date_of(case.today, step.day - gone)
            when = say_day(knowledge.care.words, then, step.day)
            text = step.text.format(when=when, who=name_of(knowledge, step.who))
            yield NetStep(step.id, step.day, then, step.who, text, show_citations(step.citations))


def _visit(knowledge: Knowledge, case: Case, urgency: Urgency, gone: int) -> NetStep:
    days = urgency.within_hours // 24
    then, day = date_of(case.today, days), gone + days
    words, who = knowledge.care.words, name_of(knowledge, urgency.who)
    if urgency.level is Level.EMERGENCY_NOW:
        text = words.seen_now.format(who=who)
    elif days == 0:
        text = words.seen_today.format(who=who)
    else:
        text = words.seen.format(who=who, when=say_day(words, then, day))
    cites = urgency.reasons[0].citations if urgency.reasons else ()
    return NetStep(SEEN, day, then, urgency.who, text, show_citations(cites))


def name_of(knowledge: Knowledge, who: str) -> str:
    """Somebody to see, by the name in the knowledge, as it stands inside a sentence."""
    name = next(one.name for one in knowledge.urgency.who if one.id == who)
    return name[0].lower() + name[1:]


def date_of(today: date | None, day: int) -> date | None:
    """The date so many days on; None when nobody said what day it is, or the calendar ends before."""
    if today is None or (date.max - today).days < day:
        return None
    return today + timedelta(days=day)


def say_day(words: CareWords, then: date | None, day: int) -> str:
    """A day as a date, or as a number of days where there is no calendar."""
    if then is None:
        return words.day.format(n=day)
    return words.date.format(day=then.day, month=words.months[then.month - 1], year=then.year)
