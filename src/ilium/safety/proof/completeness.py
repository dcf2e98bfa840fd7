"""Checks that need no solver: every level can be told, and the envelope speaks of what can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.safety.proof.envelope import unsayable
from ilium.safety.proof.theorems import CounterExample, Result, Status, Subject
from ilium.safety.urgency import decide_urgency


def prove_sayable(subject: Subject) -> Result:
    """Every answer that the envelope names can be given."""
    start = perf_counter()
    broken = [
        CounterExample(found.about, found.what) for found in unsayable(subject.knowledge, subject.envelope)
    ]
    claim = "Every question, option and answer that the envelope names can be asked and given."
    shown = len(subject.envelope.demands) + len(subject.envelope.silence) + len(subject.envelope.traps)
    return _result("sayable", claim, broken, shown, start)


def prove_totality(subject: Subject) -> Result:
    """Whatever comes out can be told: each level has its words, and everybody to see can be reached."""
    start = perf_counter()
    broken = [CounterExample(about, what) for about, what in _untold(subject.knowledge)]
    claim = "Every level has its words, and every rule names somebody who can be reached from anywhere."
    shown = len(Level) + len(subject.knowledge.red_flags) + len(subject.knowledge.losses)
    return _result("totality", claim, broken, shown, start)


def _result(id_: str, claim: str, broken: list[CounterExample], shown: int, start: float) -> Result:
    status = Status.REFUTED if broken else Status.PROVED
    return Result(id_, claim, status, shown, perf_counter() - start, tuple(broken))


def _untold(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    told = {text.id for text in knowledge.urgency.levels if text.name and text.do}
    yield from ((level.value, "words for this level") for level in Level if level not in told)
    reached = {who.id for who in knowledge.urgency.who if who.reach.get("default")}
    for id_, who in _asked_for(knowledge):
        if who not in reached:
            yield id_, f"how to reach '{who}'"
    quiet = decide_urgency(knowledge, ()) if Level.SELF_CARE in told else None
    if quiet is not None and quiet.level is not Level.SELF_CARE:
        yield Level.SELF_CARE.value, "self-care when nothing asks for more"


def _asked_for(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Who is named where."""
    yield from ((text.id.value, text.who) for text in knowledge.urgency.levels)
    yield from ((rule.id, rule.who) for rule in knowledge.red_flags.values())
    yield from ((loss.id, loss.who) for loss in knowledge.losses.values())
    for question in knowledge.questions.values():
        if question.unsure is not None:
            yield question.id, question.unsure.who
