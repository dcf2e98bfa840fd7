"""The dates of an episode as a calendar file (.ics) that any calendar program reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from icalendar import Alarm, Calendar, Event

from ilium.episode.episode import Episode
from ilium.knowledge.levels import Level
from ilium.result import UrgencyShown

MORNING = datetime.timedelta(hours=9)
PRODUCT = "-//Ilium//Episode//EN"


class Due(Enum):
    """What a date of an episode is for."""

    CHECK_IN = "check_in"
    BE_SEEN = "be_seen"
    SAFETY_NET = "safety_net"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which something is due."""

    due: Due
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Entry:
    """A day with the words that a calendar shows for it."""

    on: DueDay
    title: str
    text: str


def due_days(
    episode: Episode, urgency: UrgencyShown, planned: Iterable[int], today: datetime.date
) -> tuple[DueDay, ...]:
    """The days to come after the last answers: check-ins, and the day by which to be seen or look again.

    `planned` are the days after the start on which a check-in is due. Help that is needed now or today has
    no date to wait for.
    """
    last = episode.last_day
    days = (episode.started + datetime.timedelta(days) for days in planned)
    found = [DueDay(Due.CHECK_IN, day) for day in days if day > last]
    if urgency.level not in (Level.EMERGENCY_NOW, Level.URGENT_SAME_DAY):
        by = max(today, last + datetime.timedelta(hours=urgency.within_hours))
        due = Due.SAFETY_NET if urgency.level is Level.SELF_CARE else Due.BE_SEEN
        found.append(DueDay(due, by))
    return tuple(sorted(found, key=lambda one: (one.day, one.due.value)))


def write_calendar(episode: Episode, entries: Iterable[Entry]) -> bytes:
    """The calendar file: a whole day for each entry, and a word in the morning; always the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(episode, entry))
    return bytes(calendar.to_ical())


def _event(episode: Episode, entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{episode.id}-{entry.on.due.value}-{entry.on.day.isoformat()}@ilium")
    written = datetime.datetime.combine(episode.last_day, datetime.time(), datetime.UTC)
    event.add("dtstamp", written)
    event.add("dtstart", entry.on.day)
    event.add("dtend", entry.on.day + datetime.timedelta(1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", MORNING)
    event.add_component(alarm)
    return event
