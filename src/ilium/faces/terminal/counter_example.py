"""The answers that break a claim, so that a clinician can read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ilium.faces.terminal import safety_words as words

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.answers.values import Answer
    from ilium.knowledge.library import Knowledge
    from ilium.knowledge.schema import Question
    from ilium.safety.proof.theorems import CounterExample


def tell_counter_example(knowledge: Knowledge, found: CounterExample) -> Iterator[str]:
    """What is broken, and the answers that show it, line by line."""
    yield words.ABOUT.format(about=found.about, wanted=found.wanted)
    if not found.cases:
        yield f"  {words.NO_CASE}"
    titles = (words.ANSWERS,) if len(found.cases) == 1 else (words.BEFORE, words.AFTER)
    for title, case in zip(titles, found.cases, strict=False):
        yield f"  {title}:"
        yield from (
            f"    {question} → {said}" for question, said in told_answers(knowledge, case, found.about)
        )
        yield f"    {words.OTHERS}"
        yield f"    {_level(knowledge, case)}"


def _level(knowledge: Knowledge, case: Case) -> str:
    from ilium.study.safety import urgency_by_answers

    urgency = urgency_by_answers(knowledge, case)
    rules = ", ".join(reason.rule for reason in urgency.reasons) or words.NO_RULES
    return words.LEVEL.format(level=urgency.level, hours=urgency.within_hours, rules=rules)


def told_answers(knowledge: Knowledge, case: Case, about: str) -> Iterator[tuple[str, str]]:
    """What was said to the question that it is about, and to each that is not answered as most would."""
    for id_, question in knowledge.questions.items():
        answer = case.answer_to(id_)
        if id_ == about or not _is_plain(question, answer):
            yield question.text, _said(question, answer)


def _is_plain(question: Question, answer: Answer) -> bool:
    """No to a safety question that everybody is asked; nothing said to another."""
    from ilium.answers.values import Itemised, Missing

    if question.safety and question.ask_when is None:
        items = len(question.choices)
        every_no = isinstance(answer, Itemised) and len(answer.items) == items
        return answer == "no" or (every_no and set(answer.items.values()) == {"no"})  # type: ignore[union-attr]
    return answer is Missing.NOT_ASKED or answer == "no"


def _said(question: Question, answer: Answer) -> str:
    from ilium.answers.values import Itemised, Missing

    texts = {choice.id: choice.text for choice in question.choices}
    if isinstance(answer, Itemised):
        given = {
            choice.id: answer.items.get(choice.id, Missing.NOT_ASKED.value) for choice in question.choices
        }
        unusual = [f"{texts[item]}: {words.SAID[word]}" for item, word in given.items() if word != "no"]
        return "; ".join(unusual) or words.SAID["none"]
    if isinstance(answer, float):
        return f"{answer:.6g} {question.unit}".strip()
    word = str(answer)
    return texts.get(word) or words.SAID.get(word, word)
