"""The answers themselves, as a QuestionnaireResponse that reads back to the same case."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.explanation.wording import say_answer
from ilium.faces.fhir.assessed.dossier import Dossier, Made
from ilium.faces.fhir.assessed.observations import told_in
from ilium.faces.fhir.responses import to_response
from ilium.faces.fhir.taken_from import mark


def answers(dossier: Dossier) -> Iterator[Made]:
    """The response, with check-ins and all."""
    parts = to_response(dossier.knowledge, dossier.whole, dossier.day)
    told = (say_answer(dossier.knowledge, question.id, answer) for question, answer in told_in(dossier))
    del parts["resourceType"]
    if "item" in parts:
        parts["item"] = mark(parts["item"], dossier.given.reading.taken)
    by_person = dossier.subject if dossier.case.mode == "person" else None
    yield dossier.make(
        "QuestionnaireResponse", "answers", told, **parts, subject=dossier.subject, source=by_person
    )
