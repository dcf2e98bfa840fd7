"""What a caller is told when a call was refused, or when no answer came."""

from __future__ import annotations

import json
from typing import Final, NotRequired, TypedDict

NO_ANSWER: Final = "no_answer"
"""The kind of a problem where the server could not be reached or hung up."""
NOT_OURS: Final = "not_ours"
"""The kind of a problem where something else than Ilium answered, such as a proxy."""
URN: Final = "urn:ilium:problem:"
TITLES: Final = {
    NO_ANSWER: "No answer came",
    NOT_OURS: "Something else than Ilium answered",
}


class FaultShown(TypedDict):
    """One fault in a body: its place, counted from one (0: the whole body), what is wrong, what to do."""

    line: int
    column: int
    what: str
    remedy: str


class ProblemShown(TypedDict):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    faults: NotRequired[list[FaultShown]]


class ProblemError(Exception):
    """A call that brought no answer; `problem` says why.

    Its text names the status, the kind and the title alone, so that a log of it holds nothing of a case.
    `problem["detail"]` and `problem["faults"]` say more, and may repeat what was sent.
    """

    def __init__(self, problem: ProblemShown, retry_after: float | None = None) -> None:
        self.problem, self.retry_after = problem, retry_after
        super().__init__(f"{self.status or 'no status'} {self.kind}: {problem['title']}")

    @property
    def kind(self) -> str:
        """The kind of refusal, such as `bad_document`."""
        return self.problem["type"].removeprefix(URN)

    @property
    def status(self) -> int:
        """The status of the answer; 0 where none came."""
        return self.problem["status"]


def problem_of(kind: str, status: int, detail: str) -> ProblemShown:
    """A problem that the client itself found."""
    return {"type": URN + kind, "title": TITLES[kind], "status": status, "detail": detail, "faults": []}


def read_problem(status: int, body: bytes) -> ProblemShown:
    """The problem details in the body of a refusal; of anything else, that they are missing."""
    try:
        found = json.loads(body)
        problem: ProblemShown = {
            "type": str(found["type"]),
            "title": str(found["title"]),
            "status": status,
            "detail": str(found["detail"]),
            "faults": [_fault(one) for one in found.get("faults", [])],
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return problem_of(NOT_OURS, status, "The answer holds no problem details.")
    return problem


def _fault(found: dict[str, object]) -> FaultShown:
    return {
        "line": int(str(found["line"])),
        "column": int(str(found["column"])),
        "what": str(found["what"]),
        "remedy": str(found["remedy"]),
    }
