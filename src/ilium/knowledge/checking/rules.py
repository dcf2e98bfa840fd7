"""What rules say about answers can be said, and no rule waits for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ilium.answers.values import LISTS, Kind, Missing
from ilium.documents.problems import suggest
from ilium.knowledge.checking.faults import (
    URGENCY,
    Fault,
    Written,
    file_of,
    inner_entries,
    written_concepts,
    written_entries,
)
from ilium.knowledge.expressions import Answered, AtLeast, Fires, Measured
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Loss, RedFlag, Unsure

MISSING = tuple(way.value for way in Missing)
ITEM_WORDS = ("yes", "no", *MISSING)
LIST_WORDS = ("answered", *MISSING)


def check_expressions(knowledge: Knowledge) -> Iterator[Fault]:
    """Every expression compares a question with answers that it can have."""
    for written in written_entries(knowledge):
        match written.entry:
            case Answered():
                yield from _check_answered(knowledge, written, written.entry)
            case Measured():
                yield from _check_measured(knowledge, written, written.entry)
            case AtLeast(at_least=wanted, of=parts) if wanted > len(parts):
                what = f"{wanted} of {len(parts)} parts can never hold."
                yield written.fault(("at_least",), what, f"Ask for at most {len(parts)}.")


def _check_answered(knowledge: Knowledge, written: Written, answered: Answered) -> Iterator[Fault]:
    form = knowledge.forms[answered.question]
    if answered.item is not None and form.kind not in LISTS:
        what = f"'{form.id}' is no list, so it has no items."
        yield written.fault(("item",), what, "Leave 'item' out.")
        return
    if answered.item is not None and answered.item not in form.words:
        what = f"'{form.id}' has no item '{answered.item}'."
        yield written.fault(("item",), what, suggest(answered.item, form.words))
    valid = _words(form.kind, form.words, answered.item)
    for number, word in enumerate(answered.is_):
        if word not in valid:
            what = f"'{form.id}' is never answered '{word}'."
            yield written.fault(("is", number), what, suggest(word, valid))


def _words(kind: Kind, words: tuple[str, ...], item: str | None) -> tuple[str, ...]:
    if item is not None:
        return ITEM_WORDS
    if kind in LISTS:
        return LIST_WORDS
    return (*words, *MISSING)


def _check_measured(knowledge: Knowledge, written: Written, measured: Measured) -> Iterator[Fault]:
    form = knowledge.forms[measured.question]
    if form.kind is not Kind.NUMBER:
        what = f"'{form.id}' asks for no number."
        yield written.fault(("question",), what, "Compare it by 'is'.")
    if measured.at_least is not None and measured.below is not None and measured.at_least >= measured.below:
        what = "no number is both at least and below these limits."
        yield written.fault(("below",), what, "Write the higher limit as 'below'.")


def check_circles(knowledge: Knowledge) -> Iterator[Fault]:
    """No rule reads itself through other rules, and no question waits for its own answer."""
    rules = {
        id_: {w.entry.rule for w in inner_entries(written) if isinstance(w.entry, Fires)}
        for id_, written in written_concepts(knowledge, "red_flags")
    }
    yield from (
        Fault(file_of("red_flags", id_), ("when",), f"the rule '{id_}' reads itself.", _BREAK)
        for id_ in rules
        if _comes_back(rules, id_)
    )
    questions = {id_: _waits_for(written, rules, knowledge) for id_, written in _questions(knowledge)}
    yield from (
        Fault(file_of("questions", id_), ("ask_when",), f"'{id_}' waits for its own answer.", _BREAK)
        for id_ in questions
        if _comes_back(questions, id_)
    )


_BREAK = "Break the circle."


def _questions(knowledge: Knowledge) -> Iterator[tuple[str, Written]]:
    return written_concepts(knowledge, "questions")


def _waits_for(written: Written, rules: Mapping[str, set[str]], knowledge: Knowledge) -> set[str]:
    """The questions whose answers decide whether a question is asked."""
    read = {w.entry.rule for w in inner_entries(written) if isinstance(w.entry, Fires)}
    read = read.union(*(_reachable(rules, rule) for rule in read))
    entries = [w.entry for w in inner_entries(written)]
    for rule in read:
        entries += [w.entry for w in inner_entries(Written("", (), knowledge.red_flags[rule]))]
    return {entry.question for entry in entries if isinstance(entry, (Answered, Measured))}


def _comes_back(steps: Mapping[str, set[str]], start: str) -> bool:
    return start in _reachable(steps, start)


def _reachable(steps: Mapping[str, set[str]], start: str) -> set[str]:
    """Everything that one or more steps lead to."""
    found: set[str] = set()
    waiting = list(steps[start])
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(steps[step])
    return found


def check_urgency(knowledge: Knowledge) -> Iterator[Fault]:
    """All five levels are told once, and everybody can be reached from everywhere."""
    urgency = knowledge.urgency
    told = [text.id for text in urgency.levels]
    for level in Level:
        if told.count(level) != 1:
            what = f"the level '{level.value}' is told {told.count(level)} times."
            yield Fault(URGENCY, ("levels",), what, "Tell each of the five once.")
    for number, who in enumerate(urgency.who):
        if "default" not in who.reach:
            what = f"nothing says how to reach '{who.id}' elsewhere."
            yield Fault(URGENCY, ("who", number, "reach"), what, "Add 'default'.")
    if "default" not in urgency.emergency_numbers:
        what = "nothing says which emergency number to call elsewhere."
        yield Fault(URGENCY, ("emergency_numbers",), what, "Add 'default'.")
    for key, mark in (("not_sure", "{topic}"), ("not_asked", "{topics}")):
        if mark not in getattr(urgency, key):
            yield Fault(
                URGENCY, (key,), f"'{mark}' is missing, so nobody learns what it is about.", "Add it."
            )


def check_hours(knowledge: Knowledge) -> Iterator[Fault]:
    """Nothing at a level waits longer than the level allows."""
    longest = {text.id: text.within_hours for text in knowledge.urgency.levels}
    for written in written_entries(knowledge):
        match written.entry:
            case (RedFlag() | Loss() | Unsure()) as entry if entry.within_hours > longest.get(
                entry.level, entry.within_hours
            ):
                what = f"{entry.within_hours} hours are too long for '{entry.level.value}'."
                yield written.fault(("within_hours",), what, f"Give at most {longest[entry.level]}.")
