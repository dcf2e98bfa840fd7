"""A polite no: one message on standard error, and exit code 2."""

from __future__ import annotations

from typing import IO, Any

import click

from ilium.faces.terminal.called import as_called

BAD_INPUT = 2


class Refusal(click.ClickException):
    """Something that was asked for cannot be done; the message says what to do instead."""

    exit_code = BAD_INPUT

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message on standard error."""
        click.echo(as_called(self.message), file=file, err=file is None)
