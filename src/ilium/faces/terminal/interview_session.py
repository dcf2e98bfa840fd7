"""What each key does in the interview: a pure step from one session to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.faces.asking import words as asking_words
from ilium.faces.asking.interview import Interview
from ilium.faces.terminal import record_words, words
from ilium.faces.terminal.country_choice import CountryChoice
from ilium.faces.terminal.question_entry import Entry, open_entry
from ilium.knowledge.library import Knowledge

GO_ON = ""
"""Stands for the line *go on* where a question's id would stand."""

CHOOSING = ("enter", "space")
LEAVING = ("q", "ctrl+c")


class View(Enum):
    """What is on the screen."""

    WELCOME = "welcome"
    COUNTRY = "country"
    ASKING = "asking"
    CHANGING = "changing"
    EMERGENCY = "emergency"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Session:
    """An interview in front of somebody: which question has the cursor, and what is shown beside it."""

    interview: Interview
    view: View = View.ASKING
    focus: str = GO_ON
    entry: Entry | None = None
    note: str = ""
    why: bool = False
    unsure: bool = False
    pick: int = 0
    countries: CountryChoice | None = None
    """The country to choose first, unless somebody has said where they are."""
    offered: Mapping[str, Answer] = field(default_factory=dict)
    """Marks that a record has set: they stand there until somebody has looked at them."""

    @classmethod
    def begin(
        cls,
        knowledge: Knowledge,
        case: Case,
        *,
        ask_country: bool = False,
        offered: Mapping[str, Answer] | None = None,
    ) -> Session:
        """A session at its welcome, before the first question; the country of the case may be a guess."""
        known = knowledge.urgency.emergency_numbers
        countries = CountryChoice.open(known, case.country) if ask_country else None
        interview = Interview.begin(knowledge, case)
        return cls(interview, view=View.WELCOME, countries=countries, offered=offered or {})

    @classmethod
    def go_on(cls, knowledge: Knowledge, case: Case, *, ask_country: bool, note: str) -> Session:
        """A session that goes on with earlier answers; an emergency among them comes first."""
        interview = Interview.begin(knowledge, case)
        if interview.is_emergency:
            return cls(interview, view=View.EMERGENCY)
        if ask_country:
            return replace(cls.begin(knowledge, case, ask_country=True), view=View.COUNTRY)
        return replace(cls(interview)._arrive(), note=note)

    @classmethod
    def resume(cls, interview: Interview) -> Session:
        """A session at the first question that is open, whatever was found before: for a check-in."""
        interview = interview.begun()
        return cls(interview.go_on() if interview.is_emergency else interview)._arrive()

    @classmethod
    def ask(cls, interview: Interview, offered: Mapping[str, Answer] | None = None) -> Session:
        """A session at the first open question of an interview."""
        return cls(interview, offered=offered or {})._arrive()

    def press(self, key: str) -> Session:
        """The session after a key."""
        match self.view:
            case View.WELCOME:
                return self._press_welcome(key)
            case View.COUNTRY:
                return self._press_country(key)
            case View.EMERGENCY:
                return self._press_emergency(key)
            case View.CHANGING:
                return self._press_changing(key)
            case View.ASKING:
                return replace(self, note="")._press_asking(key)
            case View.OVER:
                return self

    def _press_welcome(self, key: str) -> Session:
        if key in LEAVING:
            return replace(self, view=View.OVER)
        if key not in CHOOSING:
            return self
        return self._arrive() if self.countries is None else replace(self, view=View.COUNTRY)

    def _press_country(self, key: str) -> Session:
        assert self.countries is not None
        if key in ("escape", "ctrl+c"):
            return replace(self, view=View.WELCOME if key == "escape" else View.OVER)
        countries = replace(self.countries, chosen="").press(key)
        if not countries.chosen:
            return replace(self, countries=countries)
        case = replace(self.interview.case, country=countries.chosen)
        return replace(self, interview=replace(self.interview, case=case), countries=countries)._arrive()

    def _press_asking(self, key: str) -> Session:
        if self.entry is not None and self.entry.knows(key):
            return self._press_entry(key)
        if key in LEAVING:
            return replace(self, view=View.OVER)
        if key in COMMANDS:
            return COMMANDS[key](self)
        return self._press_entry(key)

    def _back(self) -> Session:
        """To the question before, on this screen or the one before; from the first to the country."""
        if self.interview.questions and self.focus != self.interview.questions[0].id:
            return self._step_focus(-1)
        before = self.interview.back()
        if before is self.interview:
            return self if self.countries is None else replace(self, view=View.COUNTRY)
        return replace(self, interview=before)._focus(before.questions[-1].id)

    def _ask_why(self) -> Session:
        return replace(self, why=not self.why)

    def _press_entry(self, key: str) -> Session:
        if self.entry is None:
            if key == "up":
                return self._step_focus(-1)
            return self._leave() if key in CHOOSING else self
        if _runs_off(self.entry, key):
            return self._step_focus(1 if key == "down" else -1)
        entry = self.entry.press(key)
        if entry.decided is None:
            return replace(self, entry=entry, note=entry.note, unsure=False)
        return replace(self, entry=entry)._decide(entry.decided)

    def _decide(self, answer: Answer) -> Session:
        """Take an answer, unless it contradicts another, or there is a way to find out first."""
        question = self.interview.knowledge.questions[self.focus]
        check = question.unsure.check if question.unsure else ""
        if answer is Missing.UNKNOWN and check and not self.unsure:
            return replace(self, unsure=True)
        clash = self.interview.clash(self.focus, answer)
        if clash is not None:
            other = self.interview.knowledge.questions[clash]
            return replace(self, note=asking_words.DOES_NOT_FIT.format(topic=other.topic or other.text))
        return replace(self, interview=self.interview.answer(self.focus, answer))._after_answer()

    def _after_answer(self) -> Session:
        interview = self.interview
        if interview.is_emergency:
            return replace(self, view=View.EMERGENCY)
        if interview.step is None:
            return replace(self, note=asking_words.IMPOSSIBLE)
        on_screen = {question.id for question in interview.questions}
        follow_up = interview.step.question
        if interview.open and follow_up is not None and follow_up.id in on_screen:
            return self._focus(follow_up.id)
        if interview.open and (follow_up is None or interview.next_screen == interview.at):
            return self._focus(interview.open[0].id)
        if len(interview.questions) == 1 or interview.open:
            return self._leave()
        return self._focus(GO_ON)

    def _leave(self) -> Session:
        interview = self.interview
        if interview.is_emergency:
            return replace(self, view=View.EMERGENCY)
        if interview.step is None:
            return replace(self, note=asking_words.IMPOSSIBLE)
        left = len(interview.open)
        if left and interview.next_screen == interview.at:
            note = words.ANSWER_ONE if left == 1 else words.ANSWER_ALL.format(n=left)
            return replace(self._focus(interview.open[0].id), note=note)
        if interview.next_screen is None:
            return replace(self, view=View.OVER)
        return replace(self, interview=interview.forward())._arrive()

    def _arrive(self) -> Session:
        """Put the cursor on the first open question of the screen, or on its first."""
        first = (*self.interview.open, *self.interview.questions)
        if not first:
            return replace(self, view=View.OVER)
        return replace(self, view=View.ASKING)._focus(first[0].id)

    def _focus(self, id_: str) -> Session:
        entry, note = None, ""
        if id_ != GO_ON:
            question = self.interview.knowledge.questions[id_]
            answer = self.interview.case.answer_to(id_)
            marked = answer is Missing.NOT_ASKED and id_ in self.offered
            entry = open_entry(question, self.offered[id_] if marked else answer)
            note = record_words.MARKED if marked else ""
        return replace(self, focus=id_, entry=entry, note=note, why=False, unsure=False)

    def _step_focus(self, step: int) -> Session:
        stops = [question.id for question in self.interview.questions]
        stops += [GO_ON] if len(stops) > 1 else []
        place = stops.index(self.focus) + step if self.focus in stops else 0
        return self._focus(stops[place]) if 0 <= place < len(stops) else self

    def _list_answers(self) -> Session:
        if not self.interview.case.answers:
            return replace(self, note=words.NO_ANSWERS)
        return replace(self, view=View.CHANGING, pick=len(self.interview.answered) - 1)

    def _press_changing(self, key: str) -> Session:
        answered = self.interview.answered
        match key:
            case "up" | "down":
                pick = self.pick + (1 if key == "down" else -1)
                return replace(self, pick=min(max(pick, 0), len(answered) - 1))
            case key if key in CHOOSING:
                id_ = answered[self.pick].id
                return replace(self, interview=self.interview.visit(id_), view=View.ASKING)._focus(id_)
            case "b" | "c" | "escape":
                return replace(self, view=View.ASKING)
            case key if key in LEAVING:
                return replace(self, view=View.OVER)
            case _:
                return self

    def _press_emergency(self, key: str) -> Session:
        match key:
            case "g":
                onward = self.interview.go_on()
                return replace(self, interview=onward)._arrive()
            case "b":
                return replace(self, view=View.ASKING)._focus(self.focus)
            case key if key == "enter" or key in LEAVING:
                return replace(self, view=View.OVER)
            case _:
                return self


def _runs_off(entry: Entry, key: str) -> bool:
    """Whether an arrow leads out of the question, to the one before or after."""
    return (key == "up" and entry.row <= 0) or (key == "down" and entry.row == len(entry.rows) - 1)


COMMANDS: dict[str, Callable[[Session], Session]] = {
    "w": Session._ask_why,
    "b": Session._back,
    "escape": Session._back,
    "c": Session._list_answers,
    "tab": lambda session: session._step_focus(1),
    "shift+tab": lambda session: session._step_focus(-1),
}
"""What the command keys do while a question is asked."""
