"""A result as the page shows it: frequencies to count, bars to see, reasons to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.care.plan import Plan
from ilium.explanation.explaining import Explanation, NumberShown
from ilium.explanation.reasons import AnswerReason
from ilium.faces.pictures.anatomy import FAINT, draw_anatomy, legend
from ilium.faces.telling import explain_words
from ilium.faces.telling import words as telling_words
from ilium.faces.telling.evidence import number, percent, say_role
from ilium.faces.telling.often import FEW, how_far, how_often
from ilium.faces.telling.picking import WORTH_SAYING, likeliest_member, short_list, shown_families
from ilium.faces.telling.soon import time_words
from ilium.faces.web.medicine_view import MedicineView, view_medicines
from ilium.faces.web.plan_pictures import draw_plan
from ilium.faces.web.screens import screen_of
from ilium.interview.before_medicines import medicine_pages
from ilium.knowledge import schema
from ilium.knowledge.citations import CitationShown
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.result import Assessment, CannotSeparate, FamilyShown, ReasonShown, WouldChange
from ilium.safety.evaluation import is_asked

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """A probability with its range: as words, as people in a crowd, and as places on a bar."""

    often: str
    far: str
    filled: int
    crowd: int
    percent: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Source:
    """One likely source, with the strongest answers for and against it."""

    id: str
    name: str
    clinical_name: str
    amount: Amount
    in_favour: tuple[AnswerReason, ...]
    against: tuple[AnswerReason, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the body in the picture: its number, how likely it takes part, and what it does."""

    number: int
    name: str
    told: str
    does: str


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The picture of the region with its likely parts lit, and its legend."""

    drawing: Markup
    lit: tuple[Part, ...]
    unlit: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the page shows of a result."""

    emergency: bool
    when: str
    reasons: tuple[ReasonShown, ...]
    lesser_reasons: tuple[ReasonShown, ...]
    sources: tuple[Source, ...]
    unlisted: Amount
    anatomy: Anatomy | None
    changes: tuple[WouldChange, ...]
    more_changes: tuple[WouldChange, ...]
    alike: tuple[CannotSeparate, ...]
    not_sure: tuple[Question, ...]
    not_asked: tuple[Question, ...]
    screens: Mapping[str, str]
    """Where each question that was left unsure is asked."""
    stopped: str
    everything: bool
    waiting: bool
    """Whether somebody should be seen so soon that the plan only bridges the time."""
    held_back: Mapping[str, tuple[str, ...]]
    """What the plan leaves out, by the reason."""
    citations: Mapping[str, schema.Source]
    drawings: Mapping[str, Markup]
    """The pictures of what to do, by the action."""
    medicines: MedicineView
    medicine_page: str
    """The first page of questions about medicines."""


def view_result(knowledge: Knowledge, case: Case, result: Assessment, *, everything: bool) -> ResultView:
    """The view of a result. In an emergency no causes are shown unless everything is asked for."""
    urgency = result.urgency
    emergency = urgency.level is Level.EMERGENCY_NOW
    changes = short_list(result.would_change)
    return ResultView(
        emergency=emergency,
        when=time_words(urgency.level, urgency.within_hours),
        reasons=tuple(reason for reason in urgency.reasons if reason.level is urgency.level),
        lesser_reasons=tuple(reason for reason in urgency.reasons if reason.level is not urgency.level),
        sources=tuple(_source(result, family) for family in shown_families(result.families)),
        unlisted=amount(result.unlisted, result.unlisted_interval),
        anatomy=_anatomy(knowledge, result) if everything or not emergency else None,
        changes=changes,
        more_changes=tuple(change for change in result.would_change if change not in changes),
        alike=result.cannot_separate,
        not_sure=tuple(_with(knowledge, case, Missing.UNKNOWN, Missing.DECLINED)),
        not_asked=tuple(_with(knowledge, case, Missing.NOT_ASKED)),
        screens={question: screen_of(knowledge, question) for question in case.answers},
        stopped=telling_words.STOP_REASONS.get(result.stopped or "", ""),
        everything=everything or not emergency,
        waiting=urgency.level in (Level.EMERGENCY_NOW, Level.URGENT_SAME_DAY),
        held_back=_by_reason(result.plan),
        citations=knowledge.sources,
        drawings=draw_plan(knowledge, result.plan) if everything or not emergency else {},
        medicines=view_medicines(knowledge, case.country, result.plan),
        medicine_page=next((page.id for page in medicine_pages(knowledge)), ""),
    )


def _by_reason(plan: Plan) -> dict[str, tuple[str, ...]]:
    reasons = dict.fromkeys(one.text for one in plan.held_back)
    return {text: tuple(one.name for one in plan.held_back if one.text == text) for text in reasons}


def amount(probability: float, interval: tuple[float, float]) -> Amount:
    """A probability as people count it."""
    crowd = 10 if probability >= FEW else 100
    low, high = interval
    return Amount(
        often=how_often(probability),
        far=how_far(probability, interval),
        filled=min(max(round(probability * crowd), 0), crowd),
        crowd=crowd,
        percent=round(probability * 100, 1),
        low=round(low * 100, 1),
        high=round(high * 100, 1),
    )


def _anatomy(knowledge: Knowledge, result: Assessment) -> Anatomy | None:
    picture = next((one for one in knowledge.pictures.values() if one.question is None), None)
    if picture is None:
        return None
    names = {id_: structure.name for id_, structure in knowledge.structures.items()}
    chances = {shown.id: shown.probability for shown in result.structures}
    texts = {shown.id: shown.text for shown in result.structures}
    rows = sorted(legend(picture, names, chances), key=lambda row: (-row.probability, row.number))
    parts = [
        (row.probability >= FAINT, Part(row.number, row.name, row.told, texts.get(row.structure, "")))
        for row in rows
    ]
    return Anatomy(
        Markup(draw_anatomy(picture, names, chances, style=False)),
        tuple(part for lit, part in parts if lit),
        tuple(part for lit, part in parts if not lit),
    )


def _source(result: Assessment, family: FamilyShown) -> Source:
    member = likeliest_member(result, family)
    return Source(
        family.id,
        family.name,
        family.clinical_name,
        amount(family.probability, family.interval),
        _worth_saying(member.for_),
        _worth_saying(member.against),
    )


def _worth_saying(reasons: tuple[AnswerReason, ...]) -> tuple[AnswerReason, ...]:
    return tuple(reason for reason in reasons[:MOST_REASONS] if abs(reason.log_odds) >= WORTH_SAYING)


def _with(knowledge: Knowledge, case: Case, *answers: Missing) -> list[Question]:
    """The questions of this person with such an answer, or without one."""
    return [
        question
        for question in knowledge.questions.values()
        if question.mode in ("person", case.mode)
        and case.answer_to(question.id) in answers
        and is_asked(knowledge, question, case)
    ]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number of the knowledge: of what, how much, and what it rests on."""

    role: str
    value: str
    basis: str
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One step of the number trail, with the numbers behind it."""

    text: str
    given: str
    otherwise: str
    then: str
    numbers: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Everything behind one probability."""

    name: str
    clinical_name: str
    amount: Amount
    low: str
    high: str
    prior: str
    prior_numbers: tuple[NumberLine, ...]
    trail: tuple[TrailLine, ...]
    in_favour: tuple[AnswerReason, ...]
    against: tuple[AnswerReason, ...]
    sources: Mapping[str, schema.Source]


def view_evidence(knowledge: Knowledge, found: Explanation) -> EvidenceView:
    """The view of an explanation."""
    concept = knowledge.conditions.get(found.id) or knowledge.families[found.id]
    return EvidenceView(
        found.name,
        concept.clinical_name,
        amount(found.probability, found.interval),
        percent(found.interval[0]),
        percent(found.interval[1]),
        percent(found.prior),
        _numbers(knowledge, found.prior_numbers),
        tuple(
            TrailLine(
                step.text,
                number(step.given),
                number(step.otherwise),
                percent(step.probability),
                _numbers(knowledge, step.numbers),
            )
            for step in found.steps
        ),
        found.in_favour,
        found.against,
        knowledge.sources,
    )


def _numbers(knowledge: Knowledge, numbers: tuple[NumberShown, ...]) -> tuple[NumberLine, ...]:
    return tuple(
        NumberLine(say_role(knowledge, one), number(one.value), explain_words.BASES[one.basis], one.citations)
        for one in numbers
    )
