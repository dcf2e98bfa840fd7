"""Theorems on edits: adding a red flag never lowers the urgency, and never gives more time.

An edit changes one answer, with its follow-up, and holds the rest, under any past of the episode: whatever
stands from earlier check-ins, and whatever was cleared. The order of the values:

- a safety answer rises from *no* or *same* to *new*, whatever its follow-up says before and after;
- one that is missing (not sure, declined, not asked) rises to *new* while the follow-up has no answer yet;
- a follow-up rises from one kind to another, or from no answer, when the rules on it alone ask for no less;
- yes/no questions and items of lists rise from *no* to *yes*, but for items called reassuring;
- a safety answer rises from *not asked* to *not sure* or *declined*;
- numbers called rising rise as numbers do.

Which items are reassuring and which numbers rise is for the envelope to say.

A missing answer stands apart: it counts as a warning of its own, so that a definite answer, even *yes* to an
item that is harmless by itself, may lower the urgency. That is what asking is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Answer, Kind, Missing
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import holds, questions_in
from ilium.safety.proof.formulas import NOTHING, Grade, edited, grade, lowered
from ilium.safety.proof.logic import any_of
from ilium.safety.proof.pasts import Change, still_under
from ilium.safety.proof.states import State
from ilium.safety.proof.theorems import Obligation, Subject, Theorem
from ilium.safety.proof.vocabulary import ANSWERED, MISSING, Slot

WANTED = "no lower level than before, and no more time at the same level"


@dataclass(frozen=True)
class Edit:
    """One edit: what it is about, the state before it and the one after it."""

    subject: Subject
    about: str
    slots: frozenset[Slot]

    def obligation(self, before: z3.BoolRef, after: State) -> Obligation:
        """That the edit, from states where `before` holds, never lowers the urgency."""
        subject = self.subject
        fresh = edited(subject.knowledge, subject.grounds, after)
        change = Change(subject.state, after, subject.grounds, subject.past_grounds, fresh)
        later, tied = still_under(subject.knowledge, subject.past, change)
        formula = z3.And(before, tied, lowered(subject.past_grounds, later))
        return Obligation(self.about, WANTED, formula, (subject.state, after))

    def after(self) -> State:
        """The state after the edit, with variables of its own where it changed."""
        return State(self.subject.vocabulary, f"after {self.about}", self.subject.state, self.slots)


def new_flags(subject: Subject) -> Theorem:
    """From no or same to new, whatever the follow-up says."""
    obligations = []
    for question in _of_kind(subject, Kind.SAFETY):
        kinds = follow_ups(subject, question.id)
        edit = Edit(subject, question.id, frozenset({Slot(question.id), *map(Slot, kinds)}))
        before, after = subject.state.words[Slot(question.id)], edit.after()
        move = z3.And(z3.Or(before["no"], before["same"]), after.words[Slot(question.id)]["new"])
        obligations.append(edit.obligation(move, after))
    claim = (
        "Changing a safety answer from no or same to new, whatever its follow-up says, never lowers the "
        "level and never gives more time."
    )
    return Theorem("new_flags", claim, tuple(obligations))


def unsure_then_new(subject: Subject) -> Theorem:
    """From a missing answer to new, while its kind is not known."""
    obligations = []
    for question in _of_kind(subject, Kind.SAFETY):
        kinds = [Slot(kind) for kind in follow_ups(subject, question.id)]
        edit = Edit(subject, question.id, frozenset({Slot(question.id), *kinds}))
        before, after = subject.state.words[Slot(question.id)], edit.after()
        lacking = [any_of(after.words[kind][way] for way in MISSING) for kind in kinds]
        move = z3.And(any_of(before[way] for way in MISSING), after.words[Slot(question.id)]["new"], *lacking)
        obligations.append(edit.obligation(move, after))
    claim = (
        "A safety answer that was missing and becomes new never lowers the urgency before its kind is told."
    )
    return Theorem("unsure_then_new", claim, tuple(obligations))


def graver_kinds(subject: Subject) -> Theorem:
    """From one kind of a new sign to another that asks for no less by itself."""
    obligations = []
    for parent in _of_kind(subject, Kind.SAFETY):
        for kind in follow_ups(subject, parent.id):
            edit = Edit(subject, kind, frozenset({Slot(kind)}))
            before, after = subject.state.words[Slot(kind)], edit.after()
            alone = {word: _alone(subject, parent.id, kind, word) for word in before}
            rises = [
                z3.And(before[low], after.words[Slot(kind)][high])
                for low in before
                for high in before
                if low != high and high not in MISSING and alone[low] <= alone[high]
            ]
            new = subject.state.words[Slot(parent.id)]["new"]
            obligations.append(edit.obligation(z3.And(new, any_of(rises)), after))
    claim = (
        "Changing the kind of a new sign to one that is no less urgent by itself never lowers the urgency."
    )
    return Theorem("graver_kinds", claim, tuple(obligations))


def ticked_items(subject: Subject) -> Theorem:
    """From no to yes, in a yes/no question or an item of a list."""
    good = {Slot(item.question, item.item) for item in subject.envelope.reassuring}
    obligations = []
    for slot, words in subject.state.words.items():
        kind = subject.knowledge.questions[slot.question].kind
        is_item = kind in LISTS and slot.item is not None
        if slot in good or not (is_item or kind is Kind.YES_NO):
            continue
        edit = Edit(subject, f"{slot.question}.{slot.item}" if is_item else slot.question, frozenset({slot}))
        after = edit.after()
        answered = [subject.state.words[Slot(slot.question)][ANSWERED]] if is_item else []
        move = z3.And(words["no"], after.words[slot]["yes"], *answered)
        obligations.append(edit.obligation(move, after))
    claim = "Changing a yes/no answer, or an item of a list, from no to yes never lowers the urgency."
    return Theorem("ticked_items", claim, tuple(obligations))


def asked_then_unsure(subject: Subject) -> Theorem:
    """From not asked to not sure or declined."""
    obligations = []
    for slot, words in subject.state.words.items():
        question = subject.knowledge.questions[slot.question]
        if slot.item is not None or question.unsure is None:
            continue
        edit = Edit(subject, question.id, frozenset({slot}))
        after = edit.after()
        later = z3.Or(after.words[slot]["unknown"], after.words[slot]["declined"])
        obligations.append(edit.obligation(z3.And(words["not_asked"], later), after))
    claim = "Asking a safety question and getting no answer never lowers the urgency against not asking it."
    return Theorem("asked_then_unsure", claim, tuple(obligations))


def rising_numbers(subject: Subject) -> Theorem:
    """From a number to a greater one."""
    obligations = []
    for id_ in subject.envelope.rising:
        if id_ in subject.state.numbers:
            edit = Edit(subject, id_, frozenset({Slot(id_)}))
            after = edit.after()
            given = [state.words[Slot(id_)][ANSWERED] for state in (subject.state, after)]
            move = z3.And(*given, after.numbers[id_] > subject.state.numbers[id_])
            obligations.append(edit.obligation(move, after))
    claim = "A greater number, where more is worse (such as pain from 0 to 10), never lowers the urgency."
    return Theorem("rising_numbers", claim, tuple(obligations))


def follow_ups(subject: Subject, question: str) -> list[str]:
    """The questions that only ask what kind of *new* it is."""
    return [
        id_
        for id_ in subject.vocabulary.questions
        if (gate := subject.knowledge.questions[id_].ask_when) is not None
        and subject.knowledge.questions[id_].kind is Kind.CHOICE
        and questions_in(subject.knowledge, gate) == {question}
    ]


def _of_kind(subject: Subject, kind: Kind) -> Iterator[Question]:
    return (q for id_ in subject.vocabulary.questions if (q := subject.knowledge.questions[id_]).kind is kind)


def _alone(subject: Subject, parent: str, kind: str, word: str) -> Grade:
    """What the rules ask for when nothing but a new sign and its kind is known; unsure when it is missing."""
    answer: Answer = Missing(word) if word in MISSING else word
    case = Case(answers={parent: "new", kind: answer})
    fired = [r for r in subject.knowledge.red_flags.values() if holds(subject.knowledge, r.when, case)]
    grades = [grade(rule.level, rule.within_hours) for rule in fired]
    unsure = subject.knowledge.questions[kind].unsure
    if word in MISSING and unsure is not None:
        grades.append(grade(unsure.level, unsure.within_hours))
    return max(grades, default=NOTHING)


MONOTONY = (new_flags, unsure_then_new, graver_kinds, ticked_items, asked_then_unsure, rising_numbers)
