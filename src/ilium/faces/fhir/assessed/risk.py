"""The ranking as a RiskAssessment: a probability in percent for every condition, each with its range."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.conditions import shown
from ilium.faces.fhir.assessed.dossier import Dossier, Made, Plain, notes
from ilium.faces.fhir.assessed.likelihood import Interval, often, percent, said, uncertain
from ilium.faces.fhir.assessed.observations import seen_in

UNLISTED = "unlisted"


def risk(dossier: Dossier) -> Iterator[Made]:
    """The probabilities of all conditions, of the families that hold several, and of none of them."""
    likelier = [f"{one.clinical_name}: {said(one.probability, one.interval)}." for one in shown(dossier)]
    seen = [name for question in dossier.case.answers for name in seen_in(dossier, question)]
    yield dossier.make(
        "RiskAssessment",
        "ranking",
        [dossier.first, words.RISK, *likelier, dossier.not_a_diagnosis],
        status="preliminary",
        method={"text": words.METHOD},
        code={"text": words.RISK},
        subject=dossier.subject,
        occurrenceDateTime=dossier.today,
        performer=dossier.software,
        basis=[
            dossier.to("QuestionnaireResponse", "answers"),
            *(dossier.to("Observation", name) for name in seen),
        ],
        prediction=list(_predictions(dossier)),
        note=notes(
            dossier.first,
            words.RANGE_NOTE,
            *(one.text for one in dossier.result.cannot_separate),
            dossier.not_a_diagnosis,
        ),
    )


def _predictions(dossier: Dossier) -> Iterator[Plain]:
    knowledge, result = dossier.knowledge, dossier.result
    for one in result.conditions:
        concept = dossier.concept(one.id, one.clinical_name, knowledge.conditions[one.id].codes, one.name)
        yield _prediction(dossier, concept, one.probability, one.interval)
    for family in result.families:
        members = [one.clinical_name for one in result.conditions if one.family == family.id]
        if len(members) > 1:
            text = words.FAMILY.format(name=family.clinical_name, members="; ".join(members))
            concept = dossier.concept(family.id, text, display=family.name)
            yield _prediction(dossier, concept, family.probability, family.interval)
    none = dossier.concept(UNLISTED, words.UNLISTED)
    yield _prediction(dossier, none, result.unlisted, result.unlisted_interval)


def _prediction(dossier: Dossier, outcome: Plain, probability: float, interval: Interval) -> Plain:
    """One outcome. It holds for today: without a time, FHIR takes a whole life."""
    how, far = often(probability, interval)
    likely = words.LIKELY.format(often=how, far=far)
    return {
        "extension": [uncertain(interval)],
        "outcome": outcome,
        "probabilityDecimal": percent(probability),
        "whenPeriod": {"start": dossier.today, "end": dossier.today},
        "rationale": f"{outcome['text']}: {said(probability, interval)}. {likely}.",
    }
