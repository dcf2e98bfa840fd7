"""Whose an episode is, what is kept and when, and what happens where it cannot be kept."""

from __future__ import annotations

import datetime
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.faces.web.episode.conftest import FLAT, Clock

from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Missing
from ilium.episode.episode import Chance, Statement
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.faces.web.episode.keys import COOKIE, HANDLE, id_of, is_key, new_key
from ilium.knowledge.library import Knowledge

PARTS = (
    "",
    "/everything",
    "/why/lumbar_disc_radiculopathy",
    "/summary",
    "/summary.pdf",
    "/kept",
    "/answers",
    "/answers/0/how_bad",
    "/answers/1/take-back",
    "/clear",
    "/delete",
    "/check-in",
    "/check-in/saddle_feeling",
    "/check-in/emergency",
    "/check-in/answers",
    "/dates.ics",
    "/episode.json",
    "/episode.zip",
)
POSTS: Mapping[str, Mapping[str, str]] = {
    "/check-in": {"who": "me"},
    "/check-in/saddle_feeling": {"saddle_feeling": "no"},
    "/check-in/go-on": {},
    "/check-in/keep": {},
    "/answers/0/how_bad": {"how_bad": "1"},
    "/answers/1/take-back": {},
    "/clear": {"rule": "a1_saddle_feeling", "date": "2026-11-22", "test": "MRI"},
    "/cleared/0/take-back": {},
    "/delete": {},
    "/take-off": {},
}


@pytest.fixture
def stranger(pages: Starlette) -> Iterator[TestClient]:
    with TestClient(pages, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def key_in(client: TestClient) -> str:
    return str(client.cookies[COOKIE])


def test_nothing_is_stored_before_somebody_keeps(client: TestClient, database: Path) -> None:
    assert client.get("/result").status_code == 200
    assert client.get("/").status_code == 200
    assert not database.exists()
    client.post("/keep")
    assert database.exists()


def test_keeping_moves_the_answers_out_of_the_cookie(client: TestClient) -> None:
    kept = client.post("/keep", follow_redirects=False)
    told = " ".join(kept.headers.get_list("set-cookie"))
    assert 'ilium=""' in told or "ilium=;" in told
    assert "cookies" not in kept.headers["clear-site-data"]
    held = next(one for one in kept.headers.get_list("set-cookie") if one.startswith(COOKIE))
    assert "HttpOnly" in held and "samesite=lax" in held.lower()


def test_no_page_of_an_episode_opens_without_its_key(kept: str, stranger: TestClient) -> None:
    for part in PARTS:
        assert stranger.get(kept + part).status_code == 404, part
    for part, form in POSTS.items():
        assert stranger.post(kept + part, data=form).status_code == 404, part


def test_no_other_key_opens_it_and_the_name_in_its_address_is_none(
    kept: str, client: TestClient, stranger: TestClient
) -> None:
    id_ = id_of(key_in(client))
    for other in (new_key(), id_, id_.ljust(43, "a"), f"{new_key()}.{new_key()}"):
        stranger.cookies.set(COOKIE, other)
        for part in PARTS:
            assert stranger.get(kept + part).status_code == 404, part
        assert kept not in stranger.get("/episodes").text
        assert stranger.post("/episodes/open", data={"key": other}).status_code == 422


def test_the_store_and_the_addresses_hold_no_key(kept: str, client: TestClient, database: Path) -> None:
    key = key_in(client)
    assert is_key(key) and kept.endswith(id_of(key)[:HANDLE])
    stored = b"".join(file.read_bytes() for file in database.parent.iterdir())
    assert id_of(key).encode() in stored
    assert key.encode() not in stored
    for part in PARTS:
        sent = client.get(kept + part)
        assert key not in str(sent.url)
        assert sent.headers["cache-control"] == "no-store"
        assert sent.headers["referrer-policy"] == "no-referrer"
        if part != "/kept":
            assert key not in sent.text


def test_a_post_from_another_site_changes_no_episode(kept: str, client: TestClient, database: Path) -> None:
    before = client.get(kept + "/episode.json").json()
    for part, form in {**POSTS, "/../../keep": {}, "/../../episodes/open": {"key": key_in(client)}}.items():
        sent = client.post(kept + part, data=form, headers={"sec-fetch-site": "cross-site"})
        assert sent.status_code == 403, part
    assert client.get(kept + "/episode.json").json() == before


def test_only_the_page_that_opens_a_link_runs_a_script(kept: str, client: TestClient) -> None:
    pages = {path: client.get(path) for path in (kept, kept + "/check-in", "/episodes", "/episodes/open")}
    assert [path for path, page in pages.items() if "<script" in page.text] == ["/episodes/open"]
    assert "script-src 'self'" in pages["/episodes/open"].headers["content-security-policy"]


def test_erasing_answers_leaves_the_keys_and_says_so(kept: str, client: TestClient) -> None:
    assert "What you have kept is not erased" in client.get("/erase").text
    assert "cookies" not in client.post("/erase", follow_redirects=False).headers["clear-site-data"]
    assert client.get(kept).status_code == 200


def test_an_episode_taken_off_this_browser_opens_again_with_its_key(kept: str, client: TestClient) -> None:
    key = key_in(client)
    client.post(kept + "/take-off")
    assert client.get(kept).status_code == 404
    opened = client.post("/episodes/open", data={"key": f"https://pain.example/episodes/open#{key}"})
    assert (opened.status_code, opened.url.path) == (200, kept)


@pytest.mark.parametrize("key", ["", "hello", "x" * 42, "../" * 20])
def test_what_is_no_key_is_told_so(client: TestClient, key: str) -> None:
    refused = client.post("/episodes/open", data={"key": key})
    assert refused.status_code == 422
    assert "This is no key" in refused.text


def answer(client: TestClient, kept: str, **says: str) -> str:
    """Answer a check-in through its forms, to its end; the path of the page that comes then."""
    at = client.post(kept + "/check-in", data={"who": "me"})
    while "/check-in/" in at.url.path and not at.url.path.endswith("/emergency"):
        question = at.url.path.rpartition("/")[2]
        said = {question: {**FLAT, **says}.get(question, "no")}
        form = {"stop": "1"} if 'name="stop"' in at.text else said
        at = client.post(at.url.path, data=form)
        if at.status_code == 503:
            return str(at.text)
        assert at.status_code == 200, form
    return str(at.url.path)


def test_a_check_in_is_kept_as_a_whole_or_not_at_all(kept: str, client: TestClient, clock: Clock) -> None:
    clock.after(2)
    at = client.post(kept + "/check-in", data={"who": "me"})
    client.post(at.url.path, data={"saddle_feeling": "no"})
    assert "check_ins" not in client.get(kept + "/episode.json").json()["case"]
    assert answer(client, kept) == kept
    (one,) = client.get(kept + "/episode.json").json()["case"]["check_ins"]
    assert one["date"] == "2026-11-24"
    assert one["answers"]["buttock_pain"] == 6


def test_a_safety_question_left_open_is_offered_to_be_answered_now(
    kept: str, client: TestClient, clock: Clock, database: Path
) -> None:
    assert "Safety questions that are still open" not in client.get(kept).text
    with EpisodeStore(str(database)) as store:
        (one,) = store.list()
        store.add_check_in(one.id, CheckIn(clock.day, {"saddle_feeling": Missing.UNKNOWN}))
    for question in ("saddle_feeling", "fever"):
        where = f"{kept}/answers/1/{question}"
        assert f'href="{where}"' in client.get(kept).text
        assert client.get(where).status_code == 200
        client.post(where, data={question: "no"})
        assert f'href="{where}"' not in client.get(kept).text
    clock.after(2)
    shown = client.get(kept).text
    assert "Answer it in a check-in" in shown
    assert "Answer it now" not in shown


def test_an_emergency_is_kept_once_however_the_check_in_goes_on(
    kept: str, client: TestClient, clock: Clock
) -> None:
    clock.after(2)
    assert answer(client, kept, saddle_feeling="new") == kept + "/check-in/emergency"
    (one,) = client.get(kept + "/episode.json").json()["case"]["check_ins"]
    assert one["answers"] == {"saddle_feeling": "new"}
    at = client.post(kept + "/check-in/go-on")
    while "/check-in/" in at.url.path:
        question = at.url.path.rpartition("/")[2]
        form = {"stop": "1"} if 'name="stop"' in at.text else {question: FLAT.get(question, "no")}
        at = client.post(at.url.path, data=form)
    (one,) = client.get(kept + "/episode.json").json()["case"]["check_ins"]
    assert (one["answers"]["saddle_feeling"], one["answers"]["buttock_pain"]) == ("new", 6)


def test_where_a_check_in_cannot_be_kept_its_result_is_shown_all_the_same_and_it_is_kept_later(
    kept: str, client: TestClient, clock: Clock, database: Path
) -> None:
    clock.after(14)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = answer(client, kept)
        assert "This check-in is not kept yet" in told
        assert "See a clinician soon" in told
        assert answer(client, kept, saddle_feeling="new") == kept + "/check-in/emergency"
        assert "could not be kept yet" in client.get(kept + "/check-in/emergency").text
        other.execute("ROLLBACK")
    assert client.post(kept + "/check-in/keep").url.path == kept
    (one,) = client.get(kept + "/episode.json").json()["case"]["check_ins"]
    assert one["answers"]["saddle_feeling"] == "new"


@pytest.mark.parametrize(
    ("fault", "status", "told"),
    [
        (Fault.LOCKED, 503, "did not work just now"),
        (Fault.FULL, 507, "could not be written down"),
        (Fault.UNREACHABLE, 503, "cannot be opened now"),
        (Fault.CORRUPT, 503, "cannot be opened now"),
    ],
)
def test_a_fault_of_the_store_is_told_plainly_with_the_emergency_signs(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, fault: Fault, status: int, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError(fault, "/secret/place", "detail")

    monkeypatch.setattr(EpisodeStore, "start", fail)
    refused = client.post("/keep")
    assert refused.status_code == status
    assert told in refused.text
    assert "tel:999" in refused.text
    assert "/secret/place" not in refused.text
    assert client.get("/result").status_code == 200, "the answers are still in the browser"


def test_an_episode_deleted_elsewhere_is_told_gone_and_leaves_the_list(
    kept: str, client: TestClient, database: Path
) -> None:
    with EpisodeStore(str(database)) as store:
        store.delete(id_of(key_in(client)))
    assert "This episode is gone" in client.get(kept).text
    assert "gone" in client.get("/episodes").text
    assert COOKIE not in client.cookies


def test_without_a_store_nothing_is_offered_and_no_page_is_there(knowledge: Knowledge) -> None:
    from cryptography.fernet import Fernet

    from ilium.faces.web.app import create_app
    from ilium.faces.web.settings import Settings

    app = create_app(knowledge, Settings(key=Fernet.generate_key()))
    with TestClient(app, base_url="http://localhost") as client:
        client.post("/start", data={"who": "me", "country": "GB"})
        assert "Keep this" not in client.get("/result").text
        for path in ("/episodes", "/episodes/open", "/episode/abcdefghij"):
            assert client.get(path).status_code == 404, path


def test_the_dates_reach_a_calendar_with_the_emergency_signs(kept: str, client: TestClient) -> None:
    sent = client.get(kept + "/dates.ics")
    assert sent.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(sent.content).walk("VEVENT")
    days = [
        (str(one["summary"]), one.decoded("dtstart"))
        for one in events
        if str(one["summary"]) == "Ilium: check-in"
    ]
    first = datetime.date(2026, 11, 22)
    assert days == [("Ilium: check-in", first + datetime.timedelta(day)) for day in (2, 5, 14, 42)]
    assert len({str(one["uid"]) for one in events}) == len(events)
    for one in events:
        assert "You cannot pass urine" in str(one["description"])
        assert one.walk("VALARM")


def test_everything_can_be_taken_away(kept: str, client: TestClient, knowledge: Knowledge) -> None:
    plain = client.get(kept + "/episode.json").json()
    assert plain["case"]["answers"]["how_bad"] == 6
    with zipfile.ZipFile(io.BytesIO(client.get(kept + "/episode.zip").content)) as archive:
        assert json.loads(archive.read(f"episodes/{plain['id']}.json")) == plain


def test_the_summary_for_a_clinician_tells_the_course_on_one_sheet(
    kept: str, client: TestClient, clock: Clock, database: Path
) -> None:
    with EpisodeStore(str(database)) as store:
        for day, pain in ((24, 5.0), (27, 3.0)):
            answers = {"buttock_pain": pain, "leg_pain": 1.0, "walking_change": "farther"}
            store.add_check_in(id_of(key_in(client)), CheckIn(datetime.date(2026, 11, day), answers))
    clock.after(5)
    sent = client.get(kept + "/summary.pdf")
    assert sent.headers["content-type"] == "application/pdf"
    (page,) = pypdf.PdfReader(io.BytesIO(sent.content)).pages
    text = " ".join(page.extract_text().split())
    for part in ("Course, day 5", "2026-11-24 5 1", "2026-11-27 3 1", "Farther than on the first day"):
        assert part in text
    assert "Course" not in summary_of(client)


def summary_of(client: TestClient) -> str:
    """The sheet of somebody who has answered only once."""
    client.post("/start", data={"who": "me", "country": "GB"})
    client.post("/question/about_you", data={"age": "40", "sex": "male"})
    (page,) = pypdf.PdfReader(io.BytesIO(client.get("/result/summary.pdf").content)).pages
    return str(page.extract_text())


def test_what_newer_knowledge_changes_is_told(kept: str, client: TestClient, database: Path) -> None:
    old = Statement(
        datetime.date(2026, 11, 22), 0, "0.0.1", "0" * 64, "routine", (Chance("si_joint_dysfunction", 0.7),)
    )
    assert "What newer knowledge changes" not in client.get(kept).text
    with EpisodeStore(str(database)) as store:
        store.add_statement(id_of(key_in(client)), old)
    page = client.get(kept).text
    assert "What newer knowledge changes" in page
    assert "about 7 in 10" in page


def test_a_change_that_came_in_between_is_not_overwritten(
    kept: str, client: TestClient, database: Path
) -> None:
    with EpisodeStore(str(database)) as store:
        before = store.load(id_of(key_in(client)))
        store.add_check_in(before.id, CheckIn(datetime.date(2026, 11, 23), {"fever": "new"}))
        with pytest.raises(StoreError) as refused:
            store.revise(before)
        assert refused.value.fault is Fault.BUSY
        assert len(store.load(before.id).case.check_ins) == 1


@pytest.mark.parametrize("place", ["9", "-1", "x", "0/fever_of_old", "0/pain_change", "0/take-back"])
def test_an_answer_that_is_not_there_has_no_page(kept: str, client: TestClient, place: str) -> None:
    assert client.get(f"{kept}/answers/{place}").status_code in (404, 405)


def test_a_browser_holds_only_so_many_episodes(client: TestClient, sealed: str) -> None:
    from ilium.faces.web.episode.keys import MOST_KEPT
    from ilium.faces.web.sealed import COOKIE as ANSWERS

    client.cookies.set(COOKIE, ".".join(new_key() for _ in range(MOST_KEPT)))
    refused = client.post("/keep")
    assert "as many episodes as it can" in refused.text
    assert client.cookies[ANSWERS] == sealed
