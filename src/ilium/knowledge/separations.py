"""The form of the files under separations/: what tells two causes apart that questions cannot."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ilium.answers.values import Id
from ilium.knowledge.numbers import Citations
from ilium.knowledge.schema import Concept

Means = Literal["examination", "image", "injection", "blood_test", "course", "nothing"]


class Separation(Concept):
    """Two conditions that answers hardly tell apart, why, and what does tell them apart."""

    between: Annotated[tuple[Id, Id], Field()]
    by: Annotated[tuple[Means, ...], Field(min_length=1)]
    """What tells them apart, the most useful first; `nothing` stands alone."""
    tests: tuple[Id, ...] = ()
    """The questions of the clinician mode that help."""
    text: str
    separate_with: str
    cite: Citations
