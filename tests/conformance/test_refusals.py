"""At every door the same requests are refused clearly; nothing is kept, and nothing of them is logged."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp
from tests.conformance.doors import Door, doors_of
from tests.faces.api.conftest import Program

from ilium.answers.case import Case
from ilium.episode.store.feedback import FeedbackBook
from ilium.episode.store.keys import KeyRing
from ilium.faces.api.access import Access
from ilium.faces.api.app import bare_api, create_api
from ilium.faces.api.examples import check_in_example, first_case
from ilium.faces.api.problems import KINDS
from ilium.faces.api.store_door import StoreDoor
from ilium.faces.cds_hooks.calls import SERVICE
from ilium.faces.fhir.outcome import ISSUES
from ilium.knowledge.reading import load_knowledge

TODAY, ENDED, LATER = date(2026, 11, 22), date(2026, 11, 1), date(2027, 11, 1)
SECRET = "zanzibar_5731"
KNOWLEDGE = load_knowledge()
DOORS = list(doors_of(bare_api(KNOWLEDGE, Access(), StoreDoor())))
MOST = 20_000
Headers = dict[str, str]


@dataclass(frozen=True)
class Wrong:
    """A request that is refused: how it is sent, before which server, and as what it is refused."""

    kind: str
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    """Which of the keys is sent."""
    access: Mapping[str, Any] = field(default_factory=dict)
    at: Callable[[Door], bool] = lambda _door: True
    in_pieces: bool = False
    """Whether the length of the body is not told."""
    before: int = 0
    """How many requests were made before."""


def reads(door: Door) -> bool:
    return door.reads


def changes(door: Door) -> bool:
    return door.method != "GET"


NEEDED = {"key_needed": True}
QUOTED = f'"{SECRET}"'.encode()
WRONG = {
    "no key": Wrong("key_missing", access=NEEDED, at=lambda door: not door.is_open),
    "no key, through a proxy": Wrong(
        "key_missing", headers={"X-Forwarded-For": "203.0.113.7"}, at=lambda door: not door.is_open
    ),
    "a key nobody made": Wrong("key_refused", key="unknown"),
    "a key that has ended": Wrong("key_refused", key="ended"),
    "a key that was revoked": Wrong("key_refused", key="revoked"),
    "a key of another kind": Wrong("key_refused", headers={"Authorization": f"Basic {SECRET}"}),
    "a key without episodes": Wrong(
        "key_scope", key="plain", access=NEEDED, at=lambda door: door.of_episodes
    ),
    "another host": Wrong("wrong_host", access={"hosts": frozenset({"localhost"})}),
    "somebody else's page": Wrong("forged", headers={"Origin": f"https://{SECRET}.example"}, at=changes),
    "another site": Wrong("forged", headers={"Sec-Fetch-Site": "cross-site"}, at=changes),
    "no JSON wanted": Wrong("not_acceptable", headers={"Accept": "text/html"}),
    "too often": Wrong("too_often", access={"rate": "2/minute"}, before=2),
    "another type": Wrong("wrong_type", QUOTED, {"Content-Type": "application/xml"}, at=reads),
    "no type": Wrong("wrong_type", QUOTED, {"Content-Type": ""}, at=reads),
    "a large body": Wrong("too_large", QUOTED * MOST, at=reads),
    "a large body, told before it comes": Wrong(
        "too_large", QUOTED, {"Content-Length": str(MOST + 1)}, at=reads
    ),
    "a large body in pieces": Wrong("too_large", QUOTED * MOST, at=reads, in_pieces=True),
    "a length that is none": Wrong("bad_request", QUOTED, {"Content-Length": "many"}, at=reads),
    "nothing": Wrong("bad_request", b"", at=reads),
    "no text": Wrong("bad_request", b"\xff\xfe" + SECRET.encode(), at=reads),
    "no JSON": Wrong("bad_request", f"answers: {SECRET}".encode(), at=reads),
    "half": Wrong("bad_request", b'{"' + SECRET.encode(), at=reads),
    "no number": Wrong("bad_request", b'{"age": NaN}', at=reads),
    "lists in lists": Wrong("bad_request", b"[" * 5000 + QUOTED + b"]" * 5000, at=reads),
    "objects in objects": Wrong("bad_request", b'{"a":' * 40 + QUOTED + b"}" * 40, at=reads),
    "a list": Wrong("bad_document", b"[" + QUOTED + b"]", at=reads),
    "a word": Wrong("bad_document", QUOTED, at=reads),
    "unknown names": Wrong("bad_document", b'{"resourceType": ' + QUOTED + b', "hook": 1}', at=reads),
}
CALLS = [(door, name) for door in DOORS for name, wrong in WRONG.items() if wrong.at(door)]
REPEATED = [door for door in DOORS if door.marked]


@dataclass
class House:
    """A store with one episode and keys of every kind, and servers before it."""

    store: StoreDoor
    episode: str
    keys: dict[str, str]
    made: dict[str, ASGIApp] = field(default_factory=dict)

    def serve(self, given: Mapping[str, Any]) -> ASGIApp:
        """The application behind its gate: one for each access, and a fresh one where calls are counted."""
        if "rate" in given or str(given) not in self.made:
            find = self.store.find_key(lambda: TODAY)
            access = Access(today=lambda: TODAY, find_key=find, most_bytes=MOST, **given)
            self.made[str(given)] = create_api(KNOWLEDGE, access, self.store)
        return self.made[str(given)]

    def kept(self) -> tuple[object, ...]:
        """All that is kept."""
        opened = self.store.open()
        return opened.list(), opened.load(self.episode), FeedbackBook(opened).list()


def make_keys(store: StoreDoor) -> dict[str, str]:
    ring = KeyRing(store.open())
    revoked, token = ring.create("revoked", LATER, TODAY, episodes=True)
    ring.revoke(revoked.id, TODAY)
    return {
        "plain": ring.create("plain", LATER, TODAY)[1],
        "ended": ring.create("ended", ENDED, date(2026, 10, 1), episodes=True)[1],
        "revoked": token,
        "unknown": f"ilium_00000000_{SECRET}",
    }


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    store = StoreDoor(str(tmp_path_factory.mktemp("kept") / "kept.sqlite3"))
    yield House(store, store.open().start(Case(), TODAY).id, make_keys(store))
    store.close()


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Everything that any logger of ours says where somebody turned all logs up."""
    caplog.set_level(logging.DEBUG)

    def text() -> str:
        records = [one for one in caplog.records if not one.name.startswith(("asyncio", "httpx", "httpcore"))]
        return "\n".join(f"{one.getMessage()} {one.exc_text} {vars(one)}" for one in records)

    return text


def send(app: ASGIApp, door: Door, wrong: Wrong, place: str, key: str) -> httpx.Response:
    typed = {"Content-Type": "application/fhir+json" if door.is_fhir else "application/json"}
    given = {
        **(typed if door.reads else {}),
        **wrong.headers,
        **({"Authorization": f"Bearer {key}"} if key else {}),
    }
    body: dict[str, Any] = {"headers": {name: word for name, word in given.items() if word}}
    if door.reads:
        body["content"] = pieces(wrong.content) if wrong.in_pieces else wrong.content
    return Program(app).call(door.method, place, **body)


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 1000):
        yield content[start : start + 1000]


def hold_clear(door: Door, answer: httpx.Response, kind: str) -> None:
    """A refusal says what it is, in the words of its door, with what helps and nothing of what was sent."""
    assert answer.status_code == KINDS[kind], answer.text
    told = answer.json()
    if door.is_fhir:
        assert answer.headers["content-type"] == "application/fhir+json"
        assert told["resourceType"] == "OperationOutcome"
        assert told["issue"][0]["code"] == ISSUES[kind] and told["issue"][0]["details"]["text"]
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert (told["type"], told["status"]) == (f"urn:ilium:problem:{kind}", KINDS[kind])
        assert told["title"] and told["detail"]
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.status_code == 401) == ("www-authenticate" in answer.headers)
    assert (answer.status_code == 429) == ("retry-after" in answer.headers)


@pytest.mark.parametrize(("door", "name"), CALLS, ids=lambda one: one if isinstance(one, str) else one.name)
def test_a_wrong_request_is_refused_clearly_at_every_door(
    door: Door, name: str, house: House, heard: Callable[[], str]
) -> None:
    wrong, kept = WRONG[name], house.kept()
    app, key = house.serve(wrong.access), house.keys.get(wrong.key, "")
    for _ in range(wrong.before):
        Program(app).call("GET", "/api/v1/knowledge/version")
    answer = send(app, door, wrong, door.filled({**WORDS, "episode": house.episode}), key)
    hold_clear(door, answer, wrong.kind)
    assert house.kept() == kept
    assert SECRET not in heard() and (not key or key not in heard() + answer.text)
    assert SECRET not in answer.text or wrong.kind == "bad_document"


WORDS = {
    "question": "fever",
    "kind": "questions",
    "concept": "fever",
    "service_id": SERVICE,
    "cause": "malignancy",
}


@pytest.mark.parametrize("door", REPEATED, ids=lambda door: door.name)
def test_a_mark_that_comes_again_with_another_body_is_refused(
    door: Door, tmp_path: Path, heard: Callable[[], str]
) -> None:
    store = StoreDoor(str(tmp_path / "kept.sqlite3"))
    id_ = store.open().start(Case(), date(2026, 3, 1)).id
    program = Program(create_api(KNOWLEDGE, Access(today=lambda: TODAY), store))
    first = check_in_example(KNOWLEDGE) if door.path.endswith("check-ins") else first_case(KNOWLEDGE)
    other = {**first, "date": "2026-03-09"} if "date" in first else {**first, "note": SECRET}
    place, marked = door.filled({"episode": id_}), {"Idempotency-Key": SECRET}
    assert program.call("POST", place, json=first, headers=marked).status_code == 201
    kept = [store.open().load(one.id) for one in store.open().list()]
    answer = program.call("POST", place, json=other, headers=marked)
    hold_clear(door, answer, "used_twice")
    assert [store.open().load(one.id) for one in store.open().list()] == kept
    assert SECRET not in heard() + answer.text
    store.close()


def test_every_face_for_programs_is_among_the_doors() -> None:
    posts = {door.path for door in DOORS if door.reads}
    assert {"/api/v1/assess", "/cds-services/{service_id}", "/fhir/Questionnaire/$next-question"} <= posts
    assert len(REPEATED) == 2
