"""The answers as observations: one for each answer, and of a list one for each item told outright."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.answers.case_reader import plain_answer
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.explanation.wording import say_answer
from ilium.faces.fhir import names
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.dossier import Dossier, Made, Plain, listed, public
from ilium.faces.fhir.coding import choices, coding
from ilium.faces.fhir.taken_from import taken_from
from ilium.knowledge.forms import place_items
from ilium.knowledge.schema import Question

ABSENT = {
    Missing.UNKNOWN: ("asked-unknown", "Asked But Unknown"),
    Missing.DECLINED: ("asked-declined", "Asked But Declined"),
}


def observations(dossier: Dossier) -> Iterator[Made]:
    """What was told, question by question. What was not asked is not there; no silence becomes a no."""
    for question, answer in told_in(dossier):
        if question.kind in LISTS and isinstance(answer, (Ticked, Itemised)):
            yield from _items(dossier, question, answer)
        else:
            yield _single(dossier, question, answer)


def told_in(dossier: Dossier) -> Iterator[tuple[Question, Answer]]:
    """The questions that a person answered, with the answers that count today."""
    for id_, answer in dossier.case.answers.items():
        question = dossier.knowledge.questions[id_]
        if question.derived is None and answer is not Missing.NOT_ASKED:
            yield question, answer


def seen_in(dossier: Dossier, question: str) -> Iterator[str]:
    """The names of the observations that an answer became."""
    answer = dossier.case.answers.get(question)
    if isinstance(answer, (Ticked, Itemised)):
        yield from (f"{question}.{item}" for item in _outright(answer))
    elif answer is not None and dossier.knowledge.questions[question].derived is None:
        yield question


def _outright(answer: Ticked | Itemised) -> dict[str, str]:
    """The items that were told outright; what was left unticked is only in the response."""
    if isinstance(answer, Ticked):
        return dict.fromkeys(sorted(answer.items), "yes")
    return dict(sorted(answer.items.items()))


def _single(dossier: Dossier, question: Question, answer: Answer) -> Made:
    code = dossier.concept(question.id, question.text, question.codes)
    told = say_answer(dossier.knowledge, question.id, answer)
    return _observation(dossier, question, question.id, told, code=code, **_value(question, answer))


def _items(dossier: Dossier, question: Question, answer: Ticked | Itemised) -> Iterator[Made]:
    labels = {one.answer: one.label for one in choices(question)}
    for item, word in _outright(answer).items():
        said = {"yes": words.YES, "no": words.NO}.get(word, words.NOT_SURE)
        where = question.kind is Kind.BODY_MAP
        yield _observation(
            dossier,
            question,
            f"{question.id}.{item}",
            words.TOLD.format(about=labels[item], said=said),
            code=_item_code(dossier, question, item, labels[item]),
            bodySite=_item(question, item, labels[item]) if where else None,
            **_whether(word),
        )


def _observation(dossier: Dossier, question: Question, name: str, told: str, **parts: object) -> Made:
    exam = question.mode == "clinician"
    category = ("exam", "Exam") if exam else ("survey", "Survey")
    origins = dossier.origins(question.id, name.partition(".")[2])
    by_person = dossier.case.mode == "person" and not exam
    performer = dossier.software if origins else dossier.subject if by_person else None
    return dossier.make(
        "Observation",
        name,
        [told, *(words.TAKEN_FROM.format(what=one.what, place=one.place) for one in origins)],
        extension=taken_from(origins),
        status="final",
        category=None if origins else [listed("observation-category", *category)],
        subject=dossier.subject,
        effectiveDateTime=dossier.today,
        performer=[performer] if performer else None,
        derivedFrom=[dossier.to("QuestionnaireResponse", "answers")],
        **parts,
    )


def _item_code(dossier: Dossier, question: Question, item: str, label: str) -> Plain:
    """What an item of a list stands for: a finding, or the option itself."""
    finding = dossier.knowledge.findings.get(place_items(question).get(item) or item)
    if finding is None:
        return {"coding": [*_public_codes(question, item), coding(question, item)], "text": label}
    name = finding.clinical_name or finding.name
    return dossier.concept(finding.id, name, finding.codes, display=finding.name)


def _public_codes(question: Question, word: str) -> list[Plain]:
    """The public codes of an option, as far as it has any."""
    choice = next((one for one in question.choices if one.id == word), None)
    return public(choice.codes) if choice is not None else []


def _item(question: Question, word: str, label: str) -> Plain:
    return {"coding": [coding(question, word)], "text": label}


def _value(question: Question, answer: Answer) -> Plain:
    if isinstance(answer, Missing):
        return {"dataAbsentReason": listed("data-absent-reason", *ABSENT[answer])}
    if isinstance(answer, float):
        unit = {"unit": question.unit} if question.unit else {}
        code = {"system": names.UCUM, "code": question.ucum} if question.ucum else {}
        return {"valueQuantity": {"value": plain_answer(answer)} | unit | code}
    one = coding(question, str(answer))
    coded = [*_public_codes(question, str(answer)), one]
    return {"valueCodeableConcept": {"coding": coded, "text": one["display"]}}


def _whether(word: str) -> Plain:
    if word in ("yes", "no"):
        return {"valueBoolean": word == "yes"}
    return {"dataAbsentReason": listed("data-absent-reason", *ABSENT[Missing.UNKNOWN])}
