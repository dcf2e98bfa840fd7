"""The pages, served for real on this machine, and people who click through them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest
import uvicorn
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, BrowserContext
from starlette.applications import Starlette
from tests.faces.web.person import PHONE, Person

from ilium.faces.web.app import create_app
from ilium.faces.web.settings import Settings
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def pages(knowledge: Knowledge) -> Starlette:
    return create_app(knowledge, Settings(key=Fernet.generate_key(), today=lambda: TODAY))


def serve(app: Starlette) -> Iterator[str]:
    """Serve an application on a free port; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address(pages: Starlette) -> Iterator[str]:
    """Where the pages are served."""
    yield from serve(pages)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has never been here; it may ask no other machine for anything."""
    with browser.new_context(viewport=PHONE, locale="en-GB") as opened:
        yield opened


@pytest.fixture
def person(context: BrowserContext, address: str, knowledge: Knowledge) -> Person:
    """Somebody in pain, before the start page."""
    return Person(context.new_page(), address, knowledge)
