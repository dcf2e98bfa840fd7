"""What was asked and answered, in the few words of a summary: present, absent, not sure, not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.faces.asking.options import options, say_answer
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked


@dataclass
class Told:
    """The answers by what they say.

    `said` are choices, numbers and places, which are neither present nor absent; `unmarked` are options
    that were seen in a list and not ticked.
    """

    present: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    safety_not_asked: list[str] = field(default_factory=list)
    others_not_asked: int = 0


def sort_answers(knowledge: Knowledge, case: Case) -> Told:
    """The answers of a case, in the order of the questions."""
    told = Told()
    for question in knowledge.questions.values():
        if question.id in (AGE, SEX) or question.mode == "derived" or not is_asked(knowledge, question, case):
            continue
        answer = case.answer_to(question.id)
        if answer is not Missing.NOT_ASKED:
            _sort(knowledge, question, answer, told)
        elif question.safety:
            told.safety_not_asked.append(name_of(knowledge, question))
        elif question.mode in ("person", case.mode):
            told.others_not_asked += 1
    return told


def name_of(knowledge: Knowledge, question: Question) -> str:
    """A question in few words, clinical ones where it has them."""
    finding = knowledge.findings.get(question.finding or "")
    told = finding.clinical_name or finding.name if finding else question.topic or question.text
    return told[:1].upper() + told[1:]


def _sort(knowledge: Knowledge, question: Question, answer: Answer, told: Told) -> None:
    if isinstance(answer, Missing):
        told.unsure.append(name_of(knowledge, question))
    elif question.kind in LISTS and isinstance(answer, Ticked | Itemised):
        _sort_items(knowledge, question, answer, told)
    elif question.kind in (Kind.SAFETY, Kind.YES_NO):
        where = {"yes": told.present, "new": told.present, "same": told.before, "no": told.absent}
        where[str(answer)].append(name_of(knowledge, question))
    else:
        told.said.append(f"{name_of(knowledge, question).rstrip('.?')}: {say_answer(question, answer)}")


def _sort_items(knowledge: Knowledge, question: Question, answer: Ticked | Itemised, told: Told) -> None:
    if question.places:
        told.said.append(f"{name_of(knowledge, question).rstrip('.?')}: {say_answer(question, answer)}")
        return
    for item, said in _said(question, answer):
        finding = knowledge.findings.get(item)
        label = finding.clinical_name or finding.name if finding else item.replace("_", " ")
        where = {"yes": told.present, "no": told.absent, "unknown": told.unsure, "unmarked": told.unmarked}
        where[said].append(label)


def _said(question: Question, answer: Ticked | Itemised) -> Iterator[tuple[str, str]]:
    for option in options(question):
        if isinstance(answer, Ticked):
            yield option.answer, "yes" if option.answer in answer.items else "unmarked"
        elif option.answer in answer.items:
            yield option.answer, answer.items[option.answer]
