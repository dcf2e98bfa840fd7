"""What each answer says, question by question, in the canonical order."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.values import Answer
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import settle
from ilium.reasoning.network import Person
from ilium.reasoning.posterior import Evidence


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer that bears on the causes, and what it says of each finding on which it has the say.

    Age and sex act on the prior and on background rates; they may say nothing of a finding.
    """

    question: str
    answer: Answer
    evidence: Evidence


def list_answered(knowledge: Knowledge, case: Case) -> tuple[Answered, ...]:
    """The answers that bear on the causes: age and sex first, then by the id of the question."""
    evidence: dict[str, dict[str, tuple[float, ...]]] = {id_: {} for id_ in about_person(case)}
    for finding, seen in sorted(settle(knowledge, case).items()):
        evidence.setdefault(seen.question, {})[finding] = seen.observation
    order = sorted(evidence, key=lambda id_: (id_ != AGE, id_ != SEX, id_))
    return tuple(Answered(id_, case.answers[id_], evidence[id_]) for id_ in order)


def about_person(case: Case) -> tuple[str, ...]:
    """Which of age and sex are known."""
    return (*((AGE,) if case.age is not None else ()), *((SEX,) if case.sex != "unknown" else ()))


def person_knowing(case: Case, known: frozenset[str]) -> Person:
    """The person as the network sees them when only some of age and sex are known."""
    return Person(case.setting, case.age if AGE in known else None, case.sex if SEX in known else "unknown")
