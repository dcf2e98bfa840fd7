"""An episode in the browser asks about painkillers anew on each day, and keeps the answers with that day."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.faces.web.checking import invalid_html, is_wide
from tests.faces.web.episode.conftest import Clock, Returning
from tests.faces.web.person import Person

from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Ticked
from ilium.episode.store.episode_store import EpisodeStore


def section(person: Person) -> str:
    return " ".join((person.page.locator(".il-painkillers").text_content() or "").split())


def ask(someone: Returning, **says: str) -> None:
    """Ask for the advice, and answer every question with no or as told."""
    person = someone.person
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="Advice on painkillers").click()
    while "/painkillers/" in person.path:
        assert not is_wide(person.page)
        person.answer_page({"med_days": "0", **says})


def test_on_the_first_day_the_episode_names_medicines_and_keeps_the_answers(returning: Returning) -> None:
    returning.look()
    ask(returning)
    assert returning.person.path == returning.episode
    assert "Paracetamol tablets" in section(returning.person)
    assert "Leave at least 4 hours between." in section(returning.person)
    with EpisodeStore(str(returning.database)) as store:
        kept = store.load(store.list()[0].id).case
    assert kept.answers["med_body"] == Ticked(frozenset())


def test_another_day_names_nothing_until_a_check_in_and_then_asks_anew(returning: Returning) -> None:
    returning.look()
    ask(returning)
    returning.clock.after(3)
    returning.look()
    assert "So we name none from an earlier day." in section(returning.person)
    assert "Paracetamol" not in section(returning.person)
    returning.check_in(3, {"tablets_taken": "most_days", "buttock_pain": "5", "leg_pain": "4"})
    returning.look()
    assert "You take painkillers. Let us ask again" in returning.person.page.inner_text("main")
    ask(returning, med_stomach="ulcer_or_bleed")
    assert "Ibuprofen tablets. Not for you: the stomach or bowel could bleed again." in section(
        returning.person
    )
    with EpisodeStore(str(returning.database)) as store:
        kept = store.load(store.list()[0].id).case
    assert kept.check_ins[-1].answers["med_stomach"] == Ticked(frozenset({"ulcer_or_bleed"}))
    assert kept.answers["med_stomach"] == Ticked(frozenset())


def test_every_page_of_it_is_valid_and_wants_every_answer(
    client: TestClient, kept: str, tmp_path: Path
) -> None:
    first = client.get(f"{kept}/painkillers")
    assert first.url.path == f"{kept}/painkillers/medicines_you"
    left_open = client.post(str(first.url.path), data={})
    assert (left_open.status_code, "Please look again" in left_open.text) == (422, True)
    assert invalid_html({"first": first.text, "open": left_open.text}, tmp_path) == set()


def test_in_an_emergency_nothing_is_asked(
    client: TestClient, kept: str, database: Path, clock: Clock
) -> None:
    clock.after(1)
    with EpisodeStore(str(database)) as store:
        store.add_check_in(store.list()[0].id, CheckIn(clock.day, {"saddle_feeling": "new"}))
    assert client.get(f"{kept}/painkillers").url.path == kept
    assert "Advice on painkillers" not in client.get(f"{kept}/everything").text


@pytest.mark.parametrize("path", ["/painkillers/nothing", "/painkillers/about_you"])
def test_there_is_no_other_page(client: TestClient, kept: str, path: str) -> None:
    assert client.get(kept + path).status_code == 404


def test_the_answers_of_an_earlier_day_lead_to_a_check_in(
    client: TestClient, kept: str, clock: Clock
) -> None:
    clock.after(2)
    assert client.get(f"{kept}/painkillers/medicines_you").url.path == f"{kept}/check-in"
