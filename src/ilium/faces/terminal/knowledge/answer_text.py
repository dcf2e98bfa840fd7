"""The answers that a question takes, as a case file or a column of a table writes them."""

from __future__ import annotations

from ilium.answers.values import LISTS, Kind, Missing
from ilium.faces.terminal.knowledge import author_words as words
from ilium.knowledge.forms import form_of
from ilium.knowledge.schema import Question

MISSING = (Missing.UNKNOWN.value, Missing.DECLINED.value)


def own_answers(question: Question) -> str:
    """The words, items or numbers of this question; the ways not to know belong to all questions."""
    if question.mode == "derived":
        return words.WORKED_OUT
    form = form_of(question)
    if question.kind is Kind.NUMBER:
        return _number(question)
    return (words.ITEMS if question.kind in LISTS else "{items}").format(items=", ".join(form.words))


def all_answers(question: Question) -> str:
    """Everything that may be written as the answer to this question."""
    own = own_answers(question)
    if question.mode == "derived":
        return own
    if question.kind in LISTS:
        return words.ITEMS_OR.format(items=own, missing=" or ".join(MISSING))
    return ", ".join([own, *MISSING])


def _number(question: Question) -> str:
    if question.min is None or question.max is None:
        return words.ANY_NUMBER
    told = words.NUMBER.format(low=f"{question.min:g}", high=f"{question.max:g}")
    return f"{told} ({question.unit})" if question.unit else told
