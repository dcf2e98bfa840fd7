"""A case as if the whole interview had been held: what was not stated is answered as plainly as can be."""

from __future__ import annotations

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked


def complete_case(knowledge: Knowledge, case: Case) -> Case:
    """The case with every question that applies in person mode answered, where it was not.

    An unstated safety item is answered no, any other unstated item *not sure*. What sets a danger sign apart
    once it was called new (how a weakness came, say) is nobody's to invent: it stays not asked.
    """
    changed = True
    while changed:
        changed = False
        for question in knowledge.questions.values():
            if question.mode != "person" or not is_asked(knowledge, question, case):
                continue
            answer = complete_answer(knowledge, question, case.answer_to(question.id))
            if answer != case.answer_to(question.id):
                case, changed = case.answer(question.id, answer), True
    return case


def complete_answer(knowledge: Knowledge, question: Question, answer: Answer) -> Answer:
    """An answer with what it leaves open filled in."""
    if question.kind in LISTS:
        return _complete_list(knowledge, question, answer)
    if answer is not Missing.NOT_ASKED or (question.safety and question.kind is Kind.CHOICE):
        return answer
    return "no" if question.safety else Missing.UNKNOWN


def _complete_list(knowledge: Knowledge, question: Question, answer: Answer) -> Answer:
    if isinstance(answer, Ticked) or answer in (Missing.UNKNOWN, Missing.DECLINED):
        return answer
    if answer is Missing.NOT_ASKED and not question.safety:
        return Missing.UNKNOWN
    stated = answer.items if isinstance(answer, Itemised) else {}
    word = "no" if question.safety else Missing.UNKNOWN.value
    return Itemised({item: stated.get(item, word) for item in sorted(knowledge.forms[question.id].words)})
