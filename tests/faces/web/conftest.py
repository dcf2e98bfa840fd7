"""The pages, served for real on this machine, and people who click through them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, BrowserContext
from starlette.applications import Starlette
from starlette.types import ASGIApp
from tests.faces.web.person import PHONE, Person
from tests.serving import served

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


def serve(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a free port; gives its address."""
    with served(app) as address:
        yield address


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
