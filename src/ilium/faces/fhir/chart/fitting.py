"""What a record says, laid beside what was answered: a yes of the record is never lost in silence.

A list is laid together item by item. What was not asked, not known or left unticked takes the yes of the
record; where somebody said no, the yes counts too, for it is the more urgent reading, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.case_reader import read_answer
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.explanation.wording import say_answer
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.taken import NotRead, Origin, Reading, Said, Taken
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.safety.evaluation import is_asked


@dataclass(frozen=True, slots=True)
class Told:
    """What one or more places of a record say of a question, or of one item of a list."""

    question: str
    item: str
    answer: Answer
    origins: tuple[Origin, ...]


def fitting(knowledge: Knowledge, said: list[Said], case: Case) -> Reading:
    """What was said, as far as it fits the answers of a case; a question that is not asked stays unasked."""
    every = list(_gathered(knowledge, said))
    not_read: list[NotRead] = []
    conflicts: list[NotRead] = []
    kept: list[Told] = []
    after = _with_all(knowledge, case, every)
    together = after is not None
    now = case
    for one in every:
        if not is_asked(knowledge, knowledge.questions[one.question], after or now):
            not_read += (NotRead(origin, words.NOT_ASKED) for origin in one.origins)
        elif not _counts(knowledge, case, one):
            not_read += (NotRead(origin, _stands(knowledge, case, one)) for origin in one.origins)
        elif not together and _clashes(knowledge, now, merged(knowledge, now, one)):
            not_read += (NotRead(origin, words.DOES_NOT_FIT) for origin in one.origins)
        else:
            now = merged(knowledge, now, one)
            kept.append(one)
            conflicts += _conflict(knowledge, case, one)
    answers = {one.question: now.answers[one.question] for one in kept}
    return Reading(tuple(_taken(kept)), tuple(not_read), tuple(conflicts), answers)


def _with_all(knowledge: Knowledge, case: Case, every: Iterable[Told]) -> Case | None:
    """The case with all that counts, where all of it fits: two lists may ask for the same thing."""
    after = case
    for one in every:
        if is_asked(knowledge, knowledge.questions[one.question], after) and _counts(knowledge, case, one):
            after = merged(knowledge, after, one)
    return None if _clashes(knowledge, case, after) else after


def _clashes(knowledge: Knowledge, before: Case, after: Case) -> bool:
    """Whether answers contradict each other that did not before."""
    return not set(contradictions(knowledge, after)) <= set(contradictions(knowledge, before))


def merged(knowledge: Knowledge, case: Case, one: Told) -> Case:
    """The case with what the record says; the rest of a list stands."""
    if not one.item:
        return case.answer(one.question, one.answer)
    before = case.answers.get(one.question)
    if isinstance(before, Ticked):
        return case.answer(one.question, Ticked(before.items | {one.item}))
    items: dict[str, str] = {}
    if isinstance(before, Itemised):
        items = dict(before.items)
    elif before is Missing.UNKNOWN:
        items = dict.fromkeys(knowledge.forms[one.question].words, "unknown")
    return case.answer(one.question, Itemised(items | {one.item: "yes"}))


def _counts(knowledge: Knowledge, case: Case, one: Told) -> bool:
    """Whether the record adds something: an item always does; a choice where it was open, or said no."""
    before = case.answers.get(one.question)
    if one.item:
        return not _is_yes(before, one.item)
    if before is None or isinstance(before, Missing):
        return True
    sets = {choice.id: set(choice.sets.values()) for choice in knowledge.questions[one.question].choices}
    return True in sets.get(str(one.answer), set()) and sets.get(str(before)) == {False}


def _is_yes(before: Answer | None, item: str) -> bool:
    if isinstance(before, Ticked):
        return item in before.items
    return isinstance(before, Itemised) and before.items.get(item) == "yes"


def _stands(knowledge: Knowledge, case: Case, one: Told) -> str:
    """Why what the record says is not taken: it was said before, in the same way or otherwise."""
    before = case.answers[one.question]
    if one.item or before == one.answer:
        return words.ANSWERED
    return words.STANDS.format(said=say_answer(knowledge, one.question, before))


def _conflict(knowledge: Knowledge, case: Case, one: Told) -> Iterator[NotRead]:
    """That the answers said no, or left it unticked, where the record says yes."""
    before = case.answers.get(one.question)
    outright = isinstance(before, Itemised) and before.items.get(one.item) == "no"
    other = not one.item and before is not None and not isinstance(before, Missing)
    if isinstance(before, Ticked):
        yield from (NotRead(origin, words.LEFT_OUT) for origin in one.origins)
    elif outright or other:
        yield from (NotRead(origin, words.SAID_NO) for origin in one.origins)


def _taken(kept: list[Told]) -> Iterator[Taken]:
    """What was taken of each question, in the words of the record alone."""
    for question in dict.fromkeys(one.question for one in kept):
        every = [one for one in kept if one.question == question]
        answer = Itemised({one.item: "yes" for one in every}) if every[0].item else every[0].answer
        yield Taken(question, answer, {one.item: one.origins for one in every})


def _gathered(knowledge: Knowledge, said: list[Said]) -> Iterator[Told]:
    """What is said of each question and item, put together; where places differ, the first one counts."""
    questions = sorted({one.question for one in said}, key=lambda id_: (_is_called(knowledge, id_), id_))
    for question in questions:
        every = [one for one in said if one.question == question]
        if not every[0].item:
            origins = tuple(one.origin for one in every if one.answer == every[0].answer)
            yield Told(question, "", read_answer(knowledge.forms[question], every[0].answer), origins)
            continue
        for item in sorted({str(one.answer) for one in every}):
            yield Told(question, item, "yes", tuple(one.origin for one in every if one.answer == item))


def _is_called(knowledge: Knowledge, question: str) -> bool:
    """Whether other answers decide if a question is asked: those come first."""
    return knowledge.questions[question].ask_when is not None
