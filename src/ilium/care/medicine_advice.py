"""The form of advice on medicines, under the names that other programs rely on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ilium.knowledge.citations import CitationShown

Ground = Literal[
    "country", "level", "phase", "never", "ask", "unknown", "used_up", "harm", "worth", "another"
]
"""Why a medicine is held back; `ask` sends to a pharmacist, `unknown` to a question."""


@dataclass(frozen=True, slots=True)
class MedicineShown:
    """A medicine to take, within the label of the country: how much, the most in a day, and for how long.

    `spacing` says how many hours lie between, and the most at once.
    `why` says for how many likely causes it is right and what lowers the dose; `days` counts those left.
    """

    id: str
    kind: str
    name: str
    about: str
    product: str
    dose: str
    spacing: str
    max_per_day: str
    days: int
    how: tuple[str, ...]
    why: tuple[str, ...]
    stop_signs: tuple[str, ...]
    expected_benefit: float
    expected_harm: float
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class MedicineReason:
    """One reason to hold a medicine back: its ground, what it is about, and the words."""

    ground: Ground
    because: str
    text: str
    citations: tuple[CitationShown, ...] = ()


@dataclass(frozen=True, slots=True)
class MedicineHeldBack:
    """A medicine that is not advised, with every reason; `text` puts them together."""

    id: str
    kind: str
    name: str
    text: str
    reasons: tuple[MedicineReason, ...]


@dataclass(frozen=True, slots=True)
class MedicineAdvice:
    """What may be bought and taken, what may not and why, and which questions are still open.

    `asked`: whether any question about medicines was answered; without an answer nothing is advised.
    """

    asked: bool
    shown: tuple[MedicineShown, ...]
    held_back: tuple[MedicineHeldBack, ...]
    open_questions: tuple[str, ...]
    note: str
