"""An answer in plain words, made of the words of the knowledge."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ilium.answers.values import Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

PLAIN = {"yes": "yes", "no": "no", "new": "yes", "same": "the same as before this pain"}
NONE_OF_THESE = "none of these"
NOT = "not"
SIDES = {"left": "left", "right": "right", "midline": "middle"}


def say_answer(knowledge: Knowledge, question_id: str, answer: Answer, unticked: Collection[str] = ()) -> str:
    """What was asked and said, such as *Stairs make it worse: no*. A plain yes is the finding itself.

    Of what was left unticked in a list, only the items in `unticked` are named.
    """
    question = knowledge.questions[question_id]
    subject = _subject(knowledge, question)
    said = _say(question, answer, unticked)
    if said == PLAIN["yes"] and question.finding is not None:
        return subject
    return f"{subject} {said}" if subject[-1] in ".?!" else f"{subject}: {said}"


def _subject(knowledge: Knowledge, question: Question) -> str:
    """The finding that the question is about, or else its topic, or else what it asks."""
    about = {question.finding, *(finding for choice in question.choices for finding in choice.sets)} - {None}
    if len(about) == 1:
        return knowledge.findings[str(about.pop())].name
    asks, mark, _ = question.text.partition("?")
    topic = question.topic or asks + mark
    return topic[:1].upper() + topic[1:]


def _say(question: Question, answer: Answer, unticked: Collection[str]) -> str:
    if isinstance(answer, Missing):
        return answer.value.replace("_", " ")
    if isinstance(answer, (int, float)):
        return f"{answer:g} {question.unit}".rstrip()
    if isinstance(answer, Ticked):
        ticked = [text for item, text in _items(question) if item in answer.items]
        return _list([*ticked, *_not(question, unticked)])
    if isinstance(answer, Itemised):
        yes = [text for item, text in _items(question) if answer.items.get(item) == "yes"]
        no = [item for item, said in answer.items.items() if said == "no"]
        return _list([*yes, *_not(question, no)])
    if question.kind is Kind.CHOICE:
        return next(choice.text for choice in question.choices if choice.id == answer)
    return PLAIN[str(answer)]


def _not(question: Question, items: Collection[str]) -> list[str]:
    return [f"{NOT} {text}" for item, text in _items(question) if item in items]


def _items(question: Question) -> Iterable[tuple[str, str]]:
    yield from ((choice.id, choice.text) for choice in question.choices)
    for place in question.places:
        for side in place.sides:
            yield f"{place.id}_{side}", f"{place.text} ({SIDES[side]})"


def _list(texts: Iterable[str]) -> str:
    return "; ".join(texts) or NONE_OF_THESE
