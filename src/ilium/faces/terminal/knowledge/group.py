"""`ilium knowledge`: lists, single concepts, the checks, and the export."""

from __future__ import annotations

import click

from ilium.faces.terminal.lazy_group import LazyCommand, LazyGroup

_LISTS = "ilium.faces.terminal.knowledge.listing"
_HOME = "ilium.faces.terminal.knowledge"

COMMANDS = {
    "questions": LazyCommand(f"{_LISTS}:questions", "List what can be asked."),
    "conditions": LazyCommand(f"{_LISTS}:conditions", "List the causes of pain."),
    "findings": LazyCommand(f"{_LISTS}:findings", "List what can be observed."),
    "actions": LazyCommand(f"{_LISTS}:actions", "List what can be done about the pain."),
    "medicines": LazyCommand(f"{_HOME}.medicine_table:medicines", "Show what keeps medicines from whom."),
    "sources": LazyCommand(f"{_LISTS}:sources", "List the publications."),
    "codes": LazyCommand(f"{_HOME}.codes:codes", "List the codes of public systems."),
    "structures": LazyCommand(f"{_LISTS}:structures", "List the parts of the body."),
    "show": LazyCommand(f"{_HOME}.showing:show", "Show everything known about one thing."),
    "graph": LazyCommand(f"{_HOME}.graph:graph", "Show what causes what, as a table or a picture."),
    "picture": LazyCommand(f"{_HOME}.picture:picture", "Draw the body map or the anatomy."),
    "new": LazyCommand(f"{_HOME}.new:new", "Begin a new file of knowledge."),
    "check": LazyCommand(f"{_HOME}.check:check", "Check that the knowledge fits together."),
    "diff": LazyCommand(f"{_HOME}.diff:diff", "Tell what a change does to known cases."),
    "calibrate": LazyCommand(f"{_HOME}.calibrate:calibrate", "Hold the knowledge against the literature."),
    "pages": LazyCommand(f"{_HOME}.pages:pages", "Write a page for each condition, and one of all sources."),
    "export": LazyCommand(f"{_HOME}.export:export", "Write the network for other programs."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def knowledge() -> None:
    """Look into what Ilium knows: every question, cause, number and source."""
