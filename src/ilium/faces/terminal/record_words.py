"""The words about a record that was read from a file."""

from __future__ import annotations

from typing import Final

TAKEN: Final = (
    "Taken from the record. Look it over, for a record can be old or wrong: your own answer counts."
)
WHOLE: Final = "The record holds an interview of Ilium with {n} answers. They are all taken."
NOTHING: Final = "Nothing in the record tells of something that Ilium asks."
LINE: Final = "- {text}\n    from {origins}"
ORIGIN: Final = "{place}: {what}"
OTHERWISE: Final = "Taken although your answers say otherwise:"
NOT_READ: Final = "Not read, and never taken as a no:"
LINE_NOT: Final = "- {names}{more}: {why}"
MORE: Final = " and {n} more"
MORE_REASONS: Final = "- and for {n} more reasons: --all lists them"
MARKED: Final = "Marked from the record. Change what is wrong, add what is missing."
GO_ON: Final = "Press any key, and we ask the rest."
