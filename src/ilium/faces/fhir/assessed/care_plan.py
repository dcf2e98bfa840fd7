"""The plan as a CarePlan: what to do, what is held back and why, and when to look again."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.care.medicine_advice import MedicineHeldBack, MedicineShown
from ilium.care.plan import ActionShown, HeldBack, NetStep
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.conditions import shown
from ilium.faces.fhir.assessed.dossier import Dossier, Made, Plain, notes, unique
from ilium.faces.telling.soon import time_words

DRUG = "MedicationRequest"


def care_plan(dossier: Dossier) -> Iterator[Made]:
    """The plan, as a proposal that nobody has signed."""
    plan, today = dossier.result.plan, dossier.today
    uncertain = words.UNCERTAIN if plan.uncertain else ""
    activities = list(_activities(dossier))
    yield dossier.make(
        "CarePlan",
        "plan",
        [
            dossier.first,
            words.PLAN_NOTE,
            uncertain,
            *(_line(one["detail"]) for one in activities),
            plan.safety_net.text,
        ],
        status="draft",
        intent="proposal",
        title=words.PLAN_TITLE,
        description=plan.safety_net.text,
        subject=dossier.subject,
        period={"start": today},
        created=today,
        author=dossier.software,
        addresses=[dossier.to("Condition", one.id) for one in shown(dossier)],
        supportingInfo=[dossier.to("Flag", "urgency"), dossier.to("RiskAssessment", "ranking")],
        activity=activities,
        note=_notes(dossier, uncertain),
    )


def _notes(dossier: Dossier, uncertain: str) -> list[Plain]:
    plan = dossier.result.plan
    return notes(
        dossier.first,
        words.PLAN_NOTE,
        uncertain,
        plan.medicine_note if plan.medicines else "",
        *(one.text for one in dossier.result.would_change),
        dossier.not_a_diagnosis,
    )


def _activities(dossier: Dossier) -> Iterator[Plain]:
    plan = dossier.result.plan
    yield _detail(_be_seen(dossier))
    yield from (_detail(_action(dossier, one)) for one in plan.actions)
    yield from (_detail(_medicine(dossier, one)) for one in plan.medicines)
    yield from (_detail(_step(dossier, one)) for one in plan.safety_net.steps)
    yield from (_detail(_held_back(dossier, one)) for one in plan.held_back)
    if plan.medicines_asked:
        yield from (_detail(_medicine_held_back(dossier, one)) for one in plan.medicines_held_back)


def _detail(parts: Plain) -> Plain:
    return {"detail": {key: part for key, part in parts.items() if part not in (None, "", [])}}


def _be_seen(dossier: Dossier) -> Plain:
    """How soon to be seen and by whom: what comes before all else."""
    urgency = dossier.result.urgency
    return {
        "code": dossier.concept(urgency.level.value, urgency.name),
        "status": "not-started",
        "doNotPerform": False,
        "scheduledString": time_words(urgency.level, urgency.within_hours),
        "description": _joined(
            [dossier.first, urgency.do, words.SEE.format(who=urgency.who, reach=urgency.reach)]
        ),
    }


def _action(dossier: Dossier, one: ActionShown) -> Plain:
    stop = words.STOP_WITH_IT.format(signs=" ".join(one.stop_signs)) if one.stop_signs else ""
    told = [one.aim, *one.how, one.dose, one.progression, stop, one.right_for]
    return {
        "code": dossier.concept(one.id, one.name),
        "status": "not-started",
        "doNotPerform": False,
        "scheduledString": one.dose,
        "description": _joined(told),
    }


def _medicine(dossier: Dossier, one: MedicineShown) -> Plain:
    limits = [words.MOST_A_DAY.format(most=one.max_per_day), words.FOR_DAYS.format(days=one.days)]
    stop = words.STOP_WITH_IT.format(signs=" ".join(one.stop_signs)) if one.stop_signs else ""
    told = [one.product, one.dose, f"{', '.join(limits)}.", *one.how, *one.why, stop, one.about]
    return {
        "kind": DRUG,
        "code": dossier.concept(one.id, one.name),
        "status": "not-started",
        "doNotPerform": False,
        "scheduledString": one.dose,
        "productCodeableConcept": {"text": one.product},
        "description": _joined(told),
    }


def _step(dossier: Dossier, one: NetStep) -> Plain:
    """A day to look again: its date where the case has one."""
    when: Plain = {"scheduledString": words.DAY.format(day=one.day)}
    if one.date is not None:
        when = {"scheduledPeriod": {"start": one.date.isoformat(), "end": one.date.isoformat()}}
    coded = dossier.concept(one.id, words.LOOK_AGAIN)
    return {"code": coded, "status": "not-started", "doNotPerform": False, **when, "description": one.text}


def _held_back(dossier: Dossier, one: HeldBack) -> Plain:
    """What must not be done while this plan holds, and why."""
    return {
        "code": dossier.concept(one.id, one.name),
        "status": "not-started",
        "statusReason": {"text": one.text},
        "doNotPerform": True,
        "description": words.HELD_BACK.format(text=one.text),
    }


def _medicine_held_back(dossier: Dossier, one: MedicineHeldBack) -> Plain:
    return {
        "kind": DRUG,
        "code": dossier.concept(one.id, one.name),
        "status": "not-started",
        "statusReason": {"text": one.text},
        "doNotPerform": True,
        "description": words.HELD_BACK.format(text=one.text),
    }


def _joined(told: list[str]) -> str:
    return " ".join(unique(part for part in told if part))


def _line(detail: Plain) -> str:
    return f"{detail['code']['text']}. {detail['description']}"
