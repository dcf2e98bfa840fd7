"""People drawn from the knowledge itself, who answer whatever they are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from zlib import crc32

import numpy as np

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.values import Answer, Kind, Missing, Ticked
from ilium.interview.next_question import Step, Stop, next_step
from ilium.interview.pages import is_open, open_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import BY_MECHANISMS, Person

LONG_CHECKLIST = 7
OLD_COMPLAINTS = 0.03
"""How many of those without a new danger sign have an old, steady one."""
HARMLESS_NEW = 0.02
"""How many say *new* of something harmless, where a follow-up sets it apart."""
STILL_UNSURE = 0.1
"""How many of those who are not sure of a safety question still are after the check that is offered."""
RULE_ANSWERS = {
    "daily_limits": (0.45, 0.4, 0.15),
    "home_care": (0.6, 0.4),
    "heel_toe_walk": (0.95, 0.01, 0.0, 0.04),
    "weakness_kind": (0.15, 0.15, 0.05, 0.3, 0.35),
}
"""How people divide over choices that no finding of the knowledge tells; the rest divide evenly."""


class Answering(Protocol):
    """Somebody who answers whatever is asked."""

    def answer(self, question: Question) -> Answer:
        """What this person says to a question."""


@dataclass
class SimulatedPerson:
    """One drawn person: who they are, what is true of them, and the answers given so far."""

    knowledge: Knowledge
    seed: int
    age: int
    sex: str
    conditions: tuple[str, ...]
    truth: dict[str, str]
    given: dict[str, Answer] = field(default_factory=dict)
    rng: np.random.Generator = field(default_factory=np.random.default_rng)

    def answer(self, question: Question) -> Answer:
        """What this person says to a question: the same each time, whatever else is asked."""
        if question.id not in self.given:
            self.rng = np.random.default_rng([self.seed, crc32(question.id.encode())])
            self.given[question.id] = self._think(question)
        return self.given[question.id]

    def _think(self, question: Question) -> Answer:
        if question.id == AGE:
            return float(self.age)
        if question.id == SEX:
            return self.sex
        unsure = 1 - question.answer_rate
        if self.rng.random() < (unsure * STILL_UNSURE if question.safety else unsure):
            return Missing.UNKNOWN
        return self._know(question)

    def _know(self, question: Question) -> Answer:
        match question.kind:
            case Kind.YES_NO:
                return "yes" if self._has(question.finding) else "no"
            case Kind.SAFETY:
                return self._safety(question)
            case Kind.CHOICE:
                return self._choose(question)
            case Kind.NUMBER:
                return self._measure(question)
            case _:
                return self._tick(question)

    @property
    def followed_up(self) -> frozenset[str]:
        """The safety questions whose *new* a follow-up can take back."""
        return frozenset(q.refines for q in self.knowledge.questions.values() if q.refines)

    def _has(self, finding: str | None) -> bool:
        return finding is not None and self.truth[finding] == "yes"

    def _safety(self, question: Question) -> str:
        harmless = question.id in self.followed_up and self.rng.random() < HARMLESS_NEW
        if self._has(question.finding) or harmless:
            return "new"
        return "same" if self.rng.random() < OLD_COMPLAINTS else "no"

    def _choose(self, question: Question) -> str:
        fitting = [c.id for c in question.choices if all(self._fits(f, v) for f, v in c.sets.items())]
        options = fitting or [choice.id for choice in question.choices]
        shares = RULE_ANSWERS.get(question.id)
        if shares is not None and len(shares) == len(options):
            return str(self.rng.choice(options, p=shares))
        return str(self.rng.choice(options))

    def _fits(self, finding: str, value: str | bool) -> bool:
        return self.truth[finding] == (
            {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        )

    def _measure(self, question: Question) -> float:
        low = question.min or 0.0
        for band in question.bands:
            high = band.below if band.below is not None else min(low * 3 + 1, question.max or low)
            if self.truth.get(question.finding or "") == band.value:
                return float(self.rng.integers(int(low), max(int(high), int(low) + 1)))
            low = high
        return float(self.rng.integers(int(question.min or 0), int(question.max or 10) + 1))

    def _tick(self, question: Question) -> Ticked:
        tick = question.tick
        present, absent = (tick.present, tick.absent) if tick else (1.0, 0.0)
        items = (
            [(c.id, self._has(c.id) if c.id in self.truth else False) for c in question.choices]
            if question.kind is Kind.CHECKLIST
            else self._marked(question)
        )
        return Ticked(frozenset(i for i, true in items if self.rng.random() < (present if true else absent)))

    def _marked(self, question: Question) -> list[tuple[str, bool]]:
        side = self.truth.get(question.side_finding or "", "one_side")
        sore = {"both_sides": ("left", "right"), "middle": ("midline",)}.get(side, ("left",))
        return [
            (f"{place.id}_{s}", self._has(place.finding) and (s in sore or "midline" in place.sides))
            for place in question.places
            for s in place.sides
        ]


def draw_age_and_sex(rng: np.random.Generator) -> tuple[int, str]:
    """Who comes with this pain: around 50 years old, somewhat more often a woman."""
    age = int(np.clip(rng.normal(50, 17), 18, 95))
    return age, str(rng.choice(["female", "male"], p=[0.58, 0.42]))


def draw_person(knowledge: Knowledge, seed: int, condition: str | None = None) -> SimulatedPerson:
    """Draw the person with this number; with `condition`, one who has it."""
    rng = np.random.default_rng(seed)
    age, sex = draw_age_and_sex(rng)
    network = network_for(knowledge, Person("first_contact", float(age), sex))
    prior = network.prior
    if condition is not None:
        prior = prior * network.worlds.members[:, network.model.conditions.index(condition)]
        prior = prior / prior.sum()
    chosen = int(rng.choice(len(prior), p=prior))
    of_set = np.flatnonzero(network.worlds.set_of == chosen)
    world = int(rng.choice(of_set, p=network.worlds.chance[of_set]))
    truth = {}
    for id_, table in network.tables.items():
        column = network.worlds.mechanisms_of[world] if table.layer == BY_MECHANISMS else chosen
        truth[id_] = str(rng.choice(table.values, p=table.chances[:, column]))
    members = np.flatnonzero(network.worlds.members[chosen])
    return SimulatedPerson(
        knowledge, seed, age, sex, tuple(network.model.conditions[k] for k in members), truth
    )


@dataclass(frozen=True)
class Interviewed:
    """A finished interview: the case, the pages it took, why it ended, and what was asked in order."""

    case: Case
    pages: int
    stopped: Stop
    path: tuple[str, ...]


def interview(knowledge: Knowledge, person: Answering) -> Interviewed:
    """Ask a person until the interview stops. A page counts once; a long checklist counts twice."""
    case, pages = Case(), 0
    path: list[str] = []
    while True:
        step = next_step(knowledge, case)
        if step.question is None:
            assert step.stopped is not None
            return Interviewed(case, pages, step.stopped, tuple(path))
        asked = ask_step(knowledge, case, step)
        path.append(step.page.id if step.page else step.question.id)
        pages += 1 + sum(q.kind is Kind.CHECKLIST and len(q.choices) > LONG_CHECKLIST for q in asked)
        for question in asked:
            case = case.answer(question.id, person.answer(question))
        while step.page is not None and (more := list(open_questions(knowledge, step.page, case))):
            for question in more:
                case = case.answer(question.id, person.answer(question))


def ask_step(knowledge: Knowledge, case: Case, step: Step) -> list[Question]:
    """The questions that one step puts on the screen."""
    assert step.question is not None
    return list(open_questions(knowledge, step.page, case)) if step.page else [step.question]


def ask_everything(knowledge: Knowledge, person: SimulatedPerson) -> Case:
    """The case when every question that applies in person mode was asked."""
    case = Case()
    asked = True
    while asked:
        asked = False
        for question in knowledge.questions.values():
            if question.mode == "person" and is_open(knowledge, question, case):
                case = case.answer(question.id, person.answer(question))
                asked = True
    return case
