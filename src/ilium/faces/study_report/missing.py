"""What is said where a package of the study extra is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = (
    "The pictures of a report need the package {name}, which is not installed. Install Ilium with its study "
    "extra, ilium[study], or run bin/ilium, which brings it; the tables and --json work without it."
)


class MissingExtraError(ValueError):
    """A package of an extra is needed and not there."""


@contextmanager
def need_study_extra() -> Iterator[None]:
    """Tell a missing package plainly. Raises MissingExtraError."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(NEEDED.format(name=error.name)) from None
