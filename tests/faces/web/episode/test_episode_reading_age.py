"""How hard the pages about an episode are to read, by the same measure as every other page."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient
from tests.faces.web.episode.conftest import Clock
from tests.faces.web.reading_age import main_text, measure
from tests.faces.web.test_reading_age import GOAL, HARDEST

from ilium.answers.check_ins import CheckIn
from ilium.episode.store.episode_store import EpisodeStore

PAGES = ("", "/kept", "/answers", "/check-in", "/clear", "/delete", "/answers/1/take-back")


def test_the_pages_about_an_episode_can_be_read_at_about_eleven(
    kept: str, client: TestClient, clock: Clock, database: Path
) -> None:
    clock.after(2)
    with EpisodeStore(str(database)) as store:
        (one,) = store.list()
        store.add_check_in(one.id, CheckIn(clock.day, {"buttock_pain": 5.0, "fever": "no"}))
    found = {part: measure(main_text(client.get(kept + part).text)).grade for part in PAGES}
    print({part: round(grade, 1) for part, grade in found.items()})
    assert {part: grade for part, grade in found.items() if grade > HARDEST} == {}
    assert sum(found.values()) / len(found) < GOAL
