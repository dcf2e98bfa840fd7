"""The reference names every command and every option that there is."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ilium.faces.terminal.main import main

REFERENCE = (Path(__file__).parents[3] / "docs/reference/terminal.md").read_text("utf-8")


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands(main, "ilium"))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_in_the_reference(path: str) -> None:
    assert f"`{path}" in REFERENCE


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_is_in_the_reference(path: str) -> None:
    options = [opt for param in COMMANDS[path].params for opt in param.opts if opt.startswith("--")]
    section = REFERENCE.split(f"`{path}", 1)[-1]
    assert not [option for option in options if option not in section]
