"""Episodes over the interface: begun, checked in, taken away, deleted; opened only by who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.faces.api.conftest import TODAY, Program

from ilium.episode.store.keys import KeyRing
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.api.examples import check_in_example, clearing_example
from ilium.faces.api.store_door import StoreDoor
from ilium.knowledge.library import Knowledge

END = date(2027, 1, 1)
Serve = Callable[..., Program]


@dataclass(frozen=True)
class Tokens:
    """Keys of two kinds."""

    plain: str
    episodes: str


@pytest.fixture
def door(tmp_path: Path) -> Iterator[StoreDoor]:
    door = StoreDoor(str(tmp_path / "kept.sqlite3"))
    yield door
    door.close()


@pytest.fixture
def tokens(door: StoreDoor) -> Tokens:
    ring = KeyRing(door.open())
    return Tokens(ring.create("plain", END, TODAY)[1], ring.create("episodes", END, TODAY, episodes=True)[1])


@pytest.fixture
def serve(knowledge: Knowledge, door: StoreDoor) -> Serve:
    """A program before a server with this store; `token` is its key."""

    def make(*, token: str = "", **access: Any) -> Program:  # noqa: ANN401
        given = {"today": lambda: TODAY, "find_key": door.find_key(lambda: TODAY), **access}
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return Program(create_api(knowledge, Access(**given), door), **headers)

    return make


def test_an_episode_goes_from_its_first_day_to_its_last(
    serve: Serve, case: dict[str, Any], knowledge: Knowledge
) -> None:
    program = serve()
    begun = program.post("/episodes", json=case)
    id_ = begun.json()["episode"]["id"]
    assert (begun.status_code, begun.headers["location"]) == (201, f"/api/v1/episodes/{id_}")
    same = {**case, "start": case["today"], "today": str(TODAY)}
    assert begun.json()["assessment"] == program.post("/assess", json=same).json()
    later = program.post(f"/episodes/{id_}/check-ins", json=check_in_example(knowledge))
    assert (later.status_code, len(later.json()["episode"]["case"]["check_ins"])) == (201, 1)
    cleared = program.post(f"/episodes/{id_}/cleared", json=clearing_example(knowledge))
    again = program.post(f"/episodes/{id_}/cleared", json=clearing_example(knowledge))
    assert (
        len(again.json()["episode"]["case"]["cleared"])
        == 1
        == len(cleared.json()["episode"]["case"]["cleared"])
    )
    shown = program.get(f"/episodes/{id_}").json()
    assert len(shown["episode"]["statements"]) == 2
    assert program.get(f"/episodes/{id_}/export").json() == shown["episode"]
    assert program.call("DELETE", f"/api/v1/episodes/{id_}").status_code == 204
    assert program.get(f"/episodes/{id_}").status_code == 404


def test_a_request_that_is_sent_again_is_kept_once(
    serve: Serve, case: dict[str, Any], door: StoreDoor
) -> None:
    program, mark = serve(), {"Idempotency-Key": "11e1"}
    first = program.post("/episodes", json=case, headers=mark)
    again = program.post("/episodes", json=case, headers=mark)
    assert first.json() == again.json()
    other = program.post("/episodes", json={**case, "country": "NO"}, headers=mark)
    assert (other.status_code, other.json()["type"]) == (422, "urn:ilium:problem:used_twice")
    assert len(door.open().list()) == 1
    path, sent = f"/episodes/{first.json()['episode']['id']}/check-ins", {"date": str(TODAY)}
    for _ in range(2):
        kept = program.post(path, json=sent, headers=mark).json()
        assert len(kept["episode"]["case"]["check_ins"]) == 1


def test_nothing_is_kept_of_what_is_refused(serve: Serve, case: dict[str, Any], door: StoreDoor) -> None:
    program = serve()
    assert program.post("/episodes", json={**case, "age": "old"}).status_code == 422
    assert door.open().list() == ()
    id_ = program.post("/episodes", json=case).json()["episode"]["id"]
    before = door.open().load(id_)
    early = program.post(f"/episodes/{id_}/check-ins", json={"date": "2001-01-01"})
    unknown = program.post(
        f"/episodes/{id_}/cleared", json={"rule": "x", "date": "2026-11-22", "test": "MRI"}
    )
    assert (early.status_code, unknown.status_code) == (422, 422)
    assert door.open().load(id_) == before


def test_only_a_key_that_opens_episodes_lists_them(serve: Serve, tokens: Tokens) -> None:
    assert serve().get("/episodes").status_code == 401
    assert serve(token=tokens.plain).get("/episodes").status_code == 403
    assert serve(token=tokens.episodes).get("/episodes").json() == []


def test_off_this_machine_nothing_opens_without_a_key(
    serve: Serve, tokens: Tokens, case: dict[str, Any]
) -> None:
    program = serve(key_needed=True)
    for answer in (
        program.post("/assess", json=case),
        program.post("/episodes", json=case),
        program.get("/knowledge"),
        program.get("/episodes/none"),
        program.get("/nothing"),
    ):
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert program.get("/openapi.json").status_code == 200
    assert serve(key_needed=True, token=tokens.plain).post("/assess", json=case).status_code == 200
    assert serve(key_needed=True, token=tokens.plain).post("/episodes", json=case).status_code == 403
    assert serve(key_needed=True, token=tokens.episodes).post("/episodes", json=case).status_code == 201


@pytest.mark.parametrize("said", ["Bearer nothing", "Basic dTpw", "Bearer", "Bearer ilium_00000000_x"])
def test_a_wrong_key_is_refused_even_where_none_is_needed(serve: Serve, said: str) -> None:
    answer = serve().get("/knowledge", headers={"Authorization": said})
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:ilium:problem:key_refused")


def test_a_revoked_and_an_ended_key_are_refused(serve: Serve, door: StoreDoor, tokens: Tokens) -> None:
    assert (
        serve(token=tokens.plain, find_key=door.find_key(lambda: date(2027, 1, 2)))
        .get("/knowledge")
        .status_code
        == 401
    )
    for key in KeyRing(door.open()).list():
        KeyRing(door.open()).revoke(key.id, TODAY)
    assert serve(token=tokens.plain).get("/knowledge").status_code == 401


def test_who_calls_too_often_is_told_to_wait_and_others_are_not(serve: Serve, tokens: Tokens) -> None:
    program = serve(rate="3/minute", token=tokens.plain)
    for _ in range(3):
        assert program.get("/knowledge/version").status_code == 200
    answer = program.get("/knowledge/version")
    assert (answer.status_code, answer.json()["type"]) == (429, "urn:ilium:problem:too_often")
    assert int(answer.headers["retry-after"]) > 0
    other = Program(program.app, Authorization=f"Bearer {tokens.episodes}")
    assert other.get("/knowledge/version").status_code == 200
    guesser = Program(program.app, Authorization="Bearer guess")
    assert [guesser.get("/knowledge/version").status_code for _ in range(4)] == [401, 401, 401, 429]


def test_a_page_of_somebody_else_cannot_make_a_browser_call(serve: Serve, case: dict[str, Any]) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert serve().post("/assess", json=case, headers=headers).status_code == 403
    program = serve(hosts=frozenset({"localhost"}))
    assert program.get("/knowledge").status_code == 421


def test_a_store_that_cannot_be_opened_is_told_without_its_place(
    knowledge: Knowledge, case: dict[str, Any], tmp_path: Path
) -> None:
    broken = tmp_path / "secret_place.sqlite3"
    broken.write_bytes(b"no database" * 100)
    program = Program(create_api(knowledge, Access(), StoreDoor(str(broken))))
    answer = program.post("/episodes", json=case)
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:ilium:problem:no_store")
    assert "secret_place" not in answer.text
