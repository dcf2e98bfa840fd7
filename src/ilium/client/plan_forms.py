"""The forms of what to do: the urgency, and the plan with its medicines and its safety net."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Level = Literal["self_care", "routine", "see_clinician_soon", "urgent_same_day", "emergency_now"]
"""How soon somebody should be seen; written from the least to the most urgent."""


class KnowledgeMark(TypedDict):
    """Which knowledge gave the result."""

    version: str
    hash: str


class CitationShown(TypedDict):
    """Where a statement comes from."""

    source: str
    place: str
    says: str


class ReasonShown(TypedDict):
    """One reason for the urgency, the most urgent first."""

    rule: str
    level: Level
    within_hours: int
    who: str
    text: str
    citations: list[CitationShown]
    check: NotRequired[str]


class UrgencyShown(TypedDict):
    """How soon somebody should be seen, by whom, and why. `within_hours` 0 means now."""

    level: Level
    name: str
    do: str
    within_hours: int
    who: str
    reach: str
    emergency_number: str
    emergency_signs: list[str]
    reasons: list[ReasonShown]


class Helped(TypedDict):
    """A likely cause that an action is right for: how probable it is, and the step of benefit (1 to 3)."""

    condition: str
    name: str
    probability: float
    benefit: int


class ActionShown(TypedDict):
    """Something to do: how, how much, what it is expected to bring and cost, and when to stop.

    `expected_benefit` and `expected_harm` are means over every explanation, on scales from 0 to 3.
    """

    id: str
    kind: str
    name: str
    aim: str
    how: list[str]
    dose: str
    progression: str
    stop_signs: list[str]
    right_for: str
    helps: list[Helped]
    expected_benefit: float
    expected_harm: float
    citations: list[CitationShown]
    picture: NotRequired[str | None]


class HeldBack(TypedDict):
    """What is right for likely causes and still left out; `because` names a condition, gate or level."""

    id: str
    kind: str
    name: str
    because: str
    text: str
    right: int
    likely: int


class MedicineShown(TypedDict):
    """A medicine to take, within the label of the country: how much, the most in a day, and for how long.

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
    how: list[str]
    why: list[str]
    stop_signs: list[str]
    expected_benefit: float
    expected_harm: float
    citations: list[CitationShown]


class MedicineReason(TypedDict):
    """One reason to hold a medicine back: its ground, what it is about, and the words."""

    ground: Literal[
        "country", "level", "phase", "never", "ask", "unknown", "used_up", "harm", "worth", "another"
    ]
    because: str
    text: str
    citations: NotRequired[list[CitationShown]]


class MedicineHeldBack(TypedDict):
    """A medicine that is not advised, with every reason; `text` puts them together."""

    id: str
    kind: str
    name: str
    text: str
    reasons: list[MedicineReason]


class NetStep(TypedDict):
    """A day to look again. `date` is there when the case says what day it is."""

    id: str
    day: int
    date: str | None
    who: str
    text: str
    citations: list[CitationShown]


class SafetyNet(TypedDict):
    """What to do and by when if it does not get better, the first thing first."""

    text: str
    steps: list[NetStep]


class Plan(TypedDict):
    """What to do now. `phase` is None when nobody said how long the pain has lasted.

    `uncertain`: no family is probable enough, so the plan is the one that is right for most causes.
    """

    phase: str | None
    uncertain: bool
    actions: list[ActionShown]
    held_back: list[HeldBack]
    medicines: list[MedicineShown]
    medicines_held_back: list[MedicineHeldBack]
    medicine_questions: list[str]
    medicines_asked: bool
    medicine_note: str
    safety_net: SafetyNet


class PlanShown(TypedDict):
    """What to do now. The urgency comes first: a plan is never to be shown without it."""

    knowledge: KnowledgeMark
    urgency: UrgencyShown
    plan: Plan
