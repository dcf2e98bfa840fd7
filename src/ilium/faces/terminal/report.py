"""The readable report: urgency first, then likely sources, then what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ilium.faces.telling import words as telling_words
from ilium.faces.telling.soon import time_words, who_words
from ilium.faces.terminal import words
from ilium.faces.terminal.best_next import best_next_parts
from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.console import print_parts
from ilium.faces.terminal.medicine_view import medicine_parts
from ilium.faces.terminal.outlook import outlook
from ilium.faces.terminal.plan_view import plan_parts, safety_net
from ilium.faces.terminal.source_table import source_table
from ilium.knowledge.levels import Level

if TYPE_CHECKING:
    from ilium.interview.best_next import Suggestion
    from ilium.result import Assessment, ReasonShown, UrgencyShown

COLOURS = {
    Level.EMERGENCY_NOW: "bold red",
    Level.URGENT_SAME_DAY: "bold dark_orange",
    Level.SEE_CLINICIAN_SOON: "bold yellow",
    Level.ROUTINE: "bold cyan",
    Level.SELF_CARE: "bold green",
}
MOST_LESSER_REASONS = 3
SHORT_HASH = 12


def print_report(
    console: Console,
    assessment: Assessment,
    *,
    everything: bool = False,
    best: tuple[Suggestion, ...] = (),
    file: Path | None = None,
) -> None:
    """Print the report: what to know first, or everything; for a clinician with what is best asked next."""
    print_parts(console, report(assessment, everything=everything, best=best, file=file))


def report(
    assessment: Assessment,
    *,
    everything: bool = False,
    best: tuple[Suggestion, ...] = (),
    file: Path | None = None,
) -> Iterator[RenderableType]:
    """The parts of the report, from the first thing to know to the last; `file` holds the answers."""
    emergency = assessment.urgency.level is Level.EMERGENCY_NOW
    yield urgency_card(assessment.urgency)
    if emergency:
        yield Text(f"\n{words.HELP_FIRST} {words.NOT_YET if everything else words.CAUSES_CAN_WAIT}")
    if everything or not emergency:
        yield from plan_parts(assessment, everything=everything)
        yield from medicine_parts(assessment.plan, everything=everything)
        yield from safety_net(assessment, everything=everything)
        yield from _sources(assessment, file)
        yield from outlook(assessment, everything=everything)
    yield _next(assessment)
    yield from best_next_parts(best)
    if not emergency:
        yield from _emergency_card(assessment.urgency.emergency_number, assessment.urgency.emergency_signs)
    yield _footer(assessment)
    yield _in_short(assessment.urgency)


def _sources(assessment: Assessment, file: Path | None) -> Iterator[RenderableType]:
    """Where the pain may come from; not in an emergency, where a harmless cause must keep nobody at home."""
    yield Text(f"\n{words.SOURCES}", style="bold")
    yield source_table(assessment)
    yield Text(words.SOURCES_NOTE, style="dim")
    hint = words.EXPLAIN_HINT.format(file=words.quoted(file), id=assessment.families[0].id)
    yield Text(as_called(hint), style="dim")


def urgency_card(urgency: UrgencyShown) -> RenderableType:
    """How soon, what to do, whom to see, and why: the card that comes first."""
    lines = Text()
    if urgency.level is Level.EMERGENCY_NOW:
        lines.append(words.CALL.format(number=urgency.emergency_number) + "\n\n", style="bold")
    lines.append(urgency.do + "\n\n")
    lines.append(time_words(urgency.level, urgency.within_hours) + ". ", style="bold")
    lines.append(words.WHOM.format(whom=who_words(urgency.level), who=urgency.who) + " " + urgency.reach)
    why = [Text(""), *_why(urgency)] if urgency.reasons else []
    return Panel(
        Group(lines, *why),
        title=Text(urgency.name, style=COLOURS[urgency.level]),
        title_align="left",
        border_style=COLOURS[urgency.level].removeprefix("bold "),
        box=box.ROUNDED,
        padding=(1, 2),
    )


def _why(urgency: UrgencyShown) -> Iterator[RenderableType]:
    for same, group in groupby(urgency.reasons, lambda reason: reason.level is urgency.level):
        reasons = list(group)
        if not same and urgency.level is Level.EMERGENCY_NOW:
            yield Text("\n" + words.MORE_REASONS.format(n=len(reasons)), style="dim")
            return
        yield Text(words.WHY if same else f"\n{words.OTHER_REASONS}", style="bold")
        shown = reasons if same else reasons[:MOST_LESSER_REASONS]
        yield from (_bullet(text) for text in _told(shown))
        if len(shown) < len(reasons):
            yield Text(words.MORE_REASONS.format(n=len(reasons) - len(shown)), style="dim")


def _told(reasons: list[ReasonShown]) -> Iterator[str]:
    """The reasons in words; several that somebody was not sure of share one line, with how to find out."""
    unsure = [reason for reason in reasons if reason.check]
    yield from (reason.text for reason in reasons if len(unsure) < 2 or not reason.check)
    if len(unsure) > 1:
        yield "\n".join([words.UNSURE_OF.format(n=len(unsure)), *(reason.check for reason in unsure)])


def print_no_result(console: Console, number: str, signs: Iterable[str]) -> None:
    """Print the emergency signs, and why there is no report: nothing was answered."""
    print_parts(console, [*_emergency_card(number, signs), Text(f"\n{words.NO_RESULT}")])


def _emergency_card(number: str, signs: Iterable[str]) -> Iterator[RenderableType]:
    """The signs that need help at once, whatever this result says."""
    yield Text(f"\n{words.DO_NOT_WAIT.format(number=number)}", style="bold")
    yield from (_bullet(sign) for sign in signs)


def _bullet(text: str) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_row(Text("-"), Text(text))
    return row


def _next(assessment: Assessment) -> RenderableType:
    question = assessment.next_question
    if question is None:
        reason = telling_words.STOP_REASONS.get(assessment.stopped or "", "")
        return Text(f"\n{words.STOPPED}\n", style="bold").append(reason, style="not bold")
    text = Text(f"\n{words.NEXT}\n", style="bold").append(question.text, style="not bold")
    return text.append(f"\n{question.why}", style="not bold dim")


def _in_short(urgency: UrgencyShown) -> RenderableType:
    """The first thing once more: on a small screen the card has scrolled away by now."""
    if urgency.within_hours:
        time = time_words(urgency.level, urgency.within_hours)
    else:
        time = words.CALL.format(number=urgency.emergency_number)
    told = words.IN_SHORT.format(name=urgency.name, time=time)
    return Text(f"\n{told}", style=COLOURS[urgency.level])


def _footer(assessment: Assessment) -> RenderableType:
    mark = assessment.knowledge
    line = words.KNOWLEDGE_LINE.format(version=mark.version, hash=mark.hash[:SHORT_HASH])
    return Text(f"\n{words.NOT_A_DIAGNOSIS}\n{line}", style="dim")
