"""The urgency rules over many people at once; a test holds them against the rules over one."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, reduce

import numpy as np
from numpy.typing import NDArray

from ilium.answers.values import LISTS
from ilium.interview.pages import fixed_ids
from ilium.knowledge.expressions import All, Answered, Any, AtLeast, Expression, Fires, Measured
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import questions_in, questions_of
from ilium.study.batch.sheet import GIVEN, ITEMISED, NO, NOT_ASKED, TICKED, UNKNOWN, YES, Flags, Sheet

Ranks = NDArray[np.int8]


@dataclass(eq=False)
class Reading:
    """The rules read over one sheet as it stands; what was worked out is kept."""

    knowledge: Knowledge
    sheet: Sheet
    _rules: dict[str, Flags] = field(default_factory=dict)

    def fires(self, rule: str) -> Flags:
        """For whom a rule holds."""
        if rule not in self._rules:
            self._rules[rule] = self.holds(self.knowledge.red_flags[rule].when)
        return self._rules[rule]

    def holds(self, expression: Expression) -> Flags:
        """For whom an expression holds."""
        match expression:
            case Answered():
                return self._answered(expression)
            case Measured():
                return self._within(expression)
            case All(all=parts):
                return reduce(operator.and_, (self.holds(part) for part in parts))
            case Any(any=parts):
                return reduce(operator.or_, (self.holds(part) for part in parts))
            case AtLeast():
                counts = np.sum([self.holds(part) for part in expression.of], axis=0)
                return np.asarray(counts >= expression.at_least)
            case Fires():
                return self.fires(expression.rule)

    def _answered(self, said: Answered) -> Flags:
        layout, codes = self.sheet.layout, self.sheet.code(said.question)
        question = layout.questions[layout.column[said.question]]
        wanted = {layout.code(said.question, word) for word in said.is_} - {None}
        held = np.zeros(len(codes), dtype=bool)
        if question.kind not in LISTS and question.id not in layout.numbers:
            return _among(codes, wanted)
        held |= _among(codes, {code for code in wanted if code is not None and code < 0})
        if question.id in layout.numbers:
            return held
        if said.item is None:
            return np.asarray(held | (codes >= 0)) if "answered" in said.is_ else held
        return held | self._item(said, codes)

    def _item(self, said: Answered, codes: NDArray[np.int16]) -> Flags:
        assert said.item is not None
        words = {"yes": YES, "no": NO, "unknown": UNKNOWN, "not_asked": NOT_ASKED}
        wanted = {words[word] for word in said.is_ if word in words}
        column = self.sheet.layout.items.get((said.question, said.item))
        marks = (
            self.sheet.items[:, column]
            if column is not None
            else np.where(codes == TICKED, NO, NOT_ASKED).astype(np.int8)
        )
        return np.asarray(_among(marks, wanted) & ((codes == TICKED) | (codes == ITEMISED)))

    def _within(self, measured: Measured) -> Flags:
        column = self.sheet.layout.numbers.get(measured.question)
        if column is None:
            return np.zeros(len(self.sheet), dtype=bool)
        numbers = self.sheet.numbers[:, column]
        held = self.sheet.code(measured.question) == GIVEN
        if measured.at_least is not None:
            held = held & (numbers >= measured.at_least)
        if measured.below is not None:
            held = held & (numbers < measured.below)
        return np.asarray(held)

    def applies(self, question: Question) -> Flags:
        """Whom a question concerns at all."""
        if question.ask_when is None:
            return np.ones(len(self.sheet), dtype=bool)
        return self.holds(question.ask_when)

    def open(self, question: Question) -> Flags:
        """Whom a question concerns who was not asked it yet."""
        waiting = self.sheet.code(question.id) == NOT_ASKED
        return np.asarray(waiting & self.applies(question) if waiting.any() else waiting)

    def ranks(self) -> Ranks:
        """The rank of the level that the rules on answers ask for, missing answers included."""
        ranks = np.zeros(len(self.sheet), dtype=np.int8)
        for rule in self.knowledge.red_flags.values():
            ranks = np.where(self.fires(rule.id), np.maximum(ranks, rule.level.rank), ranks)
        for question in self.knowledge.questions.values():
            if question.unsure is not None:
                missing = self.lacks(question) & self.applies(question)
                ranks = np.where(missing, np.maximum(ranks, question.unsure.level.rank), ranks)
        return ranks.astype(np.int8)

    def lacks(self, question: Question) -> Flags:
        """Who gave no answer to a question; a list lacks one while any item does."""
        codes = self.sheet.code(question.id)
        if question.kind not in LISTS:
            return np.asarray(codes < 0)
        items = [self.sheet.layout.items[question.id, choice.id] for choice in question.choices]
        open_items = (self.sheet.items[:, items] < 0).any(axis=1)
        return np.asarray((codes < 0) | ((codes == ITEMISED) & open_items))

    def emergency(self) -> Flags:
        """Who needs help now, as far as rules on answers say."""
        held = np.zeros(len(self.sheet), dtype=bool)
        for rule in self.knowledge.red_flags.values():
            if rule.level is Level.EMERGENCY_NOW:
                held |= self.fires(rule.id)
        for question in self.knowledge.questions.values():
            if question.unsure is not None and question.unsure.level is Level.EMERGENCY_NOW:
                held |= self.lacks(question) & self.applies(question)
        return held


def _among(codes: NDArray[np.integer], wanted: Iterable[int | None]) -> Flags:
    held = np.zeros(len(codes), dtype=bool)
    for code in wanted:
        if code is not None:
            held |= codes == code
    return held


@dataclass(frozen=True, eq=False)
class FollowUp:
    """A safety question that another safety question calls up, and its page."""

    question: Question
    page: int
    parents: frozenset[str]


@lru_cache(maxsize=8)
def follow_ups(knowledge: Knowledge) -> tuple[FollowUp, ...]:
    """The follow-ups on the fixed pages whose answer may show that an emergency is none, in their order."""
    found = []
    for number, page in enumerate(knowledge.region.pages):
        for question in (knowledge.questions[id_] for id_ in page.questions):
            if question.safety and question.ask_when is not None:
                parents = questions_in(knowledge, question.ask_when)
                if any(knowledge.questions[parent].safety for parent in parents):
                    found.append(FollowUp(question, number, parents))
    return tuple(found)


def waiting_page(reading: Reading) -> NDArray[np.int16]:
    """For those in an emergency: the page of the follow-up that every rule waits for, or -1."""
    knowledge, sheet = reading.knowledge, reading.sheet
    called = {}
    for one in follow_ups(knowledge):
        asked = np.logical_and.reduce([sheet.code(parent) != NOT_ASKED for parent in one.parents])
        called[one.question.id] = reading.open(one.question) & asked
    all_wait = np.ones(len(sheet), dtype=bool)
    wanted = {id_: np.zeros(len(sheet), dtype=bool) for id_ in called}
    for rule in knowledge.red_flags.values():
        if rule.level is not Level.EMERGENCY_NOW:
            continue
        fires, mine = reading.fires(rule.id), questions_of(knowledge, rule.id) & called.keys()
        waits = np.zeros(len(sheet), dtype=bool)
        for id_ in mine:
            waits |= called[id_]
            wanted[id_] |= called[id_] & fires
        all_wait &= ~fires | waits
    page = np.full(len(sheet), -1, dtype=np.int16)
    for one in reversed(follow_ups(knowledge)):
        page[wanted[one.question.id] & all_wait] = one.page
    return page


@lru_cache(maxsize=8)
def called_up(knowledge: Knowledge) -> tuple[Question, ...]:
    """The safety questions on no fixed page."""
    fixed = fixed_ids(knowledge)
    return tuple(q for q in knowledge.questions.values() if q.safety and q.id not in fixed)
