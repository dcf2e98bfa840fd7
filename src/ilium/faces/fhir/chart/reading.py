"""From the resources of a record to answers: what is taken, from where, and what is not read.

Nothing is ever read as a no: what a record does not say was not asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.case_reader import read_answer
from ilium.answers.values import Answer, Itemised
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.diagnoses import read_diagnosis
from ilium.faces.fhir.chart.held import Held
from ilium.faces.fhir.chart.medications import REQUEST, STATEMENT, read_medicine
from ilium.faces.fhir.chart.observed import read_observation
from ilium.faces.fhir.chart.person import read_person
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Said, Taken
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.safety.evaluation import is_asked

LEFT_ALONE = ("Medication", "OperationOutcome", "Bundle")
"""What stands in a record only for the sake of other resources."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a record."""

    taken: tuple[Taken, ...] = ()
    not_read: tuple[NotRead, ...] = ()

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers alone, by question."""
        return {one.question: one.answer for one in self.taken}


def read_record(knowledge: Knowledge, held: Iterable[Held], today: datetime.date, case: Case) -> Reading:
    """The answers in the resources of one person's record, as of a day, beside those of a case."""
    every = tuple(held)
    drugs = {name: one.resource for one in every if one.kind == "Medication" for name in one.names}
    found: list[Found] = []
    for one in every:
        match one.kind:
            case "Patient":
                found += read_person(knowledge, one, today)
            case "Condition":
                found += read_diagnosis(knowledge, one)
            case kind if kind in (STATEMENT, REQUEST):
                found += read_medicine(knowledge, one, drugs, today)
            case "Observation":
                found += read_observation(knowledge, one, today)
            case kind if kind not in LEFT_ALONE:
                found.append(NotRead(Origin(one.place, one.kind), words.OTHER_KIND))
    return _fitting(knowledge, found, case)


def _fitting(knowledge: Knowledge, found: list[Found], case: Case) -> Reading:
    """What was said, as far as it fits together; a question that this person is not asked stays unasked."""
    not_read = [one for one in found if isinstance(one, NotRead)]
    answered, taken = frozenset(case.answers), []
    for one in _gathered(knowledge, [one for one in found if isinstance(one, Said)]):
        after = case.answer(one.question, one.answer)
        if one.question in answered:
            not_read += (NotRead(origin, words.ANSWERED) for origin in one.origins)
        elif not is_asked(knowledge, knowledge.questions[one.question], case):
            not_read += (NotRead(origin, words.NOT_ASKED) for origin in one.origins)
        elif contradictions(knowledge, after):
            not_read += (NotRead(origin, words.DOES_NOT_FIT) for origin in one.origins)
        else:
            case = after
            taken.append(one)
    return Reading(tuple(taken), tuple(not_read))


def _gathered(knowledge: Knowledge, said: list[Said]) -> Iterator[Taken]:
    """What is said of each question, put together; where places differ, the first one counts."""
    questions = sorted({one.question for one in said}, key=lambda id_: (_is_called(knowledge, id_), id_))
    for question in questions:
        every = [one for one in said if one.question == question]
        if not every[0].item:
            origins = tuple(one.origin for one in every if one.answer == every[0].answer)
            yield Taken(question, read_answer(knowledge.forms[question], every[0].answer), {"": origins})
            continue
        items = sorted({str(one.answer) for one in every})
        by_item = {item: tuple(one.origin for one in every if one.answer == item) for item in items}
        yield Taken(question, Itemised(dict.fromkeys(items, "yes")), by_item)


def _is_called(knowledge: Knowledge, question: str) -> bool:
    """Whether other answers decide if a question is asked: those come first."""
    return knowledge.questions[question].ask_when is not None
