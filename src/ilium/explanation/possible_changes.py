"""The single things that could still be said, or be said differently, about a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.expressions import Measured
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked, leaves, questions_in


@dataclass(frozen=True, slots=True)
class Saying:
    """One answer: a word or number to a question, or yes or no to one item of a list."""

    question: str
    word: str | float
    item: str | None = None

    def put(self, case: Case) -> Case:
        """The case with this said in place of what was said before."""
        return case.answer(self.question, self.answer_in(case))

    def answer_in(self, case: Case) -> Answer:
        """The whole answer: an item joins the items of the list that were answered before."""
        if self.item is None:
            return self.word
        before = case.answer_to(self.question)
        if isinstance(before, Ticked):
            items = before.items | {self.item} if self.word == "yes" else before.items - {self.item}
            return Ticked(items)
        told = before.items if isinstance(before, Itemised) else {}
        return Itemised(dict(sorted({**told, self.item: str(self.word)}.items())))


@dataclass(frozen=True, slots=True)
class Change:
    """What counts as one thing to say: one answer, or a danger sign with the follow-up that it calls up."""

    sayings: tuple[Saying, ...]
    is_followed_up: bool = False

    @property
    def is_loss(self) -> bool:
        """Whether something that fitted no longer does, or never did: less worth telling than what comes."""
        return any(saying.item is not None and saying.word == "no" for saying in self.sayings)

    @property
    def questions(self) -> frozenset[str]:
        """The questions that are answered anew."""
        return frozenset(saying.question for saying in self.sayings)

    def put(self, case: Case) -> Case:
        """The case after the change."""
        for saying in self.sayings:
            case = saying.put(case)
        return case

    def __add__(self, other: Change) -> Change:
        return Change((*self.sayings, *other.sayings))


def possible_changes(knowledge: Knowledge, case: Case) -> tuple[Change, ...]:
    """Every single change to a case, whether or not its question applies to this person so far.

    Not answered, not sure and declined can all become answers. An answer can become another one unless its
    question says that it is fixed. Age and sex stay: the interview asks them first, and they are no signs.
    """
    questions = knowledge.questions.values()
    sayings = (saying for question in questions for saying in _sayings(knowledge, question, case))
    return tuple(change for saying in sayings for change in _with_follow_up(knowledge, saying, case))


def is_possible(knowledge: Knowledge, after: Case, change: Change) -> bool:
    """Whether every question of a change applies to this person in the case after it."""
    return all(is_asked(knowledge, knowledge.questions[id_], after) for id_ in change.questions)


def _sayings(knowledge: Knowledge, question: Question, case: Case) -> Iterator[Saying]:
    before = case.answer_to(question.id)
    open_ = isinstance(before, Missing)
    if question.id in (AGE, SEX) or (question.fixed and not open_):
        return
    if question.derived is not None:
        return
    if before is Missing.NOT_ASKED and question.mode not in ("person", case.mode):
        return
    if question.kind in LISTS:
        yield from _items(question, before)
        return
    yield from (Saying(question.id, word) for word in _words(knowledge, question, before) if word != before)


def _words(knowledge: Knowledge, question: Question, before: Answer) -> tuple[str | float, ...]:
    match question.kind:
        case Kind.YES_NO:
            return ("yes", "no")
        case Kind.SAFETY:
            return ("new",)
        case Kind.CHOICE:
            return tuple(choice.id for choice in question.choices)
        case _:
            return _numbers(knowledge, question, before)


def _numbers(knowledge: Knowledge, question: Question, before: Answer) -> tuple[float, ...]:
    limits = number_limits(knowledge).get(question.id, ())
    if question.grows is None or not isinstance(before, (int, float)):
        return limits
    return tuple(limit for limit in limits if before < limit <= before + question.grows)


@lru_cache(maxsize=16)
def number_limits(knowledge: Knowledge) -> Mapping[str, tuple[float, ...]]:
    """The numbers at which something changes: where bands begin and where rules begin to hold."""
    limits: dict[str, set[float]] = {}
    for question in knowledge.questions.values():
        if question.bands:
            starts = [question.min, *(band.below for band in question.bands)]
            limits[question.id] = {float(start) for start in starts if start is not None}
    for rule in knowledge.red_flags.values():
        for leaf in leaves(knowledge, rule.when):
            if isinstance(leaf, Measured) and leaf.at_least is not None:
                limits.setdefault(leaf.question, set()).add(leaf.at_least)
    return {id_: tuple(sorted(numbers)) for id_, numbers in limits.items()}


def _items(question: Question, before: Answer) -> Iterator[Saying]:
    """Each item that can come to fit, and each option of a checklist that can cease to."""
    if question.kind is Kind.BODY_MAP:
        yield from (Saying(question.id, "yes", item) for item in _new_places(question, before))
        return
    for choice in question.choices:
        said = _said(before, choice.id)
        yield from (Saying(question.id, word, choice.id) for word in ("yes", "no") if word != said)


def _said(before: Answer, item: str) -> str | None:
    if isinstance(before, Ticked):
        return "yes" if item in before.items else "no"
    return before.items.get(item) if isinstance(before, Itemised) else None


def _new_places(question: Question, before: Answer) -> Iterator[str]:
    """Places that are not marked yet, on a side that is; a map that was not answered has no side to go by."""
    items = place_items(question)
    marked = {item for item in items if _said(before, item) == "yes"}
    told = {items[item] for item in marked}
    sides = {item.rpartition("_")[2] for item in marked} | {"midline"}
    for place in question.places:
        if marked and place.finding not in told:
            yield from [f"{place.id}_{side}" for side in place.sides if side in sides][:1]


def _with_follow_up(knowledge: Knowledge, saying: Saying, case: Case) -> Iterator[Change]:
    """The saying by itself, and with each answer to the one safety question that it calls up."""
    yield Change((saying,))
    if saying.word in ("no", "same"):
        return
    after = saying.put(case)
    called = [
        follow_up
        for follow_up in _waiting_for(knowledge).get(saying.question, ())
        if case.answer_to(follow_up.id) is Missing.NOT_ASKED
        and is_asked(knowledge, follow_up, after)
        and not is_asked(knowledge, follow_up, case)
    ]
    if len(called) == 1:
        for word in _words(knowledge, called[0], Missing.NOT_ASKED):
            yield Change((saying, Saying(called[0].id, word)), is_followed_up=True)


@lru_cache(maxsize=16)
def _waiting_for(knowledge: Knowledge) -> Mapping[str, tuple[Question, ...]]:
    """The safety questions of a single answer that wait for the answer to each question."""
    waiting: dict[str, list[Question]] = {}
    for question in knowledge.questions.values():
        if question.safety and question.ask_when is not None and question.kind not in LISTS:
            for id_ in questions_in(knowledge, question.ask_when):
                waiting.setdefault(id_, []).append(question)
    return {id_: tuple(questions) for id_, questions in waiting.items()}
