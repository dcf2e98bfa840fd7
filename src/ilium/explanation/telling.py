"""Changes told in the words of the knowledge."""

from __future__ import annotations

from ilium.answers.values import LISTS, Kind
from ilium.explanation.possible_changes import Change, Saying
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question


def tell_saying(knowledge: Knowledge, saying: Saying) -> str:
    """One answer as a clause that follows "if"."""
    question = knowledge.questions[saying.question]
    tell, words = question.tell, knowledge.region.change.words
    answer = _answer_text(knowledge, question, saying)
    if question.kind in (Kind.YES_NO, Kind.SAFETY):
        own = tell.no if saying.word == "no" else tell.yes
    else:
        own = tell.no_choice if saying.item is not None and saying.word == "no" else tell.choice
    if own:
        return own.replace("{choice}", answer)
    no_longer = saying.item is not None and saying.word == "no"
    template = words.no_longer if no_longer else words.answer
    return template.replace("{answer}", answer).replace("{question}", question.text)


def _answer_text(knowledge: Knowledge, question: Question, saying: Saying) -> str:
    if isinstance(saying.word, float):
        return f"{saying.word:g}"
    if question.kind is Kind.BODY_MAP:
        return next(p.text for p in question.places if saying.item in {f"{p.id}_{side}" for side in p.sides})
    if question.kind is Kind.CHOICE or question.kind in LISTS:
        return next(c.text for c in question.choices if c.id == (saying.item or saying.word))
    words = knowledge.region.change.words
    return {"yes": words.yes, "no": words.no, "new": words.new, "same": words.same}[saying.word]


def tell_change(knowledge: Knowledge, change: Change, level: Level | None, family: str | None) -> str:
    """What a change would lead to: a higher level, which is what matters then, or another first family."""
    words = knowledge.region.change.words
    template = words.family if level is None else words.rise
    clauses = words.link.join(tell_saying(knowledge, saying) for saying in change.sayings)
    named = next((text.name for text in knowledge.urgency.levels if text.id is level), "")
    return (
        template.replace("{level}", named)
        .replace("{family}", family_name(knowledge, family) if family else "")
        .replace("{answers}", clauses)
    )


def family_name(knowledge: Knowledge, family: str) -> str:
    """What a family is called; most conditions are a family of their own."""
    return (knowledge.families.get(family) or knowledge.conditions[family]).name
