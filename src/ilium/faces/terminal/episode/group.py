"""`ilium episode`: begin, check in, look, take away, delete."""

from __future__ import annotations

import click

from ilium.faces.terminal.lazy_group import LazyCommand, LazyGroup

_HOME = "ilium.faces.terminal.episode"

COMMANDS = {
    "start": LazyCommand(f"{_HOME}.beginning:start", "Begin an episode: assess, and keep the answers."),
    "checkin": LazyCommand(f"{_HOME}.checking_in:checkin", "Say how it is now, and see what follows."),
    "show": LazyCommand(f"{_HOME}.showing:show", "Show how it goes, and what to do now."),
    "list": LazyCommand(f"{_HOME}.keeping:list_all", "List the episodes."),
    "clear": LazyCommand(f"{_HOME}.checking_in:clear", "Note that a clinician has looked at a warning sign."),
    "calendar": LazyCommand(f"{_HOME}.dates:calendar", "Write the dates as a calendar file."),
    "export": LazyCommand(f"{_HOME}.keeping:export", "Take an episode, or everything, away as a file."),
    "delete": LazyCommand(f"{_HOME}.keeping:delete", "Delete an episode for good."),
    "backup": LazyCommand(f"{_HOME}.keeping:backup", "Copy everything into a file."),
    "restore": LazyCommand(f"{_HOME}.keeping:restore", "Bring everything back from a backup."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def episode() -> None:
    """Follow one bout of pain over time. Answers stay on this machine, unless --database says otherwise."""
