"""The form of the files under actions/ and gates/: what can be done about the pain, and who may do it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ilium.answers.values import Id
from ilium.knowledge.expressions import Expression
from ilium.knowledge.levels import Level
from ilium.knowledge.numbers import Citations, Evidence, as_list
from ilium.knowledge.schema import Concept

Kind = Literal[
    "cold",
    "warmth",
    "movement",
    "position",
    "load",
    "support",
    "stretch",
    "glide",
    "strength",
    "massage",
    "avoid",
    "referral",
    "waiting",
]
DRAWN_KINDS: tuple[Kind, ...] = ("movement", "position", "stretch", "glide", "strength")
"""Kinds of actions that are done with the body, so that a picture tells more than words."""
Trait = Literal[
    "exercise",
    "across_body",
    "pulls_nerve",
    "impact",
    "one_leg",
    "cold_on_skin",
    "heat_on_skin",
    "rubs_leg",
    "bed_rest",
]
"""What an action does to the body, as far as a rule of care.yaml cares."""

Grade = Annotated[int, Field(ge=0, le=3)]
"""A step of the scales that care.yaml words: 0 none to 3 the most."""

UNLISTED = "unlisted"
"""Stands for *no listed condition* where effects name causes."""


class Effect(Evidence):
    """What an action does for people with these causes: groups of care.yaml, conditions, or `unlisted`.

    A row that names a condition counts before a row that names its group.
    """

    causes: Annotated[tuple[Id, ...], BeforeValidator(as_list), Field(alias="for", min_length=1)]
    benefit: Grade
    harm: Grade


class Action(Concept):
    """Something to do, to leave out, or somebody to see, with what it brings and costs for every cause."""

    name: str
    aim: str
    """What it is for, in one sentence."""
    how: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)]
    dose: str
    progression: str = ""
    """When and how to do more."""
    kind: Kind
    undrawn: str = ""
    """Why it has no picture, where it is done with the body and has none."""
    traits: tuple[Trait, ...] = ()
    phases: Annotated[tuple[Id, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    """The levels of urgency at which it may be offered."""
    only_when: Expression | None = None
    """Whom it is meant for, where that is not everybody."""
    gates: tuple[Id, ...] = ()
    stop_signs: tuple[Id, ...] = ()
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    cite: Citations = ()


class Gate(Concept):
    """What must be known of a person before an action is offered. Without an answer it stays shut."""

    name: str
    open_when: Expression
    shut_when: Expression | None = None
    """Shuts the gate again; an answer that is missing here does not."""
    shut: str
    """Why it is shut, told to the person who gave the answer."""
    unknown: str
    """Why it is shut, where an answer is missing."""
    basis: Literal["guideline", "study", "judgement"]
    cite: Citations = ()
    why: str = ""
