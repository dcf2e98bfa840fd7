"""The form of a plan, under the names that other programs rely on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from ilium.care.medicine_advice import MedicineHeldBack, MedicineShown
from ilium.knowledge.citations import CitationShown


@dataclass(frozen=True, slots=True)
class Helped:
    """A likely cause that an action is right for: how probable it is, and the step of benefit (1 to 3)."""

    condition: str
    name: str
    probability: float
    benefit: int


@dataclass(frozen=True, slots=True)
class ActionShown:
    """Something to do: how, how much, what it is expected to bring and cost, and when to stop.

    `expected_benefit` and `expected_harm` are means over every explanation, on scales from 0 to 3.
    """

    id: str
    kind: str
    name: str
    aim: str
    how: tuple[str, ...]
    dose: str
    progression: str
    stop_signs: tuple[str, ...]
    right_for: str
    """For how many of the likely causes it is right, in words; empty where no cause is likely."""
    helps: tuple[Helped, ...]
    expected_benefit: float
    expected_harm: float
    citations: tuple[CitationShown, ...]
    picture: Annotated[str | None, Field(exclude_if=lambda pose: pose is None)] = None
    """The pose that shows it; the key is there only when there is one."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What is right for likely causes and still left out; `because` names a condition, gate or level."""

    id: str
    kind: str
    name: str
    because: str
    text: str
    right: int
    likely: int


@dataclass(frozen=True, slots=True)
class NetStep:
    """A day to look again. `date` is there when the case says what day it is."""

    id: str
    day: int
    date: datetime.date | None
    who: str
    text: str
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class SafetyNet:
    """What to do and by when if it does not get better, the first thing first."""

    text: str
    steps: tuple[NetStep, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now. `phase` is None when nobody said how long the pain has lasted.

    `uncertain`: no family is probable enough, so the plan is the one that is right for most causes.
    """

    phase: str | None
    uncertain: bool
    actions: tuple[ActionShown, ...]
    held_back: tuple[HeldBack, ...]
    medicines: tuple[MedicineShown, ...]
    """What may be bought and taken; empty until the questions about medicines are answered."""
    medicines_held_back: tuple[MedicineHeldBack, ...]
    medicine_questions: tuple[str, ...]
    """The questions to answer first, as far as they are still open."""
    medicines_asked: bool
    """Whether any of these questions was answered: without, nobody has asked for advice on medicines."""
    medicine_note: str
    safety_net: SafetyNet
