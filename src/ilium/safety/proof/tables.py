"""What the running program does about one rule, on every state of what the rule looks at.

For each rule, and for each safety question left unsure, the program itself is run on all values of the
questions concerned: every word, every way to be missing, numbers at, between and around each limit. Values
that no comparison of the rule tells apart, by the word of the program, stand for each other. Where that
leaves too many states, so do answers for which the program finds a whole part of the rule alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Union

import z3

from ilium.answers.case import Case, Past, Told
from ilium.answers.values import LISTS, Answer, Itemised, Missing
from ilium.knowledge.expressions import All as AllOf
from ilium.knowledge.expressions import Answered, AtLeast, Expression, Fires, Measured
from ilium.knowledge.expressions import Any as AnyOf
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import RedFlag
from ilium.safety.evaluation import holds, leaves
from ilium.safety.past import told
from ilium.safety.proof.formulas import Ground, grade
from ilium.safety.proof.logic import any_of
from ilium.safety.proof.states import State, real
from ilium.safety.proof.vocabulary import ANSWERED, MISSING, Slot
from ilium.safety.urgency import NOT_ASKED, UNSURE, decide_urgency, is_missing, raise_red_flags

Signature = tuple[object, ...]
Leaf = Answered | Measured
MANY = 20_000
"""Above so many states that differ in a comparison, whole parts of a rule are compared instead."""
Branch = Union[bool, "Fork"]
"""What the program does from some slot on: fires, does not, or it depends on the slot."""


@dataclass(frozen=True, eq=False)
class Fork:
    """A slot, and for each of its values what follows."""

    slot: Slot
    then: tuple[Branch, ...]


@dataclass(frozen=True)
class Value:
    """One value of a slot, as an answer to the program and as a formula."""

    said: Answer
    when: z3.BoolRef


@dataclass
class Table:
    """What the running program does about one ground, on every state of the questions it looks at."""

    knowledge: Knowledge
    state: State
    ground: Ground
    runs: int = 0
    """How many states the program was run on; the others differ from these in nothing that it tells apart."""
    known: dict[tuple[int, Signature], Branch] = field(default_factory=dict, repr=False)
    forks: dict[tuple[Slot, tuple[Branch, ...]], Fork] = field(default_factory=dict, repr=False)
    """Every fork once, so that equal ones are the same."""
    strays: list[Case] = field(default_factory=list, repr=False)
    """States in which a past does not count as the formulas say."""
    looks: dict[int, frozenset[Slot]] = field(default_factory=dict, repr=False)
    """The slots of each part of the rule."""

    def __post_init__(self) -> None:
        """Run the program."""
        self.question = self.knowledge.questions.get(self.ground.id.removeprefix(UNSURE))
        self.leaves = self._leaves()
        self.fires = self._program()
        self.slots = sorted(self._slots(), key=self._turn)
        self.values = {
            slot: [(value, self._sign(slot, value.said)) for value in self._values(slot)]
            for slot in self.slots
        }
        self.many = math.prod(len({sign for _, sign in known}) for known in self.values.values()) > MANY
        self.formula = self._formula(self._branch(0, {}, ()), {})

    @property
    def states(self) -> int:
        """How many states the table covers; a limit, or a stretch between two, is one value."""
        lists = {slot.question for slot in self.slots if slot.item is not None}
        sizes = dict.fromkeys(lists, 1)
        for slot in self.slots:
            if slot.item is not None:
                sizes[slot.question] *= len(self.values[slot])
        whole = [
            len(self.values[slot]) for slot in self.slots if slot.item is None and slot.question not in lists
        ]
        return math.prod(whole) * math.prod(size + len(MISSING) for size in sizes.values())

    def _leaves(self) -> list[Leaf]:
        rule = self.knowledge.red_flags.get(self.ground.id)
        if rule is not None:
            return leaves(self.knowledge, rule.when)
        assert self.question is not None
        return [] if self.question.ask_when is None else leaves(self.knowledge, self.question.ask_when)

    def _program(self) -> Callable[[Case], bool]:
        """Whether the ground is among the reasons for the level, and lifts it as far as it says."""
        asked = {} if self.question is None else {self.question.id: self.question}
        alone = replace(
            self.knowledge, questions=asked, red_flags=OneRule(self.knowledge.red_flags, self.ground.id)
        )
        ids = {self.ground.id} if self.question is None else {self.ground.id, NOT_ASKED}

        def fires(case: Case) -> bool:
            urgency = decide_urgency(alone, raise_red_flags(alone, case))
            mine = [reason for reason in urgency.reasons if reason.rule in ids]
            lifts = grade(urgency.level, urgency.within_hours) >= self.ground.grade
            told = [grade(reason.level, reason.within_hours) for reason in mine]
            return told == [self.ground.grade] and lifts

        return fires

    def _slots(self) -> Iterator[Slot]:
        """The slots that the ground looks at, in the order of the questions."""
        named = {(leaf.question, getattr(leaf, "item", None)) for leaf in self.leaves}
        for slot in self.state.words:
            mine = self.question is not None and slot.question == self.question.id and self._counts(slot)
            whole = slot.item is None and slot.question in self.ground.questions
            if mine or whole or slot in named:
                yield slot

    def _turn(self, slot: Slot) -> tuple[int, bool]:
        """Slots in the order in which the ground names them; a list as a whole before its items."""
        if slot.item is None:
            named = [Slot(leaf.question) for leaf in self.leaves]
        else:
            named = [Slot(leaf.question, getattr(leaf, "item", None)) for leaf in self.leaves]
        return (named.index(slot) if slot in named else len(named), slot.item is not None)

    def _counts(self, slot: Slot) -> bool:
        """Whether a slot of a safety question left unsure counts: every option of a list does."""
        assert self.question is not None
        return slot.item is None or self.question.kind in LISTS

    def _values(self, slot: Slot) -> Iterator[Value]:
        words = self.state.words[slot]
        for word, when in words.items():
            if word == ANSWERED and slot.question in self.state.numbers:
                yield from self._numbers(slot.question, when)
            elif word == ANSWERED:
                yield Value(word, when)
            else:
                yield Value(Missing(word) if word in MISSING else word, when)

    def _numbers(self, question: str, given: z3.BoolRef) -> Iterator[Value]:
        """A number at each limit, and between limits: in the middle, and as near to them as numbers come."""
        number, form = self.state.numbers[question], self.knowledge.forms[question]
        low, high = form.minimum or 0.0, form.maximum if form.maximum is not None else 1e6
        limits = {low, high} | {
            limit
            for leaf in self.leaves
            if isinstance(leaf, Measured) and leaf.question == question
            for limit in (leaf.at_least, leaf.below)
            if limit is not None and low <= limit <= high
        }
        points = sorted(limits)
        for point in points:
            yield Value(point, z3.And(given, number == real(point)))
        for one, other in pairwise(points):
            between = z3.And(given, number > real(one), number < real(other))
            near = (math.nextafter(one, other), (one + other) / 2, math.nextafter(other, one))
            yield from (Value(said, between) for said in near)

    def _branch(self, place: int, said: dict[Slot, Answer], seen: Signature) -> Branch:
        """The table from one slot on. States alike to every comparison so far go on as one."""
        outlined = self.many and place < len(self.slots)
        key = (place, self._outline(place, said) if outlined else seen)
        if key not in self.known:
            self.known[key] = self._run(said) if place == len(self.slots) else self._fork(place, said, seen)
        return self.known[key]

    def _outline(self, place: int, said: dict[Slot, Answer]) -> Signature:
        """What the program makes of the answers so far: the truth of each part that they decide."""
        case, decided = self._case(said), frozenset(self.slots[:place])
        lists = tuple(said.get(Slot(slot.question)) == ANSWERED for slot in self.slots[place:] if slot.item)
        question = self.question
        if question is None:
            return (*lists, self._truths(self.knowledge.red_flags[self.ground.id].when, decided, case))
        gate = None if question.ask_when is None else self._truths(question.ask_when, decided, case)
        answer = case.answer_to(question.id)
        if isinstance(answer, Itemised):
            rest = [c.id for c in question.choices if Slot(question.id, c.id) not in decided]
            case = case.answer(question.id, Itemised({**answer.items, **dict.fromkeys(rest, "no")}))
        return (*lists, gate, Slot(question.id) in decided and is_missing(question, case) is not None)

    def _truths(self, expression: Expression, decided: frozenset[Slot], case: Case) -> object:
        """The truth of an expression if all its answers are in, else those of its parts."""
        if self._looks_at(expression) <= decided:
            return holds(self.knowledge, expression, case)
        match expression:
            case AllOf(all=parts) | AnyOf(any=parts) | AtLeast(of=parts):
                return tuple(self._truths(part, decided, case) for part in parts)
            case Fires(rule=rule):
                return self._truths(self.knowledge.red_flags[rule].when, decided, case)
            case _:
                return None

    def _looks_at(self, expression: Expression) -> frozenset[Slot]:
        """The slots of an expression."""
        key = id(expression)
        if key not in self.looks:
            found = leaves(self.knowledge, expression)
            items = {Slot(leaf.question, getattr(leaf, "item", None)) for leaf in found}
            self.looks[key] = frozenset(items | {Slot(leaf.question) for leaf in found})
        return self.looks[key]

    def _run(self, said: dict[Slot, Answer]) -> bool:
        self.runs += 1
        case = self._case(said)
        fires = self.fires(case)
        if self.question is None:
            now = told(self.knowledge, self.ground.id, case)
            pasts = pasts_of(self.knowledge, self.ground.id, now, fires=fires)
            if any(self.fires(replace(case, past=past)) != wanted for past, wanted in pasts):
                self.strays.append(case)
        return fires

    def _fork(self, place: int, said: dict[Slot, Answer], seen: Signature) -> Branch:
        slot = self.slots[place]
        if slot.item is not None and said[Slot(slot.question)] != ANSWERED:
            return self._branch(place + 1, said, seen)
        then = tuple(
            self._branch(place + 1, {**said, slot: value.said}, (*seen, sign))
            for value, sign in self.values[slot]
        )
        if all(branch is then[0] for branch in then):
            return then[0]
        return self.forks.setdefault((slot, then), Fork(slot, then))

    def _formula(self, branch: Branch, made: dict[Branch, z3.BoolRef]) -> z3.BoolRef:
        """A branch as a formula; each fork is written once."""
        if isinstance(branch, bool):
            return z3.BoolVal(branch)
        if branch not in made:
            ways: dict[Branch, list[z3.BoolRef]] = {}
            for (value, _), then in zip(self.values[branch.slot], branch.then, strict=True):
                ways.setdefault(then, []).append(value.when)
            parts = [
                z3.And(any_of(whens), self._formula(then, made))
                for then, whens in ways.items()
                if then is not False
            ]
            made[branch] = any_of(parts)
        return made[branch]

    def _sign(self, slot: Slot, said: Answer) -> Signature:
        """What the program makes of one value: each comparison on it, and whether it is missing."""
        case = self._case({Slot(slot.question): ANSWERED, slot: said})
        told = [holds(self.knowledge, leaf, case) for leaf in self.leaves if leaf.question == slot.question]
        whole = said == ANSWERED and slot.item is None
        if self.question is None or slot.question != self.question.id or slot.item is None:
            missing = self.question is not None and is_missing(self.question, case) is not None
            return (*told, whole, missing)
        rest = {choice.id: "no" for choice in self.question.choices} | {str(slot.item): str(said)}
        if said is Missing.NOT_ASKED:
            del rest[str(slot.item)]
        return (*told, is_missing(self.question, Case(answers={slot.question: Itemised(rest)})) is not None)

    def _case(self, said: dict[Slot, Answer]) -> Case:
        """The answers as the program reads them."""
        answers: dict[str, Answer] = {}
        items: dict[str, dict[str, str]] = {}
        for slot, answer in said.items():
            if slot.item is not None:
                items.setdefault(slot.question, {})[slot.item] = str(answer)
            elif answer == ANSWERED:
                items.setdefault(slot.question, {})
            elif answer is not Missing.NOT_ASKED:
                answers[slot.question] = answer
        for question, words in items.items():
            kind = self.knowledge.questions[question].kind
            given = {item: word for item, word in words.items() if word != Missing.NOT_ASKED.value}
            answers[question] = Itemised(given) if kind in LISTS else 0.0
        return Case(answers=answers)


def pasts_of(knowledge: Knowledge, rule: str, now: Told, *, fires: bool) -> Iterator[tuple[Past, bool]]:
    """Every kind of past that a rule can have, and whether it asks for its level then.

    It may stand from before or not, rest with what is told now or with something else; so may another rule.
    """
    other = next(id_ for id_ in (*knowledge.red_flags, "") if id_ != rule)
    for stands in (False, True):
        armed = frozenset({rule}) if stands else frozenset[str]()
        yield Past(armed), stands or fires
        yield Past(armed, {rule: now}), False
        yield Past(armed, {rule: (*now, "something else")}), stands or fires
        yield Past(armed | {other}, {other: now}), stands or fires


@dataclass(frozen=True)
class OneRule(Mapping[str, RedFlag]):
    """One rule to be raised, or none, among all those that it may read in place."""

    rules: Mapping[str, RedFlag]
    id: str

    def __getitem__(self, id_: str) -> RedFlag:
        return self.rules[id_]

    def __iter__(self) -> Iterator[str]:
        return iter([self.id] if self.id in self.rules else [])

    def __len__(self) -> int:
        return int(self.id in self.rules)
