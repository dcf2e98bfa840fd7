"""The page about an episode: what to do first, then how it goes, what moved, and the dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from ilium.faces.telling.often import how_often
from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.episode import words
from ilium.faces.terminal.episode.chart import draw_chart
from ilium.faces.terminal.report import SHORT_HASH, report
from ilium.knowledge.levels import Level

if TYPE_CHECKING:
    from ilium.episode.calendar import DueDay
    from ilium.episode.episode import Statement
    from ilium.episode.moving import Moved
    from ilium.episode.showing import EpisodeShown
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment


def parts(knowledge: Knowledge, shown: EpisodeShown, *, everything: bool = False) -> Iterator[RenderableType]:
    """The parts of the page, from the first thing to know to the last."""
    episode = shown.episode
    if episode.id:
        yield Text(words.HEADING.format(id=episode.id, day=shown.day), style="bold")
        yield Text(words.SINCE.format(started=episode.started, n=len(episode.case.check_ins)))
    yield from report(shown.assessment, everything=everything)
    yield from _chart(shown)
    yield from _moved(knowledge, shown)
    if shown.assessment.urgency.level is not Level.EMERGENCY_NOW:
        yield from _dates(shown)


def _moved(knowledge: Knowledge, shown: EpisodeShown) -> Iterator[RenderableType]:
    if shown.left_out:
        yield Text("\n" + words.LEFT_OUT.format(ids=", ".join(shown.left_out)))
    if shown.moved is None and not shown.moved_unreadable:
        return
    yield Text(f"\n{words.MOVED}", style="bold")
    if shown.moved is None:
        yield Text(words.MOVED_UNREADABLE)
        return
    moved = shown.moved
    versions = {"then": _version(moved.then), "now": _version(moved.now)}
    yield Text(words.MOVED_SINCE.format(date=moved.then.date, **versions))
    yield from (Text(line) for line in moved_lines(knowledge, moved))


def _version(said: Statement) -> str:
    return f"{said.knowledge_version} ({said.knowledge_hash[:SHORT_HASH]})"


def moved_lines(knowledge: Knowledge, moved: Moved) -> Iterator[str]:
    """What newer knowledge changes, one sentence for each change."""
    if moved.nothing:
        yield words.MOVED_NOTHING
        return
    levels = {text.id.value: text.name for text in knowledge.urgency.levels}
    if moved.urgency:
        then, now = moved.then.urgency, moved.now.urgency
        yield words.MOVED_URGENCY.format(then=levels.get(then, then), now=levels.get(now, now))
    if moved.first:
        then, now = moved.then.chances[0].family, moved.now.chances[0].family
        yield words.MOVED_FIRST.format(then=_name(knowledge, then), now=_name(knowledge, now))
    for shift in moved.shifts:
        name = _name(knowledge, shift.family)
        yield words.MOVED_CHANCE.format(family=name, then=how_often(shift.then), now=how_often(shift.now))
    if moved.left_out:
        yield words.LEFT_OUT.format(ids=", ".join(moved.left_out))


def _name(knowledge: Knowledge, id_: str) -> str:
    now = knowledge.aliases.get(id_, id_)
    found = knowledge.families.get(now) or knowledge.conditions.get(now)
    return found.name if found is not None else id_


def _dates(shown: EpisodeShown) -> Iterator[RenderableType]:
    coming = [one for one in shown.due if one.day >= shown.today]
    if not coming:
        return
    yield Text(f"\n{words.DATES}", style="bold")
    for one in coming:
        yield Text(f"{one.day}  {due_title(one)}")
    if shown.episode.id:
        yield Text(as_called(words.CALENDAR_HINT.format(id=shown.episode.id)), style="dim")


def due_title(one: DueDay) -> str:
    """What a date is for, in a few words."""
    return words.DUE_TITLES[one.due.value]


def due_text(one: DueDay, episode: str, assessment: Assessment) -> str:
    """What to do on a date."""
    return words.DUE_TEXTS[one.due.value].format(id=episode, do=assessment.urgency.do)


def _chart(shown: EpisodeShown) -> Iterator[RenderableType]:
    yield Text(f"\n{words.CHART}", style="bold")
    band = shown.band if shown.assessment.urgency.level is not Level.EMERGENCY_NOW else None
    if shown.progress is not None:
        yield Text(shown.progress.text)
    yield Text("\n".join(draw_chart(shown.pain, band)))
