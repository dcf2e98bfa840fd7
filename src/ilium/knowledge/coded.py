"""Everything of the knowledge that has a code of a public system, with its codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ilium.answers.values import LISTS
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Choice, Question

Kind = Literal["condition", "finding", "question", "answer"]


@dataclass(frozen=True, slots=True)
class Coded:
    """Something with codes: what it is, its id (an answer: `question.choice`), its name and its codes."""

    kind: Kind
    id: str
    name: str
    codes: tuple[Code, ...]


def coded_entries(knowledge: Knowledge) -> Iterator[Coded]:
    """Conditions, findings, questions and answers that have codes, in the order of their ids."""
    yield from (one for one in _every(knowledge) if one.codes)


def _every(knowledge: Knowledge) -> Iterator[Coded]:
    for condition in knowledge.conditions.values():
        yield Coded("condition", condition.id, condition.clinical_name, condition.codes)
    for finding in knowledge.findings.values():
        yield Coded("finding", finding.id, finding.clinical_name or finding.name, finding.codes)
    for question in knowledge.questions.values():
        yield Coded("question", question.id, question.text, question.codes)
    for question in knowledge.questions.values():
        for choice in question.choices:
            codes = codes_of(knowledge, question, choice)
            yield Coded("answer", f"{question.id}.{choice.id}", choice.text, codes)


def codes_of(knowledge: Knowledge, question: Question, choice: Choice) -> tuple[Code, ...]:
    """The codes of an answer; an item of a list has those of the finding that it stands for."""
    finding = knowledge.findings.get(choice.id) if question.kind in LISTS else None
    return (*choice.codes, *(finding.codes if finding is not None else ()))
