"""The form of care.yaml: how a plan is put together, what it must never hold, and when to look again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ilium.answers.values import Id
from ilium.knowledge.actions import Grade, Kind, Trait
from ilium.knowledge.levels import Level
from ilium.knowledge.medicines import MedicinePolicy
from ilium.knowledge.numbers import Entry, Evidence, Positive, Share


class Group(Entry):
    """Conditions that an action helps or harms in the same way."""

    id: Id
    name: str
    conditions: tuple[Id, ...]
    why: str


class Phase(Entry):
    """A span of time since the pain began, up to so many days; the last one has no end."""

    id: Id
    name: str
    below: Positive | None = None


class StopSign(Entry):
    """A sign that ends an exercise."""

    id: Id
    text: str


class Step(Evidence):
    """A day to look again, at which levels, and what to do if it is no better by then.

    `{when}` stands for the day or its date, `{who}` for whom to see.
    """

    id: Id
    day: Annotated[int, Field(gt=0, le=366)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    who: Id
    text: str


class HarmDemand(Entry):
    """The causes under which a kind of action must be written down as harming."""

    causes: Annotated[tuple[Id, ...], Field(alias="for", min_length=1)]
    at_least: Grade


class NeverRule(Evidence):
    """What no plan may do: the actions it is about, by trait or kind, and what each of them must say."""

    id: Id
    text: str
    traits: tuple[Trait, ...] = ()
    kinds: tuple[Kind, ...] = ()
    at_all: bool = False
    """No such action may exist."""
    not_at: tuple[Level, ...] = ()
    gates: tuple[Id, ...] = ()
    stop_signs: tuple[Id, ...] = ()
    harm: HarmDemand | None = None


class CareWords(Entry):
    """The sentences of a plan."""

    right_for: str
    """`{right}` of `{likely}` likely causes."""
    right_for_only: str
    """There is one likely cause, and it is right for it."""
    harms: str
    """Why it is held back: `{right}` of `{likely}`, but harm under `{condition}`."""
    harms_one: str
    """The same where one cause is likely."""
    gate: str
    """Why it is held back: `{right}` of `{likely}`, but `{gate}`, what the gate says."""
    gate_one: str
    """The same where one cause is likely."""
    level: str
    """Why it is held back until somebody has looked."""
    seen: str
    """The first line of the safety net above home care: `{who}` by `{when}`."""
    seen_now: str
    seen_today: str
    day: str
    """A day without a calendar: `{n}`."""
    date: str
    """A day of the calendar: `{day}`, `{month}`, `{year}`."""
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]


class Care(Entry):
    """How a plan is put together."""

    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    benefit_scale: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]
    harm_scale: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]
    harm_weight: Positive
    """How many steps of benefit one expected step of harm takes away."""
    plausible: Annotated[dict[Annotated[int, Field(ge=1, le=3)], Share], Field(min_length=1)]
    """An action is held back when it harms at this step or more with at least this probability."""
    likely: Share
    """The probability from which a cause counts among the likely ones."""
    worth: Positive
    """The least expected benefit, less the weighted harm, at which an action is shown."""
    shown: Annotated[int, Field(gt=0)]
    of_a_kind: dict[Kind, Annotated[int, Field(gt=0)]]
    """How many actions of one kind a plan holds at most; a kind left out has no limit."""
    held_back: Annotated[int, Field(ge=0)]
    """How many held-back actions are told."""
    held_back_worth: Positive
    """The least expected benefit at which a held-back action is told."""
    held_back_by_level: tuple[Kind, ...]
    """The kinds of which it is told that they wait until somebody has looked."""
    silent: tuple[Level, ...]
    """Levels at which nothing is told about what is held back: other things come first."""
    uncertain_below: Share
    """When the first family is less probable than this, the plan is made of `uncertain_plan`."""
    uncertain_plan: Annotated[tuple[Id, ...], Field(min_length=1)]
    careful_hours: Annotated[int, Field(ge=0)]
    """Whoever should be seen within so many hours gets what is safe while waiting for a visit today."""
    pain_days: Id
    """The question that asks how many days the pain has lasted."""
    episode_days: Id | None = None
    """The question that holds how many days an episode has been followed; they come on top."""
    stop_signs: tuple[StopSign, ...]
    never: tuple[NeverRule, ...]
    safety_net: Annotated[tuple[Step, ...], Field(min_length=1)]
    words: CareWords
    medicines: MedicinePolicy | None = None
    """How medicines are advised; left out, none are."""
    why: str
