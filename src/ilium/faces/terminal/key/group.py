"""`ilium key`: make, list and revoke the keys that programs call with."""

from __future__ import annotations

import click

from ilium.faces.terminal.lazy_group import LazyCommand, LazyGroup

_HOME = "ilium.faces.terminal.key.keeping"

COMMANDS = {
    "create": LazyCommand(f"{_HOME}:create", "Make a key, and show it this once."),
    "list": LazyCommand(f"{_HOME}:list_all", "List the keys."),
    "revoke": LazyCommand(f"{_HOME}:revoke", "Let a key open nothing any more."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def key() -> None:
    """Make, list and revoke the keys that programs call with: kept as hashes, beside the episodes."""
