"""The one place where a fault in what people gave becomes a message and exit code 2."""

from __future__ import annotations

import click

from ilium.faces.terminal.lazy_group import LazyGroup
from ilium.faces.terminal.refusal import Refusal


class RefusingGroup(LazyGroup):
    """A group that tells faults in the data plainly; anything unexpected goes on as it is."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a bad document is told on standard error."""
        try:
            return super().invoke(ctx)
        except ValueError as error:
            if not _is_fault_of_data(error):
                raise
            raise Refusal(str(error)) from None


def _is_fault_of_data(error: ValueError) -> bool:
    from ilium.documents.problems import BadDocumentError

    return isinstance(error, BadDocumentError)
