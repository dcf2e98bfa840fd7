"""The client: a method for every call under `/api/v1`."""

from __future__ import annotations

import datetime
import json
import re
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final, cast
from urllib.parse import urlencode

from ilium.client.assessment_forms import Assessment, Explanation, NextStepShown
from ilium.client.calling import Send, Sent, ask, checked_base, checked_word, over_http, wait_asked
from ilium.client.episode_forms import EpisodeAnswer, EpisodeDocument, GlanceAnswer
from ilium.client.knowledge_forms import KnowledgeShown, QuestionShown
from ilium.client.plan_forms import KnowledgeMark, PlanShown
from ilium.client.problem import NOT_OURS, ProblemError, problem_of, read_problem

HERE: Final = "http://127.0.0.1:8321"
ROOT: Final = "/api/v1"
Given = Mapping[str, object]
"""A body: a case, a check-in or what was cleared. Days may be given as `datetime.date`."""
Query = Mapping[str, "str | datetime.date | None"]
_ID: Final = re.compile(r"[A-Za-z0-9_]+")


class Client:
    """Calls a server of Ilium. It holds no connection and may be used by many threads at once.

    Every call may be sent again without harm: what is kept carries an idempotency key. So a call that is
    refused with 429 or 503 is tried again when the server says, while that takes `patience` seconds in all.
    Nothing that is sent or answered is logged or printed.
    """

    def __init__(
        self,
        base: str = HERE,
        key: str | None = None,
        *,
        timeout: float = 30.0,
        patience: float = 70.0,
        send: Send | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`base` is the address of the server, `key` what `ilium key create` showed.

        Raises ValueError for an address that a key must not go to: plain http to another machine.
        """
        self.base = checked_base(base, key)
        self.patience = patience
        self._key = None if key is None else checked_word(key, "The key")
        self._send, self._sleep = send or over_http(timeout), sleep

    def __repr__(self) -> str:
        return f"Client({self.base!r}, key={'None' if self._key is None else '...'})"

    def assess(self, case: Given, *, after_emergency: bool = False) -> Assessment:
        """How soon to be seen, what to do now, and what the likely source is. Show the urgency first."""
        query = {"after_emergency": "true" if after_emergency else None}
        return cast("Assessment", self._post("/assess", case, query))

    def next_question(self, case: Given, *, after_emergency: bool = False) -> NextStepShown:
        """Which question to ask next, or why no other is worth asking."""
        query = {"after_emergency": "true" if after_emergency else None}
        return cast("NextStepShown", self._post("/next-question", case, query))

    def plan(self, case: Given) -> PlanShown:
        """What to do now, and how soon to be seen."""
        return cast("PlanShown", self._post("/plan", case))

    def explain(self, case: Given, cause: str) -> Explanation:
        """Why a condition or family is as likely as it is: reasons, and every number with its source."""
        return cast("Explanation", self._post("/explain", case, {"cause": cause}))

    def questions(self) -> list[QuestionShown]:
        """What can be asked."""
        return cast("list[QuestionShown]", self._get("/questions", list))

    def question(self, question: str) -> QuestionShown:
        """A question: what is asked and why, and the answers it takes."""
        return cast("QuestionShown", self._get(f"/questions/{_part(question)}"))

    def knowledge(self) -> KnowledgeShown:
        """Which knowledge it is, and what kinds of concepts it has."""
        return cast("KnowledgeShown", self._get("/knowledge"))

    def knowledge_version(self) -> KnowledgeMark:
        """The version and the hash of the knowledge."""
        return cast("KnowledgeMark", self._get("/knowledge/version"))

    def concepts(self, kind: str) -> list[dict[str, Any]]:
        """The concepts of a kind, each whole, with every number and its source."""
        return cast("list[dict[str, Any]]", self._get(f"/knowledge/{_part(kind)}", list))

    def concept(self, kind: str, concept: str) -> dict[str, Any]:
        """One concept whole."""
        return cast("dict[str, Any]", self._get(f"/knowledge/{_part(kind)}/{_part(concept)}"))

    def episodes(self) -> list[GlanceAnswer]:
        """The episodes, the one looked at last first. Always needs a key that opens episodes."""
        return cast("list[GlanceAnswer]", self._get("/episodes", list))

    def begin_episode(
        self, case: Given, *, today: datetime.date | None = None, mark: str | None = None
    ) -> EpisodeAnswer:
        """Begin an episode with a case, and show what follows from it.

        `mark` names this request: give the same one to repeat it after a crash, and it is kept once.
        """
        return cast("EpisodeAnswer", self._post("/episodes", case, {"today": today}, _mark(mark)))

    def episode(self, episode: str, *, today: datetime.date | None = None) -> EpisodeAnswer:
        """An episode as it stands on a day: what to do now, and whether it goes as it should."""
        return cast("EpisodeAnswer", self._get(f"/episodes/{_part(episode)}", query={"today": today}))

    def export_episode(self, episode: str) -> EpisodeDocument:
        """Everything that is kept of an episode."""
        return cast("EpisodeDocument", self._get(f"/episodes/{_part(episode)}/export"))

    def delete_episode(self, episode: str) -> None:
        """Delete an episode for good."""
        self._call("DELETE", f"/episodes/{_part(episode)}")

    def check_in(
        self, episode: str, said: Given, *, today: datetime.date | None = None, mark: str | None = None
    ) -> EpisodeAnswer:
        """Keep how it is now, and show what follows. `mark` is as for `begin_episode`."""
        path = f"/episodes/{_part(episode)}/check-ins"
        return cast("EpisodeAnswer", self._post(path, said, {"today": today}, _mark(mark)))

    def clear(self, episode: str, cleared: Given, *, today: datetime.date | None = None) -> EpisodeAnswer:
        """Note that a clinician has looked at what a rule warns of; the same one twice is kept once."""
        path = f"/episodes/{_part(episode)}/cleared"
        return cast("EpisodeAnswer", self._post(path, cleared, {"today": today}))

    def description(self, *, answers: bool = False) -> dict[str, Any]:
        """The description of every call (OpenAPI 3.1); with `answers` what each answers to its example."""
        query = {"answers": "true" if answers else None}
        return cast("dict[str, Any]", self._get("/openapi.json", query=query))

    def _get(
        self, path: str, form: type[list[Any] | dict[str, Any]] = dict, query: Query | None = None
    ) -> object:
        return _read(self._call("GET", path, query or {}), form)

    def _post(
        self, path: str, given: Given, query: Query | None = None, headers: Mapping[str, str] | None = None
    ) -> object:
        body = json.dumps(given, ensure_ascii=False, allow_nan=False, default=_day).encode()
        typed = {"Content-Type": "application/json", **(headers or {})}
        return _read(self._call("POST", path, query or {}, typed, body), dict)

    def _call(
        self,
        method: str,
        path: str,
        query: Query | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> bytes:
        said = {name: _word(value) for name, value in (query or {}).items() if value is not None}
        address = f"{self.base}{ROOT}{path}" + (f"?{urlencode(said)}" if said else "")
        key = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        return self._patiently(
            Sent(method, address, {"Accept": "application/json", **(headers or {}), **key}, body)
        )

    def _patiently(self, sent: Sent) -> bytes:
        """The body of a good answer, asked for again while the server says to wait and patience lasts."""
        left = self.patience
        while True:
            received = ask(self._send, sent)
            if 200 <= received.status < 300:
                return received.body
            wait = wait_asked(received)
            if wait is None or wait > left:
                raise ProblemError(read_problem(received.status, received.body), wait)
            left -= wait
            self._sleep(wait)


def _read(body: bytes, form: type[list[Any] | dict[str, Any]]) -> object:
    """The values in an answer. Raises ProblemError where it is not what such a call brings."""
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, form):
        raise ProblemError(problem_of(NOT_OURS, 200, "The answer is no JSON of Ilium."))
    return found


def _mark(mark: str | None) -> dict[str, str]:
    return {"Idempotency-Key": str(uuid.uuid4()) if mark is None else checked_word(mark, "The mark")}


def _part(id_: str) -> str:
    """An id as one part of an address; it can lead nowhere else. Raises ValueError for what no id holds."""
    if not _ID.fullmatch(id_):
        raise ValueError("An id has letters, digits and underscores only.")
    return id_


def _word(value: str | datetime.date | None) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _day(value: object) -> str:
    """A day as JSON has it. Raises TypeError for whatever else JSON has no form for."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"JSON has no form for {type(value).__name__}.")
