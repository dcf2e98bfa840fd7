"""What the answers say, as items: how soon to be seen, by whom and why. An emergency is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ilium.answers.case import Case
from ilium.assessment import show_urgency
from ilium.care.cautions import questions_for
from ilium.faces.fhir import layout, words
from ilium.faces.fhir.names import CONCEPTS
from ilium.faces.fhir.question_items import note
from ilium.faces.telling.soon import time_words
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.result import UrgencyShown
from ilium.verdict import reach_verdict

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A group that tells what to do, and the answers that stand in it."""

    group: Plain
    answers: list[Plain]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants after the questions: to go on with them, or to be asked about medicines."""

    go_on: bool
    medicines: bool


def tell_urgency(knowledge: Knowledge, case: Case, wishes: Wishes) -> Told:
    """How soon to be seen. In an emergency one can go on all the same; else with questions on medicines."""
    urgency = show_urgency(knowledge, case, reach_verdict(knowledge, case))
    level = {"system": CONCEPTS, "code": urgency.level.value, "display": urgency.name}
    emergency = urgency.level is Level.EMERGENCY_NOW
    items = [note(layout.TOLD_DO, f"{urgency.name}. {urgency.do}"), *_notes(urgency, emergency=emergency)]
    items.append(_urgency(level))
    inner = [{"linkId": layout.TOLD_URGENCY, "text": words.HOW_SOON, "answer": [{"valueCoding": level}]}]
    if emergency:
        _offer(layout.GO_ON, words.GO_ON, items, inner, chosen=wishes.go_on)
    elif questions_for(knowledge, case.country):
        _offer(layout.MEDICINES, words.MEDICINES, items, inner, chosen=wishes.medicines)
    group = {"linkId": layout.TOLD, "text": words.TOLD}
    return Told(group | {"type": "group", "item": items}, [group | {"item": inner}])


def wishes_in(response: Plain) -> Wishes:
    """What somebody wants after the questions, as a response says it."""
    told = [one for one in response.get("item", []) if one.get("linkId") == layout.TOLD]
    chosen = {
        inner.get("linkId")
        for group in told
        for inner in group.get("item", [])
        for value in inner.get("answer", [])
        if value.get("valueBoolean") is True
    }
    return Wishes(layout.GO_ON in chosen, layout.MEDICINES in chosen)


def _offer(link_id: str, text: str, items: list[Plain], inner: list[Plain], *, chosen: bool) -> None:
    item = {"linkId": link_id, "text": text}
    items.append(item | {"type": "boolean", "required": False})
    inner += [item | {"answer": [{"valueBoolean": True}]}] if chosen else []


def _notes(urgency: UrgencyShown, *, emergency: bool) -> list[Plain]:
    who = words.WHO.format(who=urgency.who, reach=urgency.reach)
    called = f"{words.CALL.format(number=urgency.emergency_number)} {who}" if emergency else who
    when = f"{time_words(urgency.level, urgency.within_hours)}."
    notes = [note(layout.TOLD_WHEN, when), note(layout.TOLD_WHO, called)]
    reasons = " ".join(f"{one.text} {one.check}".rstrip() for one in urgency.reasons)
    if reasons:
        notes.append(note(layout.TOLD_WHY, words.REASONS.format(reasons=reasons)))
    if not emergency:
        signs = "; ".join(urgency.emergency_signs)
        notes.append(note(layout.TOLD_SIGNS, words.SIGNS.format(signs=signs)))
    return [*notes, note(layout.TOLD_ABOUT, words.NOT_A_DIAGNOSIS)]


def _urgency(level: Plain) -> Plain:
    """The level for programs: it is worked out, so nobody can choose it."""
    item: Plain = {"linkId": layout.TOLD_URGENCY, "text": words.HOW_SOON, "type": "choice"}
    return item | {"required": False, "readOnly": True, "answerOption": [{"valueCoding": level}]}
