"""Where a key may go, when a call is made again, and what is read of an answer."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from ilium.client import Client, ProblemError, calling
from ilium.client.calling import Received, Sent

Scripted = Callable[..., tuple[Client, list[Sent], list[float]]]
KEY = "ilium_00000000_key"
MARK = b'{"version": "0.1.0", "hash": "00"}'
GOOD = Received(200, {}, MARK)
PROBLEM = {"type": "urn:ilium:problem:too_often", "title": "Too many", "status": 429, "detail": "Wait."}


def refusal(status: int, **headers: str) -> Received:
    return Received(status, headers, json.dumps({**PROBLEM, "status": status}).encode())


@pytest.mark.parametrize(
    "base",
    ["http://ilium.example", "http://10.0.0.7:8321", "http://127.0.0.1.example", "http://[2001:db8::1]"],
)
def test_a_key_never_goes_over_plain_http_to_another_machine(base: str) -> None:
    with pytest.raises(ValueError, match="https only") as refused:
        Client(base, KEY)
    assert KEY not in str(refused.value)
    Client(base)


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:1", "http://localhost:1/", "http://[::1]:1", "https://ilium.example/pain"]
)
def test_a_key_goes_to_this_machine_and_over_https(base: str) -> None:
    assert not Client(base, KEY).base.endswith("/")


@pytest.mark.parametrize(
    "base",
    ["", "ilium.example", "file:///etc/passwd", "ftp://127.0.0.1", "http://", "http://me:word@127.0.0.1",
     "http://127.0.0.1?x=1", "http://127.0.0.1#x"],
)  # fmt: skip
def test_what_is_no_address_of_a_server_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="The address of the server"):
        Client(base)


@pytest.mark.parametrize("word", ["", "a b", "a\r\nX-More: 1", "schlüssel"])
def test_what_no_header_can_hold_is_refused_and_not_repeated(word: str, case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no header") as refused:
        Client(key=word)
    assert not word or word not in str(refused.value)
    with pytest.raises(ValueError, match="no header"):
        Client().begin_episode(case, mark=word)


@pytest.mark.parametrize("status", [429, 503])
def test_a_call_that_may_go_through_later_is_made_again_when_the_server_says(
    scripted: Scripted, status: int
) -> None:
    client, sent, waited = scripted(refusal(status, **{"retry-after": "7"}), refusal(status), GOOD)
    assert client.knowledge_version()["version"] == "0.1.0"
    assert (len(sent), waited) == (3, [7.0, 1.0])


def test_the_same_request_is_made_again_with_the_same_mark(scripted: Scripted, case: dict[str, Any]) -> None:
    client, sent, _ = scripted(refusal(503), Received(201, {}, b"{}"), Received(201, {}, b"{}"))
    client.begin_episode(case)
    client.begin_episode(case)
    assert sent[0] == sent[1]
    assert sent[1].headers["Idempotency-Key"] != sent[2].headers["Idempotency-Key"]


def test_whatever_is_kept_carries_a_mark_so_that_no_call_is_unsafe_to_repeat(
    scripted: Scripted, case: dict[str, Any]
) -> None:
    client, sent, _ = scripted(*[Received(201, {}, b"{}")] * 3)
    client.begin_episode(case)
    client.check_in("one", {"date": "2026-01-01"})
    assert all(one.headers["Idempotency-Key"] for one in sent)


def test_a_date_to_wait_for_is_understood() -> None:
    said = formatdate(1_800_000_030, usegmt=True)
    wait = calling.wait_asked(refusal(503, **{"retry-after": said}), lambda: 1_800_000_000.0)
    assert wait == 30
    assert calling.wait_asked(refusal(503, **{"retry-after": "soon"})) == 1


def test_patience_ends(scripted: Scripted) -> None:
    client, sent, waited = scripted(*[refusal(429, **{"retry-after": "60"})] * 2)
    with pytest.raises(ProblemError) as refused:
        client.knowledge_version()
    assert (len(sent), waited, refused.value.retry_after) == (2, [60.0], 60)
    client, sent, waited = scripted(refusal(429), patience=0)
    with pytest.raises(ProblemError):
        client.knowledge_version()
    assert (len(sent), waited) == (1, [])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415, 421, 422, 500, 502, 504])
def test_no_other_refusal_is_asked_about_again(scripted: Scripted, status: int) -> None:
    client, sent, _ = scripted(refusal(status))
    with pytest.raises(ProblemError) as refused:
        client.knowledge_version()
    assert (len(sent), refused.value.status, refused.value.problem["detail"]) == (1, status, "Wait.")


@pytest.mark.parametrize(
    "answer",
    [
        Received(502, {}, b"<html>Bad gateway</html>"),
        Received(502, {}, b"[1]"),
        Received(422, {}, b'{"type": 1}'),
        Received(422, {}, json.dumps({**PROBLEM, "faults": [{"line": "x"}]}).encode()),
        Received(200, {}, b"<html>"),
        Received(200, {}, b"[]"),
        Received(200, {}, b"[" * 100_000),
        Received(200, {}, b"\xff"),
        Received(302, {"location": "https://elsewhere.example"}, b""),
    ],
)
def test_an_answer_of_something_else_is_told_as_such(scripted: Scripted, answer: Received) -> None:
    client, _, _ = scripted(answer)
    with pytest.raises(ProblemError) as refused:
        client.knowledge_version()
    assert (refused.value.kind, refused.value.status) == ("not_ours", answer.status)


class Elsewhere(BaseHTTPRequestHandler):
    """A server that sends callers on to itself, hangs up, or never stops talking."""

    asked: list[str] = []  # noqa: RUF012 - one for the whole server

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/hang-up/"):
            self.connection.shutdown(socket.SHUT_RDWR)
        elif self.path.startswith("/slow/"):
            time.sleep(0.5)
        elif self.path.startswith("/large/"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 2000)
        else:
            self.send_response(307)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/stolen")  # type: ignore[attr-defined]
            self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_key_is_never_sent_on_to_another_address(elsewhere: str) -> None:
    with pytest.raises(ProblemError) as refused:
        Client(elsewhere, KEY).knowledge_version()
    assert refused.value.status == 307
    assert "/stolen" not in Elsewhere.asked


def test_a_server_that_hangs_up_or_is_slow_is_told_as_no_answer(elsewhere: str) -> None:
    for place in ("hang-up", "slow"):
        with pytest.raises(ProblemError) as refused:
            Client(f"{elsewhere}/{place}", timeout=0.1).knowledge_version()
        assert (refused.value.kind, refused.value.status) == ("no_answer", 0)


def test_an_answer_without_end_is_not_read_to_its_end(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "MOST_BYTES", 1000)
    with pytest.raises(ProblemError) as refused:
        Client(f"{elsewhere}/large").knowledge_version()
    assert "larger than 1,000" in refused.value.problem["detail"]


def test_plain_http_goes_past_every_proxy(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch, address: str, key: str
) -> None:
    monkeypatch.setenv("http_proxy", elsewhere)
    Elsewhere.asked.clear()
    Client(address, key).knowledge_version()
    assert Elsewhere.asked == []
