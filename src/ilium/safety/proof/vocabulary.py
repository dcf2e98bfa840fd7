"""What can be answered: every question that the rules look at, cut into slots of one word each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ilium.answers.forms import AnswerForm
from ilium.answers.values import LISTS, Kind, Missing
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import questions_in

MISSING = tuple(way.value for way in Missing)
ANSWERED = "answered"
ITEM_WORDS = ("yes", "no", Missing.UNKNOWN.value, Missing.NOT_ASKED.value)


class Slot(NamedTuple):
    """A place for one word: the answer to a question, or to one item of a list."""

    question: str
    item: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The questions that decide the urgency by rules, and the words that each of their slots may hold."""

    knowledge: Knowledge
    more: frozenset[str] = frozenset()
    """Questions to hold besides those of the rules."""

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The safety questions, and every question that a rule or the gate of one of them looks at."""
        knowledge = self.knowledge
        found = set(self.more)
        for rule in knowledge.red_flags.values():
            found |= questions_in(knowledge, rule.when)
        for question in safety_questions(knowledge):
            found |= questions_around(knowledge, question)
        return tuple(id_ for id_ in knowledge.questions if id_ in found)

    @cached_property
    def words(self) -> dict[Slot, tuple[str, ...]]:
        """The words of every slot."""
        return {slot: words for id_ in self.questions for slot, words in slots_of(self.form(id_))}

    def form(self, question: str) -> AnswerForm:
        """The form of the answers to a question."""
        return self.knowledge.forms[question]


def safety_questions(knowledge: Knowledge) -> list[Question]:
    """The questions that count as something when nobody can answer them."""
    return [question for question in knowledge.questions.values() if question.unsure is not None]


def questions_around(knowledge: Knowledge, question: Question) -> frozenset[str]:
    """A question and those that decide whether it is asked."""
    gate = frozenset[str]() if question.ask_when is None else questions_in(knowledge, question.ask_when)
    return gate | {question.id}


def slots_of(form: AnswerForm) -> Iterator[tuple[Slot, tuple[str, ...]]]:
    """The slots of a question; a list has one for the list as a whole and one for each item.

    A number and a list are `answered` as a whole; the number itself stands beside its slot.
    """
    if form.kind is Kind.NUMBER or form.kind in LISTS:
        yield Slot(form.id), (ANSWERED, *MISSING)
    else:
        yield Slot(form.id), (*form.words, *MISSING)
    if form.kind in LISTS:
        yield from ((Slot(form.id, item), ITEM_WORDS) for item in form.words)
