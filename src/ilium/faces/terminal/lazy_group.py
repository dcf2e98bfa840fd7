"""A command group that imports a command only when it is run, so that `ilium --help` stays quick."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import click


class LazyCommand(NamedTuple):
    """Where a command lives, and what the list of commands says about it."""

    target: str
    """`package.module:attribute` of a click command."""

    short_help: str

    def load(self) -> click.Command:
        """Import the command; a target that is not a click command is a mistake of ours."""
        from importlib import import_module

        module, _, attribute = self.target.partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.target} is not a click command")
        return command


class LazyGroup(click.Group):
    """A click group over a table of lazy commands, listed in the order of the table."""

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        entry = self.lazy.get(cmd_name)
        return entry.load() if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table alone, importing none of them."""
        rows = [(name, entry.short_help) for name, entry in self.lazy.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or stop with the nearest name that exists."""
        name = args[0]
        if name not in self.lazy and not name.startswith("-"):
            ctx.fail(
                f"There is no command {name!r}.{self._nearest(name)} {ctx.command_path} --help lists them."
            )
        return super().resolve_command(ctx, args)

    def _nearest(self, name: str) -> str:
        """A hint with the nearest command, or nothing."""
        from difflib import get_close_matches

        near = get_close_matches(name, self.lazy, n=1)
        return f" Did you mean {near[0]!r}?" if near else ""
