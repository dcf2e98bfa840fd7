"""From the clinician's form to a case. What was not touched keeps the answer it had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Kind, Missing, Ticked
from ilium.faces.asking.interview import Interview, drop_uncalled
from ilium.faces.asking.options import options
from ilium.faces.web.clinician.rows import SIGNS, UNKNOWN_NUMBER, field_names, form_questions, show_answer
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked

MOST_FIELDS = 1000
LONGEST = 64
MOST_PASSES = 4
"""A follow-up may stand before the question that calls it up: it is read again until nothing changes."""
MISSING = (Missing.NOT_ASKED, Missing.UNKNOWN, Missing.DECLINED)


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be taken: the question, and the other one that it contradicts, if it does."""

    question: Question
    against: Question | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A form that was read: the case, what could not be taken, and which questions were on the form."""

    case: Case
    faults: tuple[Fault, ...]
    shown: frozenset[str]


def read_entered(knowledge: Knowledge, case: Case, form: FormData) -> Entered:
    """The case with what a form says. Raises RefusalError for a form that is none of ours."""
    sent = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    if len(sent) != len(form.multi_items()) or any(len(value) > LONGEST for value in sent.values()):
        raise RefusalError(Refusal.BAD_FORM)
    questions = form_questions(knowledge)
    if set(sent) - {name for question in questions for name in field_names(question)}:
        raise RefusalError(Refusal.BAD_FORM)
    shown = tuple(question for question in questions if _is_on(question, sent))
    faults: list[Fault] = []
    for _ in range(MOST_PASSES):
        before, faults = case, []
        for question in shown:
            case = _take(knowledge, case, question, sent, faults)
        case = drop_uncalled(knowledge, case)
        if case == before:
            break
    return Entered(case, tuple(faults), frozenset(question.id for question in shown))


def _is_on(question: Question, sent: Mapping[str, str]) -> bool:
    """Whether a question was on the form; the places of the body always are, as boxes send only ticks."""
    return question.kind is Kind.BODY_MAP or any(name in sent for name in field_names(question))


def _take(
    knowledge: Knowledge, case: Case, question: Question, sent: Mapping[str, str], faults: list[Fault]
) -> Case:
    stored = case.answer_to(question.id)
    said = {name: sent.get(name, "").strip() for name in field_names(question)}
    if said == show_answer(question, stored):
        return case
    answer = _read(question, said)
    if answer is None:
        faults.append(Fault(question))
        return case
    if answer is Missing.NOT_ASKED:
        return case if question.kind is Kind.BODY_MAP and stored in MISSING else case.forget(question.id)
    if not is_asked(knowledge, question, case):
        return case
    return _keep(knowledge, case, question, answer, faults)


def _keep(knowledge: Knowledge, case: Case, question: Question, answer: Answer, faults: list[Fault]) -> Case:
    clash = Interview(knowledge, case).clash(question.id, answer)
    if clash is None:
        return case.answer(question.id, answer)
    faults.append(Fault(question, knowledge.questions[clash]))
    return case


def _read(question: Question, said: Mapping[str, str]) -> Answer | None:
    """The answer in a question's fields; None for a number that cannot be."""
    values = list(said.values())
    match question.kind:
        case Kind.BODY_MAP:
            items = frozenset(name.split(".")[1] for name, value in said.items() if value)
            return Ticked(items) if items else Missing.NOT_ASKED
        case Kind.CHECKLIST:
            return _read_items(said)
        case Kind.NUMBER:
            return _read_number(question, values[0])
        case Kind.CHOICE:
            return _read_word(values[0], {option.answer for option in options(question)})
        case _:
            return _read_word(values[0], set(SIGNS[question.kind]))


def _read_items(said: Mapping[str, str]) -> Answer:
    if set(said.values()) - set(SIGNS[Kind.CHECKLIST]):
        raise RefusalError(Refusal.BAD_FORM)
    told = {name.split(".")[1]: value for name, value in said.items() if value}
    if not told:
        return Missing.NOT_ASKED
    return Missing.UNKNOWN if set(said.values()) == {"unknown"} else Itemised(told)


def _read_word(value: str, words: set[str]) -> Answer:
    if value == "":
        return Missing.NOT_ASKED
    if value == Missing.UNKNOWN:
        return Missing.UNKNOWN
    if value not in words:
        raise RefusalError(Refusal.BAD_FORM)
    return value


def _read_number(question: Question, value: str) -> Answer | None:
    if value == "":
        return Missing.NOT_ASKED
    if value == UNKNOWN_NUMBER:
        return Missing.UNKNOWN
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    low, high = question.min, question.max
    fits = (low is None or number >= low) and (high is None or number <= high)
    return number if fits and abs(number) != float("inf") else None
