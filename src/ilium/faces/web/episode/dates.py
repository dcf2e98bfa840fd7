"""The dates of an episode as a calendar file, in the words of a template."""

from __future__ import annotations

import datetime
from itertools import groupby

from jinja2 import Environment

from ilium.care.safety_net import SEEN
from ilium.episode.calendar import Due, DueDay, Entry, write_calendar
from ilium.faces.web.episode.view import EpisodeView

WORDS = "episode/calendar.txt"


def calendar_file(templates: Environment, view: EpisodeView, page: str) -> bytes:
    """The check-ins and the safety net to come; `page` is where to go on."""
    days: list[tuple[DueDay, list[str]]] = [(DueDay(Due.CHECK_IN, day), []) for day in view.check_ins]
    around = {"signs": view.found.urgency.emergency_signs, "page": page}
    words = templates.get_template(WORDS)

    def say(part: str, on: DueDay, texts: list[str]) -> str:
        told = words.render({**around, "part": part, "due": on.due.value, "texts": texts})
        return "\n".join(line.strip() for line in told.strip().splitlines())

    found = [Entry(on, say("title", on, texts), say("text", on, texts)) for on, texts in days + _steps(view)]
    found.sort(key=lambda entry: (entry.on.day, entry.on.due.value))
    return write_calendar(view.shown.episode, found)


def _steps(view: EpisodeView) -> list[tuple[DueDay, list[str]]]:
    """The dated steps of the safety net, those of one day and kind together."""
    dated: list[tuple[datetime.date, str, str]] = sorted(
        (step.date, (Due.BE_SEEN if step.id == SEEN else Due.SAFETY_NET).value, step.text)
        for step in view.steps
        if step.date is not None
    )
    return [
        (DueDay(Due(due), day), [text for _, _, text in same])
        for (day, due), same in groupby(dated, key=lambda one: one[:2])
    ]
