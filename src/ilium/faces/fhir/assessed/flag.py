"""The urgency as a Flag: how soon to be seen, by whom, and why."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.faces.fhir import names
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.dossier import Dossier, Made, Plain, extension, listed
from ilium.faces.telling.soon import time_words
from ilium.knowledge.levels import Level
from ilium.result import ReasonShown


def flag(dossier: Dossier) -> Iterator[Made]:
    """The flag of the urgency; every reason is an extension of it, the most urgent first."""
    urgency = dossier.result.urgency
    code = dossier.concept(urgency.level.value, f"{urgency.name}. {urgency.do}", display=urgency.name)
    yield dossier.make(
        "Flag",
        "urgency",
        told(dossier),
        extension=[
            extension("within-hours", valueQuantity=_hours(urgency.within_hours)),
            *(_reason(dossier, reason) for reason in urgency.reasons),
        ],
        status="active",
        category=[listed("flag-category", "clinical", "Clinical")],
        code=code,
        subject=dossier.subject,
        period={"start": dossier.today},
        author=dossier.software,
    )


def told(dossier: Dossier) -> Iterator[str]:
    """The urgency in words, what to do first."""
    urgency = dossier.result.urgency
    yield f"{urgency.name}. {urgency.do}"
    if urgency.level is Level.EMERGENCY_NOW:
        yield words.CALL.format(number=urgency.emergency_number)
    yield time_words(urgency.level, urgency.within_hours) + "."
    yield words.SEE.format(who=urgency.who, reach=urgency.reach)
    yield from (words.WHY.format(text=reason.text) for reason in urgency.reasons)
    signs = "; ".join(urgency.emergency_signs)
    if urgency.level is not Level.EMERGENCY_NOW and signs:
        yield words.SIGNS.format(number=urgency.emergency_number, signs=signs)
    yield dossier.not_a_diagnosis


def _hours(hours: int) -> Plain:
    return {"value": hours, "unit": "h", "system": names.UCUM, "code": "h"}


def _reason(dossier: Dossier, reason: ReasonShown) -> Plain:
    """One reason: the rule, its level, and its words."""
    parts: list[Plain] = [
        {"url": "rule", "valueCode": reason.rule},
        {"url": "level", "valueCode": reason.level.value},
        {"url": "text", "valueString": reason.text},
    ]
    if reason.check:
        parts.append({"url": "check", "valueString": reason.check})
    parts += [{"url": "source", "valueString": one.source} for one in reason.citations]
    return extension("reason", extension=parts)
