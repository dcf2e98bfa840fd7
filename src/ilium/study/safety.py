"""The proof of the safety rules as a study: its claims one by one, and a certificate of what was shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ilium.answers.case import Case
from ilium.documents.problems import BadDocumentError
from ilium.knowledge.checks import check_knowledge
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, read_knowledge
from ilium.safety.proof.envelope import read_envelope
from ilium.safety.proof.proving import prove_all
from ilium.safety.proof.theorems import Result, Status, Subject
from ilium.safety.proof.vocabulary import safety_questions
from ilium.safety.proof.witness import SOLVER, solver_version
from ilium.safety.urgency import Urgency, decide_urgency, raise_red_flags


@dataclass
class SafetyStudy:
    """The proof of one region's rules; the claims are proved as they are asked for."""

    knowledge: Knowledge
    subject: Subject
    envelope_hash: str
    results: list[Result] = field(default_factory=list)

    def prove(self) -> Iterator[Result]:
        """Every claim, one after the other."""
        self.results.clear()
        for result in prove_all(self.subject):
            self.results.append(result)
            yield result

    @property
    def holds(self) -> bool:
        """Whether every claim is proved."""
        return bool(self.results) and all(result.status is Status.PROVED for result in self.results)

    @property
    def counts(self) -> dict[str, int]:
        """How much was looked at."""
        envelope = self.subject.envelope
        return {
            "rules": len(self.knowledge.red_flags),
            "safety_questions": len(safety_questions(self.knowledge)),
            "questions": len(self.subject.vocabulary.questions),
            "answers": len(self.subject.vocabulary.words),
            "demands": len(envelope.demands),
            "traps": len(envelope.traps),
        }

    def certificate(self) -> dict[str, Any]:
        """What was shown, about which knowledge, by which solver: alike on every run."""
        region = self.knowledge.region
        return {
            "knowledge": {"id": region.id, "version": region.version, "hash": self.knowledge.hash},
            "envelope": {"hash": self.envelope_hash},
            "solver": {"name": SOLVER, "version": solver_version()},
            "proved": self.holds,
            "counts": self.counts,
            "theorems": [_as_plain(result) for result in self.results],
        }


def open_study(folder: Path | None = None) -> SafetyStudy:
    """The study of the region in a folder, or of the one that ships. Raises BadDocumentError."""
    knowledge = read_knowledge(folder or DEFAULT_REGION)
    problems = check_knowledge(knowledge)
    if problems:
        raise BadDocumentError(problems)
    envelope, hash_ = read_envelope(knowledge)
    return SafetyStudy(knowledge, Subject(knowledge, envelope), hash_)


def urgency_by_answers(knowledge: Knowledge, case: Case) -> Urgency:
    """The urgency that the running program gives by rules on answers alone."""
    return decide_urgency(knowledge, raise_red_flags(knowledge, case))


def _as_plain(result: Result) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": result.id, "claim": result.claim, "status": result.status.value}
    plain["shown"] = result.shown
    if result.states is not None:
        plain |= {"states": result.states, "runs": result.runs}
    return plain
