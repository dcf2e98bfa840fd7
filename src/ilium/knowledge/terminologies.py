"""The form of the public code systems whose codes stand beside our concepts: names, terms and notices."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ilium.knowledge.numbers import Citations, Entry
from ilium.knowledge.schema import Concept

LookedUp = Annotated[Citations, Field(min_length=1)]


class Listed(Entry):
    """A code that somebody has looked up: what the system calls it, and where that was read."""

    code: str
    term: str
    cite: LookedUp


class Terminology(Concept):
    """A public code system, on what terms its codes may be shown, and the codes that were looked up.

    The id is the system's name in the codes themselves, or `ucum` for units.
    """

    name: str
    about: str
    url: str
    """What the system is called in FHIR."""
    version: str
    licence: str
    notice: Annotated[tuple[str, ...], Field(min_length=1)]
    """What the licence wants shown wherever the codes are, in paragraphs."""
    cite: LookedUp
    codes: tuple[Listed, ...] = ()
