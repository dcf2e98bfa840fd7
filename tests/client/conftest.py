"""A client before a server in this process, and before a real one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp
from tests.serving import served

from ilium.client import Client
from ilium.client.calling import Received, Sent
from ilium.episode.store.keys import KeyRing
from ilium.faces.api.access import Access
from ilium.faces.api.app import bare_api, create_api
from ilium.faces.api.examples import first_case
from ilium.faces.api.openapi import describe
from ilium.faces.api.store_door import StoreDoor
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

TODAY = date(2026, 11, 22)
HERE = "http://127.0.0.1"


@dataclass
class InProcess:
    """Sends requests to an application in this process, and remembers them."""

    app: ASGIApp
    sent: list[Sent] = field(default_factory=list)

    def __call__(self, sent: Sent) -> Received:
        self.sent.append(sent)

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as client:
                headers = dict(sent.headers)
                return await client.request(sent.method, sent.address, headers=headers, content=sent.body)

        answer = asyncio.run(call())
        return Received(answer.status_code, dict(answer.headers), answer.content)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def description(knowledge: Knowledge) -> dict[str, Any]:
    """What the server says of its calls."""
    return describe(bare_api(knowledge, Access(), StoreDoor()), knowledge, key_needed=False)


@pytest.fixture(scope="session")
def case(knowledge: Knowledge) -> dict[str, Any]:
    return first_case(knowledge)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[StoreDoor]:
    door = StoreDoor(str(tmp_path / "kept.sqlite3"))
    yield door
    door.close()


@pytest.fixture
def key(door: StoreDoor) -> str:
    """A key that opens everything."""
    return KeyRing(door.open()).create("client", date(2999, 1, 1), TODAY, episodes=True)[1]


@pytest.fixture
def app(knowledge: Knowledge, door: StoreDoor) -> ASGIApp:
    access = Access(key_needed=True, find_key=door.find_key(lambda: TODAY), today=lambda: TODAY)
    return create_api(knowledge, access, door)


@pytest.fixture
def server(app: ASGIApp) -> InProcess:
    return InProcess(app)


@pytest.fixture
def client(server: InProcess, key: str) -> Client:
    return Client(HERE, key, send=server)


@pytest.fixture
def address(app: ASGIApp) -> Iterator[str]:
    """Where the calls are really served."""
    with served(app) as address:
        yield address


@pytest.fixture
def scripted() -> Callable[..., tuple[Client, list[Sent], list[float]]]:
    """A client whose server answers as written; with what was sent, and how long it waited."""

    def make(*answers: Received, **given: Any) -> tuple[Client, list[Sent], list[float]]:  # noqa: ANN401
        left, sent, waited = list(answers), [], []  # type: ignore[var-annotated]

        def send(one: Sent) -> Received:
            sent.append(one)
            return left.pop(0)

        return Client(HERE, send=send, sleep=waited.append, **given), sent, waited

    return make
