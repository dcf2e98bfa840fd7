"""One question being answered: its rows, where the cursor is, and what has been marked or typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ilium.answers.values import Answer, Itemised, Kind, Missing, Ticked
from ilium.faces.asking import words as asking_words
from ilium.faces.asking.options import bounds, none_label, options, place_rows
from ilium.faces.terminal import words
from ilium.knowledge.schema import Question

PICK, MARK, NUMBER, DONE = "pick", "mark", "number", "done"
NOWHERE = -1
"""The row of a cursor that points at no answer yet: an Enter too many then answers nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line that the cursor can stand on. `cells` are the items that can be marked on it, by column."""

    form: str
    key: str
    label: str
    answer: Answer | None = None
    cells: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A question being answered. `decided` is the answer once there is one to give.

    The cursor stands NOWHERE until somebody moves it, where a row would be an answer at once.
    """

    question: Question
    rows: tuple[Row, ...]
    row: int = 0
    column: int = 0
    marked: frozenset[str] = frozenset()
    typed: str = ""
    decided: Answer | None = None
    note: str = ""

    def press(self, key: str) -> Entry:
        """The entry after a key that moves, marks, types or chooses."""
        here = replace(self, decided=None, note="")
        if key in ("up", "down"):
            step = 1 if key == "down" else -1
            return here._stand(min(max(self.row + step, 0), len(self.rows) - 1))
        if key in ("left", "right"):
            return here._sideways(1 if key == "right" else -1)
        if self._types(key):
            return here._stand(0)._type(key)
        if key in ("enter", "space"):
            return here._choose(key)
        found = next((number for number, row in enumerate(self.rows) if row.key == key), None)
        if self.question.kind is Kind.NUMBER:
            return here._spell(key, found)
        return here if found is None else here._stand(found)._choose("space")

    @property
    def current(self) -> Row:
        """The row the cursor is on."""
        return self.rows[self.row]

    def knows(self, key: str) -> bool:
        """Whether a key means something to this question."""
        return self._types(key) or any(row.key == key for row in self.rows)

    def _types(self, key: str) -> bool:
        return self.question.kind is Kind.NUMBER and key in (*"0123456789.", "backspace")

    def _stand(self, row: int) -> Entry:
        cells = self.rows[row].cells
        column = self.column
        if cells and (column >= len(cells) or cells[column] is None):
            column = next(place for place, cell in enumerate(cells) if cell is not None)
        return replace(self, row=row, column=column)

    def _sideways(self, step: int) -> Entry:
        places = [place for place, cell in enumerate(self.current.cells) if cell is not None]
        onward = [place for place in places if (place - self.column) * step > 0]
        return replace(self, column=min(onward, key=lambda p: abs(p - self.column))) if onward else self

    def _type(self, key: str) -> Entry:
        return replace(self, typed=self.typed[:-1] if key == "backspace" else (self.typed + key)[:6])

    def _spell(self, key: str, found: int | None) -> Entry:
        """Letters answer no number: a word typed into the box must not decide anything."""
        if found is not None:
            return self._stand(found)
        return replace(self, note=words.TYPE_DIGITS) if len(key) == 1 else self

    def _choose(self, key: str) -> Entry:
        if self.row == NOWHERE:
            return replace(self, note=words.POINT_FIRST)
        row = self.current
        if row.form == MARK and key == "space":
            item = row.cells[self.column]
            return replace(self, marked=self.marked ^ {item}) if item else self
        if row.form in (MARK, DONE):
            none = next(row.label for row in self.rows if row.answer == Ticked(frozenset()))
            if not self.marked:
                return replace(self, note=words.TICK_FIRST.format(none=none))
            return replace(self, decided=Ticked(self.marked))
        if row.form == NUMBER:
            return self._measure()
        keep = self.marked if not isinstance(row.answer, (Ticked, Missing)) else frozenset()
        return replace(self, decided=row.answer, marked=keep)

    def _measure(self) -> Entry:
        low, high = self.question.min, self.question.max
        try:
            number = float(self.typed)
        except ValueError:
            number = float("nan")
        if (low if low is not None else number) <= number <= (high if high is not None else number):
            return replace(self, decided=number)
        return replace(self, note=words.NO_SUCH_NUMBER.format(bounds=bounds(self.question)))


def open_entry(question: Question, answer: Answer) -> Entry:
    """A question ready to be answered, at the answer it already has."""
    rows = (*_own_rows(question), *_missing_rows())
    entry = Entry(question, rows, NOWHERE) if rows[0].form == PICK else Entry(question, rows)._stand(0)
    if isinstance(answer, Ticked) and answer.items:
        return replace(entry, marked=answer.items)
    if isinstance(answer, Itemised):
        return replace(entry, marked=frozenset(item for item, word in answer.items.items() if word == "yes"))
    if isinstance(answer, float):
        return replace(entry, typed=f"{answer:g}")
    found = next((n for n, row in enumerate(rows) if row.answer is not None and row.answer == answer), None)
    return entry if found is None else entry._stand(found)


def _own_rows(question: Question) -> tuple[Row, ...]:
    match question.kind:
        case Kind.SAFETY:
            keys = {"new": "y", "same": "s", "no": "n"}
            return tuple(Row(PICK, keys[o.answer], o.label, o.answer) for o in options(question))
        case Kind.YES_NO:
            return tuple(Row(PICK, o.answer[0], o.label, o.answer) for o in options(question))
        case Kind.NUMBER:
            return (Row(NUMBER, "", words.TYPE_HERE),)
        case Kind.CHOICE:
            return tuple(Row(PICK, _digit(n), o.label, o.answer) for n, o in enumerate(options(question)))
        case _:
            return (*_mark_rows(question), *_end_rows(question))


def _mark_rows(question: Question) -> tuple[Row, ...]:
    if question.kind is Kind.CHECKLIST:
        return tuple(
            Row(MARK, _digit(n), o.label, cells=(o.answer,)) for n, o in enumerate(options(question))
        )
    return tuple(Row(MARK, "", row.label, cells=row.items) for row in place_rows(question))


def _end_rows(question: Question) -> tuple[Row, ...]:
    return (Row(DONE, "d", words.DONE), Row(PICK, "n", none_label(question), Ticked(frozenset())))


def _missing_rows() -> tuple[Row, ...]:
    return (
        Row(PICK, "u", asking_words.NOT_SURE, Missing.UNKNOWN),
        Row(PICK, "r", asking_words.RATHER_NOT, Missing.DECLINED),
    )


def _digit(place: int) -> str:
    return str(place + 1) if place < 9 else ""
