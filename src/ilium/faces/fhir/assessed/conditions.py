"""The likelier conditions, each as what it is: provisional, or one of several."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.assessment import WORTH_REASONS
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.dossier import Dossier, Made, Plain, listed, notes
from ilium.faces.fhir.assessed.likelihood import often, said, uncertain
from ilium.faces.fhir.assessed.observations import seen_in
from ilium.result import ConditionShown

MORE_LIKELY_THAN_NOT = 0.5


def conditions(dossier: Dossier) -> Iterator[Made]:
    """The first condition of the ranking, and whatever else is likely enough to be named in a record."""
    yield from (_condition(dossier, one) for one in shown(dossier))


def shown(dossier: Dossier) -> Iterator[ConditionShown]:
    """The conditions that become resources. The ranking holds all of them, however unlikely."""
    for place, one in enumerate(dossier.result.conditions):
        if place == 0 or one.probability >= WORTH_REASONS:
            yield one


def _condition(dossier: Dossier, one: ConditionShown) -> Made:
    """A condition. Nobody has found it, so it has no clinical status; its standing says what it is."""
    provisional = one.probability >= MORE_LIKELY_THAN_NOT
    how, far = often(one.probability, one.interval)
    form = words.PROVISIONAL if provisional else words.DIFFERENTIAL
    standing = form.format(often=how, far=far, not_a_diagnosis=dossier.not_a_diagnosis)
    known = dossier.knowledge.conditions[one.id]
    return dossier.make(
        "Condition",
        one.id,
        [dossier.first, f"{one.clinical_name}. {said(one.probability, one.interval)}", standing],
        extension=[uncertain(one.interval)],
        verificationStatus=_status(provisional),
        category=[listed("condition-category", "encounter-diagnosis", "Encounter Diagnosis")],
        code=dossier.concept(one.id, one.clinical_name, known.codes, display=one.name),
        bodySite=[_site(dossier, id_) for id_ in known.structures],
        subject=dossier.subject,
        recordedDate=dossier.today,
        evidence=_evidence(dossier, one),
        note=notes(dossier.first, f"{said(one.probability, one.interval)}. {standing}"),
    )


def _status(provisional: bool) -> Plain:
    code = ("provisional", "Provisional") if provisional else ("differential", "Differential")
    return listed("condition-ver-status", *code)


def _site(dossier: Dossier, structure: str) -> Plain:
    known = dossier.knowledge.structures[structure]
    return dossier.concept(structure, known.clinical_name, display=known.name)


def _evidence(dossier: Dossier, one: ConditionShown) -> list[Plain]:
    """What speaks for it, the strongest first: in words, and the observations."""
    found = []
    for reason in one.for_:
        detail = [dossier.to("Observation", name) for name in seen_in(dossier, reason.question)]
        found.append({"code": [{"text": reason.text}]} | ({"detail": detail} if detail else {}))
    return found
