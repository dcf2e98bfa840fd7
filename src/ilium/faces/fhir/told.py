"""What the answers say, as items: how soon to be seen, by whom and why. An emergency is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ilium.answers.case import Case
from ilium.assessment import show_urgency
from ilium.faces.fhir import layout, words
from ilium.faces.fhir.names import CONCEPTS
from ilium.faces.fhir.question_items import note
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


def tell_urgency(knowledge: Knowledge, case: Case, *, going_on: bool) -> Told:
    """How soon to be seen; in an emergency it can be chosen to go on all the same."""
    urgency = show_urgency(knowledge, case, reach_verdict(knowledge, case))
    level = {"system": CONCEPTS, "code": urgency.level.value, "display": urgency.name}
    emergency = urgency.level is Level.EMERGENCY_NOW
    items = [note(layout.TOLD_DO, f"{urgency.name}. {urgency.do}"), *_notes(urgency, emergency=emergency)]
    items.append(_urgency(level))
    inner = [{"linkId": layout.TOLD_URGENCY, "text": words.HOW_SOON, "answer": [{"valueCoding": level}]}]
    if emergency:
        go_on = {"linkId": layout.GO_ON, "text": words.GO_ON}
        items.append(go_on | {"type": "boolean", "required": False})
        inner += [go_on | {"answer": [{"valueBoolean": True}]}] if going_on else []
    group = {"linkId": layout.TOLD, "text": words.TOLD}
    return Told(group | {"type": "group", "item": items}, [group | {"item": inner}])


def goes_on(response: Plain) -> bool:
    """Whether the questions are to go on although help is needed now."""
    told = [one for one in response.get("item", []) if one.get("linkId") == layout.TOLD]
    inner = [one for group in told for one in group.get("item", []) if one.get("linkId") == layout.GO_ON]
    return any(value.get("valueBoolean") is True for one in inner for value in one.get("answer", []))


def _notes(urgency: UrgencyShown, *, emergency: bool) -> list[Plain]:
    who = words.WHO.format(who=urgency.who, reach=urgency.reach)
    called = f"{words.CALL.format(number=urgency.emergency_number)} {who}" if emergency else who
    notes = [note(layout.TOLD_WHO, called)]
    reasons = " ".join(f"{one.text} {one.check}".rstrip() for one in urgency.reasons)
    if reasons:
        notes.append(note(layout.TOLD_WHY, words.REASONS.format(reasons=reasons)))
    if not emergency:
        signs = "; ".join(urgency.emergency_signs)
        notes.append(note(layout.TOLD_SIGNS, words.SIGNS.format(signs=signs)))
    return notes


def _urgency(level: Plain) -> Plain:
    """The level for programs: it is worked out, so nobody can choose it."""
    item: Plain = {"linkId": layout.TOLD_URGENCY, "text": words.HOW_SOON, "type": "choice"}
    return item | {"required": False, "readOnly": True, "answerOption": [{"valueCoding": level}]}
