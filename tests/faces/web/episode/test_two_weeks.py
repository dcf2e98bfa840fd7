"""People who come back: two weeks of check-ins in a real browser, and what must not be missed on the way."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser
from tests.faces.web.episode.conftest import Clock, Returning
from tests.faces.web.person import DESK, Person
from tests.faces.web.test_journeys import SCIATICA

from ilium.knowledge.library import Knowledge


def test_pain_that_stays_for_two_weeks_is_seen_on_the_chart_and_raises_the_urgency(
    person: Person, clock: Clock, database: Path
) -> None:
    person.begin()
    person.answer_until(SCIATICA)
    someone = Returning(person, clock, database)
    someone.keep()
    seen = {}
    for day in (2, 5, 9, 14):
        someone.check_in(day, {})
        assert person.path == someone.episode
        seen[day] = person.heading
    assert "See a clinician soon" not in seen[9]
    assert "See a clinician soon" in seen[14]
    assert "This is different from 1 December 2026" in person.page.locator("main").inner_text()
    drawing = person.page.locator(".il-chart__drawing")
    assert drawing.locator("circle").count() == 5
    assert drawing.locator("rect").count() == 4
    assert drawing.locator("polygon").count() == 1
    person.page.get_by_text("The same as a table").click()
    rows = person.page.locator(".il-table tbody tr")
    assert [row.split("\t")[:4] for row in rows.all_inner_texts()] == [
        ["0", "22 November 2026", "6", "not told"],
        ["2", "24 November 2026", "6", "6"],
        ["5", "27 November 2026", "6", "6"],
        ["9", "1 December 2026", "6", "6"],
        ["14", "6 December 2026", "6", "6"],
    ]
    assert person.foreign == []


def test_pain_that_goes_is_told_so_and_the_plan_and_the_dates_stay_in_sight(returning: Returning) -> None:
    returning.check_in(5, {"buttock_pain": "3", "leg_pain": "1"}, stop=True)
    text = returning.person.page.locator("main").inner_text()
    for part in ("Is it going as it should?", "What you can do now", "When to look again", "Emergency card"):
        assert part in text
    assert "6 December 2026: check-in" in text
    assert text.index(returning.person.heading) < text.index("Is it going as it should?")


def test_a_red_flag_on_day_5_shows_the_emergency_at_once_and_is_kept(returning: Returning) -> None:
    returning.check_in(5, {"saddle_feeling": "new"})
    person = returning.person
    assert person.path == f"{returning.episode}/check-in/emergency"
    assert person.page.locator("a.il-call").get_attribute("href") == "tel:999"
    assert "Your answers are kept" in person.page.locator("main").inner_text()
    returning.look()
    assert "Emergency" in person.heading
    assert person.page.locator(".il-chart").count() == 0
    returning.check_in(6, {"saddle_feeling": "no"})
    assert person.path == f"{returning.episode}/check-in/emergency", "a sign told once stands"


def test_less_pain_with_more_numbness_and_weakness_is_no_recovery(returning: Returning) -> None:
    worse = {
        "leg_weakness": "new",
        "weakness_kind": "steady_under_2_weeks",
        "buttock_pain": "2",
        "leg_pain": "1",
    }
    returning.check_in(5, worse)
    assert returning.person.path == f"{returning.episode}/check-in/emergency"
    assert "That is not recovery" in returning.person.page.locator("main").inner_text()
    returning.look()
    assert "Emergency" in returning.person.heading


def test_a_wrong_answer_is_mended_in_the_emergency_and_the_check_in_goes_on(returning: Returning) -> None:
    returning.check_in(2, {"saddle_feeling": "new"})
    person = returning.person
    person.page.get_by_role("link", name="A wrong answer? Change it").click()
    question = person.knowledge.questions["saddle_feeling"]
    person.page.locator("main a[href$='/check-in/saddle_feeling']").click()
    person.choose(question, "no")
    person.press("Go on")
    assert person.path == f"{returning.episode}/check-in/urine_trouble"
    returning.look()
    assert "Emergency" not in person.heading


def test_a_clinician_who_has_looked_lets_the_sign_rest_until_it_is_told_anew(returning: Returning) -> None:
    returning.check_in(2, {"saddle_feeling": "new"})
    person = returning.person
    returning.look("/clear")
    person.press("Note it")
    assert person.page.locator(".nhsuk-error-summary li").count() == 3
    person.page.locator("input[name=rule]").first.check()
    person.page.locator("#date").fill("2026-11-24")
    person.page.locator("#test").fill("MRI scan, no nerve pressed")
    person.press("Note it")
    assert person.path == returning.episode
    assert "Emergency" not in person.heading
    returning.look("/answers")
    person.press("Take this back")
    assert "Emergency" in person.heading


def test_an_answer_of_the_first_day_can_be_mended_and_a_check_in_taken_back(returning: Returning) -> None:
    returning.told(2, {"fever": "new"})
    person = returning.person
    returning.look()
    urgent = person.heading
    returning.look("/answers")
    person.page.get_by_role("link", name="Take this check-in back").click()
    person.press("Take it back")
    assert person.path == returning.episode
    assert person.heading != urgent
    returning.look("/answers/0/how_bad")
    person.choose(person.knowledge.questions["how_bad"], "8")
    person.press("Keep the mended answer")
    returning.look("/answers")
    assert "8 points" in person.page.locator("main").inner_text()


def test_what_is_deleted_is_gone_from_the_browser_and_from_the_disk(
    returning: Returning, database: Path
) -> None:
    returning.told(2, {"tablets_taken": "some_days"})
    words = b"some_days"
    stored = b"".join(file.read_bytes() for file in database.parent.iterdir())
    assert words in stored
    returning.look("/delete")
    returning.person.press("Delete it for good")
    assert returning.person.heading == "It is deleted"
    stored = b"".join(file.read_bytes() for file in database.parent.iterdir())
    assert words not in stored
    names = [one["name"] for one in returning.person.page.context.cookies()]
    assert "ilium_kept" not in names
    returning.look()
    assert "no such page" in returning.person.heading


def test_the_link_that_was_kept_opens_the_episode_in_another_browser_and_is_never_sent(
    returning: Returning, browser: Browser, address: str, knowledge: Knowledge
) -> None:
    link = returning.person.page.locator("#link").input_value()
    key = link.partition("#")[2]
    sent: list[str] = []
    with browser.new_context(locale="en-GB") as other:
        person = Person(other.new_page(), address, knowledge)
        person.page.on("request", lambda one: sent.append(f"{one.url} {json.dumps(one.headers)}"))
        person.page.goto(link)
        assert person.page.locator("#key").input_value() == key
        assert key not in person.page.url
        assert not [one for one in sent if key in one]
        person.press("Open it in this browser")
        assert person.path == returning.episode


def test_an_episode_is_kept_checked_in_and_opened_without_javascript(
    browser: Browser, address: str, knowledge: Knowledge, clock: Clock, database: Path
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=DESK, locale="en-GB") as context:
        person = Person(context.new_page(), address, knowledge)
        person.begin()
        person.answer_page({"age": "40"})
        someone = Returning(person, clock, database)
        someone.keep()
        link = person.page.locator("#link").input_value()
        someone.check_in(2, {"both_legs": "new", "both_legs_kind": "unknown"})
        assert person.path == f"{someone.episode}/check-in/emergency"
    with browser.new_context(java_script_enabled=False, locale="en-GB") as other:
        person = Person(other.new_page(), address, knowledge)
        person.open("/episodes/open")
        person.page.locator("#key").fill(link)
        person.press("Open it in this browser")
        assert person.path == someone.episode
