"""The answers themselves, as a QuestionnaireResponse that reads back to the same case."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.explanation.wording import say_answer
from ilium.faces.fhir.assessed.dossier import Dossier, Made
from ilium.faces.fhir.assessed.observations import told_in
from ilium.faces.fhir.responses import to_response


def answers(dossier: Dossier) -> Iterator[Made]:
    """The response, with check-ins and all."""
    parts = to_response(dossier.knowledge, dossier.whole, dossier.day)
    told = (say_answer(dossier.knowledge, question.id, answer) for question, answer in told_in(dossier))
    del parts["resourceType"]
    by_person = dossier.subject if dossier.case.mode == "person" else None
    yield dossier.make(
        "QuestionnaireResponse", "answers", told, **parts, subject=dossier.subject, source=by_person
    )
