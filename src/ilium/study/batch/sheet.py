"""The answers of many people as numbers: one row a person, one column a question, item or number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ilium.answers.case import Case, Setting
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.schema import Question

NOT_ASKED, UNKNOWN, DECLINED = -1, -2, -3
TICKED, ITEMISED, GIVEN = 0, 1, 0
"""How a list was answered (by ticking, or item by item), and that a number was given."""
NO, YES = 0, 1
NEVER = np.iinfo(np.int16).max
"""The time at which a question was asked that was not."""
MISSING = {NOT_ASKED: Missing.NOT_ASKED, UNKNOWN: Missing.UNKNOWN, DECLINED: Missing.DECLINED}

Codes = NDArray[np.int16]
Items = NDArray[np.int8]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
Singles = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Layout:
    """Which column holds what: the same for everybody, as the knowledge says."""

    questions: tuple[Question, ...]
    column: dict[str, int]
    words: tuple[tuple[str, ...], ...]
    items: dict[tuple[str, str], int]
    numbers: dict[str, int]

    def code(self, question: str, word: str) -> int | None:
        """The code of a word among the answers to a question; None where it is no answer to it."""
        missing = {way.value: code for code, way in MISSING.items()}
        if word in missing:
            return missing[word]
        words = self.words[self.column[question]]
        return words.index(word) if word in words else None

    def items_of(self, question: str) -> Rows:
        """The columns of the items of a list, in the order of its words."""
        words = self.words[self.column[question]]
        return np.array([self.items[question, item] for item in words], dtype=np.intp)


@lru_cache(maxsize=8)
def layout_of(knowledge: Knowledge) -> Layout:
    """The columns of one knowledge."""
    questions = tuple(knowledge.questions.values())
    words = tuple(knowledge.forms[q.id].words for q in questions)
    listed = [(q.id, item) for q, w in zip(questions, words, strict=True) if q.kind in LISTS for item in w]
    numbers = [q.id for q in questions if q.kind is Kind.NUMBER]
    return Layout(
        questions,
        {q.id: n for n, q in enumerate(questions)},
        words,
        {pair: n for n, pair in enumerate(listed)},
        {id_: n for n, id_ in enumerate(numbers)},
    )


@dataclass(frozen=True, eq=False)
class Sheet:
    """The answers of many people.

    `codes[p, q]`: the word given, or how the answer is missing. `items[p, i]`: yes, no, or how it is missing.
    `numbers[p, n]`: the number given. `asked_at[p, q]`: the place of the question in this person's interview.
    """

    layout: Layout
    codes: Codes
    items: Items
    numbers: Array
    asked_at: Codes
    setting: Setting = "first_contact"

    def __len__(self) -> int:
        return len(self.codes)

    def code(self, question: str) -> Codes:
        """One question's column."""
        return self.codes[:, self.layout.column[question]]

    def take(self, rows: Rows | Flags | slice) -> Sheet:
        """Some of the people."""
        return Sheet(
            self.layout,
            self.codes[rows],
            self.items[rows],
            self.numbers[rows],
            self.asked_at[rows],
            self.setting,
        )

    def case(self, row: int) -> Case:
        """One person's case, the answers in the order in which they were given."""
        asked = np.flatnonzero(self.codes[row] != NOT_ASKED)
        order = asked[np.argsort(self.asked_at[row, asked], kind="stable")]
        answers = {self.layout.questions[q].id: self.answer(row, int(q)) for q in order}
        return Case(answers, setting=self.setting)

    def answer(self, row: int, column: int) -> Answer:
        """One answer as the rest of Ilium reads it."""
        question, code = self.layout.questions[column], int(self.codes[row, column])
        if code < 0:
            return MISSING[code]
        if question.kind is Kind.NUMBER:
            return float(self.numbers[row, self.layout.numbers[question.id]])
        words = self.layout.words[column]
        if question.kind not in LISTS:
            return words[code]
        said = {item: int(self.items[row, self.layout.items[question.id, item]]) for item in words}
        if code == TICKED:
            return Ticked(frozenset(item for item, word in said.items() if word == YES))
        told = {YES: "yes", NO: "no", UNKNOWN: Missing.UNKNOWN.value}
        return Itemised({item: told[word] for item, word in sorted(said.items()) if word in told})


def empty_sheet(layout: Layout, people: int, setting: Setting = "first_contact") -> Sheet:
    """Nobody was asked anything yet."""
    shape = (people, len(layout.questions))
    return Sheet(
        layout,
        np.full(shape, NOT_ASKED, dtype=np.int16),
        np.full((people, len(layout.items)), NOT_ASKED, dtype=np.int8),
        np.full((people, len(layout.numbers)), np.nan),
        np.full(shape, NEVER, dtype=np.int16),
        setting,
    )


def reveal(asked: Sheet, answers: Sheet, rows: Rows, question: str, times: Codes) -> None:
    """Write what these people answer to a question into the sheet of what was asked."""
    layout = asked.layout
    column = layout.column[question]
    asked.codes[rows, column] = answers.codes[rows, column]
    asked.asked_at[rows, column] = times
    if question in layout.numbers:
        number = layout.numbers[question]
        asked.numbers[rows, number] = answers.numbers[rows, number]
    if layout.questions[column].kind in LISTS:
        items = np.ix_(rows, layout.items_of(question))
        asked.items[items] = answers.items[items]
