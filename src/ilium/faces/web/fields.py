"""One question as a field of a form: what is shown of it, and what was sent for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.datastructures import FormData

from ilium.answers.values import LISTS, Answer, Kind, Missing, Ticked
from ilium.faces.asking.options import SIDE_WORDS, SIDES, Option, PlaceRow, none_label, options, place_rows
from ilium.faces.pictures.body_map import name_places, tap_map
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

NONE = "_none"
"""Stands for *none of these* among the items of a list."""
UNSURE, UNIT = ".unsure", ".unit"
"""Names beside a number: the ways not to know it, and what it is counted in."""
DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.25}
"""In what a span of days may be told."""
LONGEST_NUMBER = 12
MOST_STEPS = 10
"""The most steps of a scale whose every number is shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question on a page, with the answer it has and what is wrong with what was sent."""

    question: Question
    chosen: frozenset[str] = frozenset()
    typed: str = ""
    unit: str = "days"
    fault: str = ""
    clash: str = ""
    """What the answer contradicts, where the fault is a contradiction."""
    drawing: Markup | None = None
    """The body with its places to tap on, where the knowledge has a picture of them."""

    @property
    def form(self) -> str:
        """How it is shown: `choice`, `list`, `map`, `scale` or `number`."""
        match self.question.kind:
            case Kind.CHECKLIST:
                return "list"
            case Kind.BODY_MAP:
                return "map"
            case Kind.NUMBER:
                return "scale" if self.steps else "number"
            case _:
                return "choice"

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen or marked."""
        return options(self.question)

    @property
    def rows(self) -> tuple[PlaceRow, ...]:
        """The places of a body map."""
        return place_rows(self.question)

    @property
    def sides(self) -> tuple[str, ...]:
        """What the columns of a body map are called."""
        return tuple(SIDE_WORDS[side] for side in SIDES)

    @property
    def none_label(self) -> str:
        """What to choose when nothing of a list fits."""
        return none_label(self.question)

    @property
    def steps(self) -> tuple[int, ...]:
        """The numbers of a short scale; empty for any other number."""
        low, high = self.question.min, self.question.max
        if self.question.kind is not Kind.NUMBER or low is None or high is None or high - low > MOST_STEPS:
            return ()
        return tuple(range(int(low), int(high) + 1))

    @property
    def in_days(self) -> bool:
        """Whether it is a span of days that may be told in weeks or months; a short one is told in days."""
        most = self.question.max
        return self.question.unit == "days" and (most is None or most >= DAYS["months"])

    @property
    def units(self) -> tuple[str, ...]:
        """In what a span of days may be told."""
        return tuple(DAYS)


def show_field(question: Question, answer: Answer, fault: str = "", clash: str = "") -> Field:
    """A question with the answer it has."""
    if isinstance(answer, Ticked):
        return Field(question, answer.items or frozenset({NONE}), fault=fault, clash=clash)
    if isinstance(answer, float):
        text = f"{answer:g}"
        return Field(question, frozenset({text}), text, fault=fault, clash=clash)
    return Field(question, frozenset({str(answer)}), fault=fault, clash=clash)


def draw(field: Field, knowledge: Knowledge) -> Field:
    """The field with the picture of its places, where the knowledge has one."""
    question = field.question
    picture = next((one for one in knowledge.pictures.values() if one.question == question.id), None)
    if question.kind is not Kind.BODY_MAP or picture is None:
        return field
    drawn = tap_map(picture, name_places(question), question.id, field.chosen)
    return replace(field, drawing=Markup(drawn))


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent for a question: an answer, a fault in it, or neither where it was left open."""

    answer: Answer | None = None
    fault: str = ""
    typed: str = ""
    unit: str = "days"


def read_sent(question: Question, form: FormData, stored: Answer) -> Sent:
    """What a form says about a question. Raises RefusalError for what no page of ours can send."""
    values = [value for value in form.getlist(question.id) if isinstance(value, str)]
    if len(set(values)) != len(values):
        raise RefusalError(Refusal.BAD_FORM)
    if question.kind in LISTS:
        return _read_list(question, values)
    if len(values) > 1:
        raise RefusalError(Refusal.BAD_FORM)
    value = values[0].strip() if values else ""
    if question.kind is Kind.NUMBER and not Field(question).steps:
        return _read_number(question, form, value, stored)
    return _read_choice(question, value)


def _read_choice(question: Question, value: str) -> Sent:
    if not value:
        return Sent()
    if value in (Missing.UNKNOWN, Missing.DECLINED):
        return Sent(Missing(value))
    steps = Field(question).steps
    if steps and value in {str(step) for step in steps}:
        return Sent(float(value))
    if value in {option.answer for option in options(question)}:
        return Sent(value)
    raise RefusalError(Refusal.BAD_FORM)


def _read_list(question: Question, values: list[str]) -> Sent:
    whole = [value for value in values if value in (NONE, Missing.UNKNOWN, Missing.DECLINED)]
    items = frozenset(values) - set(whole)
    known = {option.answer for option in options(question)}
    known |= {item for row in place_rows(question) for item in row.items if item}
    if items - known:
        raise RefusalError(Refusal.BAD_FORM)
    if len(whole) > 1 or (whole and items):
        return Sent(fault="both")
    if items:
        return Sent(Ticked(items))
    if not whole:
        return Sent()
    return Sent(Ticked(frozenset()) if whole[0] == NONE else Missing(whole[0]))


def _read_number(question: Question, form: FormData, value: str, stored: Answer) -> Sent:
    """A typed number counts more than a way not to know it, unless it only stands there from before."""
    unsure, unit = form.get(f"{question.id}{UNSURE}"), form.get(f"{question.id}{UNIT}", "days")
    if unsure not in (None, Missing.UNKNOWN, Missing.DECLINED) or unit not in DAYS:
        raise RefusalError(Refusal.BAD_FORM)
    from_before = isinstance(stored, float) and value == f"{stored:g}"
    if isinstance(unsure, str) and (not value or from_before):
        return Sent(Missing(unsure))
    if not value:
        return Sent()
    typed = Sent(fault="number", typed=value[:LONGEST_NUMBER], unit=str(unit))
    try:
        number = float(value.replace(",", ".")) if len(value) <= LONGEST_NUMBER else float("nan")
    except ValueError:
        return typed
    number = round(number * DAYS[str(unit)], 1) if abs(number) < float("inf") else number
    low, high = question.min, question.max
    if (low if low is not None else number) <= number <= (high if high is not None else number):
        return Sent(float(round(number)) if unit != "days" else number)
    return typed
