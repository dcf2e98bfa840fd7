"""The form of every knowledge file: one class a folder, one file a concept."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ilium.answers.values import Id, Kind
from ilium.knowledge.codes import Code
from ilium.knowledge.expressions import Expression
from ilium.knowledge.levels import Level
from ilium.knowledge.measures import CoursePolicy, Derived
from ilium.knowledge.numbers import (
    Basis,
    Citations,
    Entry,
    Evidence,
    Positive,
    Probability,
    Ratio,
    Share,
    Shares,
    TickRates,
)
from ilium.knowledge.records import Record
from ilium.knowledge.telling import ChangePolicy, SeparationPolicy, Tell

Hours = Annotated[int, Field(ge=0, le=24 * 28)]
Age = Annotated[int, Field(ge=18, le=110)]
Setting = Literal["first_contact", "physiotherapy", "spine_clinic"]


class Concept(Entry):
    """What every concept has: an id equal to its file name, and the ids it used to have."""

    id: Id
    aliases: tuple[Id, ...] = ()


class Source(Concept):
    """A publication, and how it was read (only the abstract, a summary of it, or the whole)."""

    citation: str
    kind: Literal["study", "review", "guideline", "textbook", "web", "estimate"]
    read: Literal["full", "abstract", "secondary", "none"]
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    note: str = ""


class Structure(Concept):
    """A part of the body in this region, and what it does."""

    name: str
    clinical_name: str
    does: str
    cite: Citations = ()


class Family(Concept):
    """Conditions shown together because they cannot be told apart well."""

    name: str
    clinical_name: str
    about: str
    cannot_separate: str = ""
    cite: Citations = ()


class Mechanism(Concept):
    """What happens in the tissue."""

    name: str
    clinical_name: str
    about: str
    structures: tuple[Id, ...] = ()


class AgeRates(Evidence):
    """How common a condition is at each age, against all adults; read between ages by interpolation."""

    rates: Annotated[dict[Age, Positive], Field(min_length=2)]


class SexRates(Evidence):
    """How common a condition is in each sex, against all adults."""

    female: Annotated[float, Field(ge=0)]
    male: Annotated[float, Field(ge=0)]


class Condition(Concept):
    """A cause of pain, how common it is, and the mechanisms it sets off."""

    name: str
    clinical_name: str
    about: str
    family: Id | None = None
    serious: bool = False
    structures: tuple[Id, ...] = ()
    prevalence: dict[Setting, Probability]
    age: AgeRates | None = None
    sex: SexRates | None = None
    mechanisms: Annotated[dict[Id, Literal["defining"] | Probability], Field(min_length=1)]
    cite: Citations = ()
    codes: tuple[Code, ...] = ()


class Trigger(Entry):
    """A history item that raises the odds of conditions: its background rate and its odds ratios."""

    background: Probability | dict[Age, Probability]
    background_male: Probability | dict[Age, Probability] | None = None
    odds_ratios: Annotated[dict[Id, Ratio], Field(min_length=1)]


class Causes(Entry):
    """Leaky noisy-OR of mechanisms or conditions, with inhibitors."""

    mechanisms: dict[Id, Probability] = Field(default_factory=dict)
    conditions: dict[Id, Probability] = Field(default_factory=dict)
    leak: Probability
    inhibited_by: dict[Id, Probability] = Field(default_factory=dict)
    inhibitors_act_on: Literal["all", "leak"] = "all"

    @model_validator(mode="after")
    def _hangs_on_one_layer(self) -> Self:
        if bool(self.mechanisms) == bool(self.conditions):
            raise ValueError("give 'mechanisms' or 'conditions', one of them")
        if self.conditions and self.inhibited_by:
            raise ValueError("'inhibited_by' goes with 'mechanisms'")
        return self


class Relief(Entry):
    """What eases the pain: the least relieved of the mechanisms at work decides."""

    mechanisms: Annotated[dict[Id, Probability], Field(min_length=1)]
    otherwise: Probability


class Table(Entry):
    """A graded finding: how each condition's people divide over the values."""

    values: Annotated[tuple[Id, ...], Field(min_length=2)]
    conditions: Annotated[dict[Id, Shares], Field(min_length=1)]
    otherwise: Shares


class Finding(Concept):
    """What can be observed. Exactly one of causes, relief, trigger, table says where it comes from."""

    name: str
    clinical_name: str = ""
    group: Literal[
        "place", "pattern", "sensation", "aggravating", "relief", "history", "general", "examination"
    ]
    causes: Causes | None = None
    relief: Relief | None = None
    trigger: Trigger | None = None
    table: Table | None = None
    unlisted: Probability | Shares | None = None
    codes: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        forms = [form for form in (self.causes, self.relief, self.trigger, self.table) if form is not None]
        if len(forms) != 1:
            raise ValueError("give exactly one of 'causes', 'relief', 'trigger', 'table'")
        if self.trigger is None and self.unlisted is None:
            raise ValueError(
                "'unlisted' is missing: how often this is seen when the cause is none of the listed"
            )
        if self.trigger is not None and self.unlisted is not None:
            raise ValueError(
                "a trigger takes no 'unlisted': its background is the rate without a listed condition"
            )
        if (self.table is not None) != isinstance(self.unlisted, Shares):
            raise ValueError("'unlisted' is 'shares' for a table, and a probability for the rest")
        return self


class Choice(Entry):
    """One option of a choice or checklist. A checklist option's id is the finding it stands for."""

    id: Id
    text: str
    why: str = ""
    sets: dict[Id, Id | bool] = Field(default_factory=dict)
    codes: tuple[Code, ...] = ()
    record: Record | None = None
    """What in a medical record says that this option is so."""


class Place(Entry):
    """One region of the body map, on the sides it is drawn on, and the finding it stands for."""

    id: Id
    text: str
    sides: Annotated[tuple[Literal["left", "right", "midline"], ...], Field(min_length=1)]
    finding: Id | None = None


class Band(Entry):
    """A band of a number: values below the limit give this value of the graded finding."""

    below: float | None = None
    value: Id


class Unsure(Entry):
    """What a safety question that nobody could answer counts as."""

    level: Level
    within_hours: Hours
    who: Id = "clinician"
    check: str = ""
    """What the person can do to find out, offered with *not sure*."""


class Question(Concept):
    """What is asked; it covers one or more findings."""

    kind: Kind
    topic: str = ""
    """What it is about in a few words, for lists of what was not asked."""
    text: str
    why: str
    help: str = ""
    mode: Literal["person", "clinician", "check_in", "derived", "medicine"] = "person"
    derived: Derived | None = None
    safety: bool = False
    row: str = ""
    unsure: Unsure | None = None
    ask_when: Expression | None = None
    refines: Id | None = None
    """The question whose say on a finding this follow-up replaces: `new`, but of a harmless kind."""
    finding: Id | None = None
    choices: tuple[Choice, ...] = ()
    none_text: str = ""
    places: tuple[Place, ...] = ()
    side_finding: Id | None = None
    unit: str = ""  # in words, and then as UCUM writes it
    ucum: str = ""
    min: float | None = None
    max: float | None = None
    bands: tuple[Band, ...] = ()
    tick: TickRates | None = None
    burden: Positive = 1.0
    answer_rate: Share = 0.95
    fixed: bool = False
    """What is true here stays true: an answer once given is no change to look out for."""
    grows: Positive | None = None
    """A number that only grows with time: by how much more it may be told as a change."""
    codes: tuple[Code, ...] = ()
    tell: Tell = Tell()


class Page(Entry):
    """One screen of fixed questions."""

    id: Id
    title: str
    intro: str = ""
    questions: Annotated[tuple[Id, ...], Field(min_length=1)]
    every_time: bool = True
    """Whether each check-in asks this page anew."""


class RedFlag(Concept):
    """A rule from answers to a lowest allowed urgency."""

    row: str = ""
    kind: Literal["red_flag", "combination", "course"]
    level: Level
    within_hours: Hours
    who: Id
    text: str
    until_then: str = ""
    """What to do until then, told instead of the general advice of the level."""
    when: Expression
    basis: Literal["guideline", "study", "judgement"]
    cite: Citations = ()
    why: str = ""

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.basis != "judgement" and not self.cite:
            raise ValueError(f"a rule with basis '{self.basis}' needs 'cite'")
        if self.basis == "judgement" and not self.why:
            raise ValueError("a rule that is judgement needs 'why'")
        return self


class LevelText(Entry):
    """How a level of urgency is told."""

    id: Level
    name: str
    do: str
    until_then: str = ""
    """What to do until then, where no rule that fires says something of its own."""
    within_hours: Hours
    who: Id


class Who(Entry):
    """Somebody to see, and how to reach them, by country ('default' for the rest)."""

    id: Id
    name: str
    at_once: str = ""
    """What to do in an emergency, told instead of the general advice of that level."""
    reach: dict[str, str]


class Loss(Concept):
    """What missing a condition costs, in needless visits; a visit pays when P(condition) > 1 / (1 + loss)."""

    condition: Id
    loss: Positive
    level: Literal[Level.SEE_CLINICIAN_SOON, Level.ROUTINE]
    within_hours: Hours
    who: Id
    text: str
    basis: Basis
    why: str
    cite: Citations = ()


class SettingPrior(Entry):
    """What is left for causes not listed, and how often two listed causes are at work together."""

    unlisted: Probability
    pair: Probability


class Limits(Entry):
    """Sizes and numerical choices; they are part of the knowledge, so they are part of its hash."""

    conditions_per_world: Literal[1, 2] = 2
    mechanism_sets: Annotated[int, Field(gt=0)] = 6000
    study_weight: Positive = 50
    draws: Annotated[int, Field(gt=0)] = 200
    seed: int = 20261122


class InterviewPolicy(Entry):
    """When a question is worth asking, and when the interview may stop."""

    worth: Positive
    """The least value per burden at which a question is asked (weighted bits and chances)."""
    serious_weight: Positive
    """How many bits about an ordinary family one bit about a serious family is worth."""
    urgency_weight: Positive
    """How many bits a certain rise of the urgency is worth."""
    flip_chance: Share
    """Stop when asking everything left would change the first family with less than this chance."""
    rise_chance: Share
    """... and would change the urgency with less than this chance."""
    why: str


class Region(Entry):
    """The region as a whole: its settings, limits, interview policy, pages and levels."""

    id: Id
    name: str
    version: str
    settings: dict[Setting, SettingPrior]
    limits: Limits
    interview: InterviewPolicy
    change: ChangePolicy
    separation: SeparationPolicy
    pages: tuple[Page, ...]
    check_in_pages: tuple[Page, ...] = ()
    """What a check-in asks, before anything that is still open from the first interview."""
    course: CoursePolicy | None = None


class Urgency(Entry):
    """How each level is told, whom to see, and the emergency number of each country."""

    levels: tuple[LevelText, ...]
    who: tuple[Who, ...]
    emergency_numbers: dict[str, str]
    emergency_signs: Annotated[tuple[str, ...], Field(min_length=1)]
    """The signs that need help at once, shown with every result."""
    not_sure: str
    """The reason shown for a safety question left unsure; `{topic}` stands for its topic."""
    earlier: str = "{text}"
    """The reason shown for a rule that held earlier and was not cleared; `{text}` stands for its text."""
    not_asked: str
    """The reason shown for safety questions that were not asked; `{topics}` stands for their topics."""
