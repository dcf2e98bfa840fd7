"""Pages over a store of their own, a clock that the tests set, and people who come back for check-ins."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import BrowserContext
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.browser import ROOT
from tests.faces.web.conftest import serve
from tests.faces.web.person import Person, Said

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer
from ilium.episode.store.episode_store import EpisodeStore
from ilium.faces.web.app import create_app
from ilium.faces.web.sealed import COOKIE
from ilium.faces.web.settings import Settings
from ilium.faces.web.sitting import Sitting, pack
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge

FIRST = datetime.date(2026, 11, 22)
FLAT: Mapping[str, Said] = {
    "buttock_pain": "6",
    "leg_pain": "6",
    "walking_change": "as_far",
    "chosen_activity": "walk",
    "activity_level": "4",
    "tablets_taken": "some_days",
    "plan_done": "some_of_it",
    "daily_limits": "some",
}
"""A check-in of somebody whose pain stays as it was."""


@dataclass
class Clock:
    """Says which day it is."""

    day: datetime.date = FIRST

    def after(self, days: int) -> None:
        """So many days after the first."""
        self.day = FIRST + datetime.timedelta(days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "episodes.sqlite3"


@pytest.fixture
def pages(knowledge: Knowledge, clock: Clock, database: Path) -> Starlette:
    """Pages that can keep episodes; a lock is waited for briefly."""

    def open_store() -> EpisodeStore:
        return EpisodeStore(str(database), patience=1.0)

    settings = Settings(key=Fernet.generate_key(), today=lambda: clock.day, open_store=open_store)
    return create_app(knowledge, settings)


@pytest.fixture
def address(pages: Starlette) -> Iterator[str]:
    yield from serve(pages)


@pytest.fixture
def story(knowledge: Knowledge) -> Case:
    """Somebody with a trapped nerve, whose pain is 6 on the first day."""
    text = (ROOT / "examples/sciatica.yaml").read_text("utf-8")
    return replace(read_case(knowledge, text), today=FIRST, country="GB")


@pytest.fixture
def sealed(pages: Starlette, story: Case) -> str:
    """The cookie of somebody who has answered."""
    value: str = pages.state.desk.seal.close(pack(Sitting(story)))
    return value


@pytest.fixture
def client(pages: Starlette, sealed: str) -> Iterator[TestClient]:
    """A browser of sorts, before the result."""
    with TestClient(pages, base_url="http://localhost", cookies={COOKIE: sealed}) as client:
        yield client


@pytest.fixture
def kept(client: TestClient) -> str:
    """The address of an episode that this client has kept."""
    return str(client.post("/keep").url.path).removesuffix("/kept")


@dataclass
class Returning:
    """Somebody who keeps an episode and comes back."""

    person: Person
    clock: Clock
    database: Path
    episode: str = ""

    def keep(self) -> None:
        """Keep what was answered, from the result on."""
        self.person.open("/result")
        self.person.press("Keep this")
        self.person.page.wait_for_url("**/kept")
        self.episode = self.person.path.removesuffix("/kept")

    def look(self, part: str = "") -> None:
        """Open the episode."""
        self.person.open(self.episode + part)

    def told(self, day: int, answers: Mapping[str, Answer]) -> None:
        """A check-in that was kept on a day, without the pages."""
        self.clock.after(day)
        with EpisodeStore(str(self.database)) as store:
            (one,) = store.list()
            store.add_check_in(one.id, CheckIn(self.clock.day, answers))

    def check_in(self, day: int, says: Mapping[str, Said], *, stop: bool = False) -> None:
        """Answer a check-in on a day, to its end or until another kind of page comes."""
        self.clock.after(day)
        self.look("/check-in")
        self.person.press("Begin the check-in")
        while "/check-in/" in self.person.path and not self.person.path.endswith("/emergency"):
            keep = self.person.page.get_by_role("button", name="Keep it now")
            if stop and keep.count():
                self.person.press("Keep it now")
            else:
                self.person.answer_page({**FLAT, **says})


@pytest.fixture
def returning(
    context: BrowserContext, address: str, knowledge: Knowledge, clock: Clock, database: Path, sealed: str
) -> Returning:
    """Somebody whose episode is kept, on the first day."""
    context.add_cookies([{"name": COOKIE, "value": sealed, "url": address}])
    someone = Returning(Person(context.new_page(), address, knowledge), clock, database)
    someone.keep()
    return someone
