"""A whole assessment as one Bundle: the urgency first, and everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ilium.answers.case import Case
from ilium.assessment import assess
from ilium.faces.fhir.assessed.answers import answers
from ilium.faces.fhir.assessed.care_plan import care_plan
from ilium.faces.fhir.assessed.conditions import conditions
from ilium.faces.fhir.assessed.dossier import NOTHING_GIVEN, SOFTWARE, Dossier, Given, Made, Plain
from ilium.faces.fhir.assessed.flag import flag
from ilium.faces.fhir.assessed.observations import observations
from ilium.faces.fhir.assessed.provenance import provenance
from ilium.faces.fhir.assessed.record import record
from ilium.faces.fhir.assessed.risk import risk
from ilium.faces.fhir.assessed.subject import software, subject
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment
from ilium.safety.past import at_present

URI = "urn:ietf:rfc:3986"


def assess_to_bundle(knowledge: Knowledge, case: Case, today: date, given: Given = NOTHING_GIVEN) -> Plain:
    """The bundle of the assessment of a case; `today` is its day where it names none.

    The same case, day and knowledge give the same bytes.
    Raises ImpossibleAnswersError when no explanation in the knowledge allows the answers.
    """
    case = dated(case, today)
    return bundle(knowledge, case, assess(knowledge, case), given)


def dated(case: Case, today: date) -> Case:
    """The case with its day; one without a day takes today, or the last day that it speaks of."""
    looked = [*(one.date for one in case.check_ins), *(one.date for one in case.cleared)]
    return replace(case, today=case.today or max([today, *looked]))


def bundle(knowledge: Knowledge, case: Case, result: Assessment, given: Given = NOTHING_GIVEN) -> Plain:
    """The bundle of a case that has a day, and its assessment."""
    assert case.today is not None
    dossier = Dossier(knowledge, case, at_present(knowledge, case), case.today, result, given)
    made = list(_parts(dossier))
    made += provenance(dossier, made)
    return {
        "resourceType": "Bundle",
        "id": str(dossier.base),
        "meta": {"source": SOFTWARE},
        "identifier": {"system": URI, "value": f"urn:uuid:{dossier.base}"},
        "type": "collection",
        "timestamp": dossier.moment,
        "entry": [{"fullUrl": f"urn:uuid:{one.resource['id']}", "resource": one.resource} for one in made],
    }


def _parts(dossier: Dossier) -> Iterator[Made]:
    for part in (flag, subject, answers, observations, conditions, risk, care_plan, record, software):
        yield from part(dossier)
