"""The form of medicines, of the cautions that keep them from somebody, and of how they are advised."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ilium.answers.values import Id
from ilium.knowledge.actions import Effect
from ilium.knowledge.expressions import Expression
from ilium.knowledge.levels import Level
from ilium.knowledge.numbers import Citations, Entry, Evidence, Positive, as_list
from ilium.knowledge.schema import Concept, Page

MedicineKind = Literal["paracetamol", "nsaid_tablet", "nsaid_gel", "opioid_tablet"]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Outcome = Literal["never", "ask", "lower"]
"""What a caution does to a medicine: not for this person, ask first, or less of it."""
Count = Annotated[int, Field(ge=1)]


class Label(Evidence):
    """What the label or leaflet of one country says: how much, how often, for how long, and how."""

    product: str
    dose: str
    """A whole sentence: how much, and how often. `at_once` and `hours_between` are told besides."""
    unit: str
    """What is counted, in the plural: tablets, times."""
    at_once: Count
    hours_between: Count
    a_day: Count
    """The most of it in 24 hours, in units."""
    unit_mg: Positive | None = None
    mg_a_day: Positive | None = None
    days: Count
    """The longest without asking somebody."""
    label_days: Count | None = None
    """What the label allows, where we stay below it."""
    how: Annotated[tuple[str, ...], Field(min_length=1, max_length=5)]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if (self.unit_mg is None) != (self.mg_a_day is None):
            raise ValueError("'unit_mg' and 'mg_a_day' go together")
        if self.unit_mg is not None and self.unit_mg * self.a_day != self.mg_a_day:
            raise ValueError(f"{self.a_day} times {self.unit_mg:g} mg is not {self.mg_a_day:g} mg a day")
        if self.label_days is not None and self.label_days < self.days:
            raise ValueError("'days' is above 'label_days'")
        return self


class Refused(Evidence):
    """Why a medicine is not advised in a country, whoever asks."""

    text: str


class Medicine(Concept):
    """A medicine that can be bought without a prescription, with its labels by country."""

    name: str
    about: str
    kind: MedicineKind
    phases: tuple[Id, ...] = ()
    levels: tuple[Level, ...] = ()
    """The levels of urgency at which it may be advised."""
    labels: dict[Country, Label] = Field(default_factory=dict)
    refused: dict[Country, Refused] = Field(default_factory=dict)
    stop_signs: tuple[Id, ...] = ()
    effects: tuple[Effect, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        both = sorted(self.labels.keys() & self.refused.keys())
        if both:
            raise ValueError(f"'{both[0]}' stands under 'labels' and under 'refused'")
        if self.labels and not (self.phases and self.levels and self.stop_signs and self.effects):
            raise ValueError("a medicine with a label needs 'phases', 'levels', 'stop_signs' and 'effects'")
        return self


class CautionRow(Evidence):
    """What a caution does to some kinds of medicine in some countries."""

    kinds: Annotated[tuple[MedicineKind, ...], BeforeValidator(as_list), Field(alias="for", min_length=1)]
    countries: Annotated[tuple[Country, ...], BeforeValidator(as_list), Field(alias="in", min_length=1)]
    then: Outcome
    a_day: Count | None = None
    days: Count | None = None

    @model_validator(mode="after")
    def _says_how_much_less(self) -> Self:
        if (self.then == "lower") != (self.a_day is not None and self.days is not None):
            raise ValueError("'lower' needs 'a_day' and 'days', and nothing else takes them")
        return self


class Caution(Concept):
    """Something that keeps medicines from a person. Without an answer they are not advised either.

    It is there when `arises_when` holds, or when no answer still missing could make `clear_when` hold.
    """

    name: str
    """What it is, in a few words that fit behind *not answered:*."""
    clear_when: Expression
    arises_when: Expression | None = None
    text: str
    """Why, told to the person it is about."""
    rows: Annotated[tuple[CautionRow, ...], Field(min_length=1)]


class Sign(Entry):
    """A sign that ends a medicine."""

    id: Id
    text: str
    cite: Citations = ()


class MedicineWords(Entry):
    """The sentences about medicines."""

    most: str
    """`{n}` of `{unit}` in 24 hours."""
    most_mg: str
    """The same with `{mg}`."""
    apart: str
    """At least `{hours}` hours lie between."""
    at_once: str
    """Never more than `{n}` of `{unit}` at once."""
    never: str
    """Not for this person, `{why}`."""
    ask: str
    lower: str
    """Less of it, `{why}`."""
    unknown: str
    """`{what}` was not answered."""
    used_up: str
    """It was taken on `{n}` days already."""
    level: str
    harm: str
    """It could harm under `{condition}`."""
    another: str
    """`{name}` is advised, and the two do not go together."""
    worth: str
    phase: str
    no_label: str
    """No label of this country is known."""
    days_name: str
    """What the question about days is about, behind *not answered:*."""


class MedicinePolicy(Entry):
    """How medicines are advised, and what is asked before."""

    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    """The countries whose labels are known; elsewhere nothing is advised."""
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    """What is asked when somebody wants advice, and anew at every check-in."""
    taken_when: Expression | None = None
    """When somebody takes painkillers already, so that a check-in proposes to ask again."""
    days_question: Id
    """On how many days painkillers were taken already; they count towards the longest time."""
    longest: dict[MedicineKind, Count]
    """The most days of a kind, whatever a label says."""
    together: Annotated[tuple[tuple[MedicineKind, ...], ...], Field(min_length=1)]
    """Kinds of which at most one medicine is advised."""
    gentle: tuple[MedicineKind, ...] = ()
    """Kinds that come first where two are worth the same."""
    worth: Positive
    """The least expected benefit, less the weighted harm, at which a medicine is advised."""
    stop_signs: Annotated[tuple[Sign, ...], Field(min_length=1)]
    words: MedicineWords
    note: str
    """Told with every advice."""
    why: str

    @property
    def questions(self) -> tuple[str, ...]:
        """Everything that is asked before medicines, in order."""
        return tuple(id_ for page in self.pages for id_ in page.questions)
