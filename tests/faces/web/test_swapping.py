"""A step of the interview put into the page: no reload, the focus where it helps, plain forms if it fails."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.faces.web.person import Person


def mark(person: Person) -> None:
    """Leave a mark that a reload wipes away."""
    person.page.evaluate("window.marked = true")


def marked(person: Person) -> bool:
    found: bool = person.page.evaluate("window.marked === true")
    return found


def has_focus(person: Person, selector: str) -> bool:
    found: bool = person.page.evaluate("s => document.activeElement.matches(s)", selector)
    return found


def test_a_step_comes_without_a_reload_and_its_heading_has_the_focus(person: Person) -> None:
    told: list[str] = []
    person.page.on("console", lambda message: message.type == "error" and told.append(message.text))
    person.begin()
    mark(person)
    while person.path.startswith("/question/"):
        assert marked(person)
        assert person.heading in person.page.title()
        person.answer_page({})
        if person.path.startswith("/question/"):
            assert has_focus(person, "h1") or "fault" in person.page.content()
            assert person.page.evaluate("scrollY") < 300
    assert person.path == "/result"
    assert not marked(person)
    assert told == []


def test_what_is_wrong_takes_the_focus_with_and_without_a_script(person: Person) -> None:
    person.begin()
    mark(person)
    person.press("Go on")
    assert (marked(person), has_focus(person, "#faults")) == (True, True)
    assert person.page.title().startswith("Please look again")
    person.page.context.route("**/htmx.min.js*", lambda route: route.abort())
    person.open("/question/about_you")
    person.press("Go on")
    assert has_focus(person, "#faults")


def test_a_question_that_comes_up_on_the_same_page_takes_the_focus(person: Person) -> None:
    person.begin()
    while person.path != "/question/safety_c":
        person.answer_page({})
    mark(person)
    person.answer_page({"fever": "new"})
    assert (person.path, marked(person)) == ("/question/safety_c", True)
    assert has_focus(person, "#fever_kind legend")


def test_the_back_button_of_the_browser_leads_to_the_page_before(person: Person) -> None:
    person.begin()
    person.answer_page({"age": "52"})
    assert person.path == "/question/safety_a"
    person.page.go_back()
    person.page.wait_for_selector("#age-input")
    assert person.path == "/question/about_you"
    assert person.page.locator("#age-input").input_value() == "52"


@pytest.mark.parametrize("broken", ["cut off", "a page of somebody else's"])
def test_a_step_that_fails_is_sent_again_as_a_plain_form(person: Person, broken: str) -> None:
    def break_once(route: Route) -> None:
        if broken == "cut off":
            route.abort()
        else:
            route.fulfill(status=502, body="<h1>Bad gateway</h1>")

    person.begin()
    mark(person)
    person.page.route("**/question/about_you", break_once, times=1)
    person.answer_page({"age": "52"})
    person.page.wait_for_url("**/question/safety_a")
    assert not marked(person)


def test_only_pages_with_scripts_of_ours_may_run_them(pages: Starlette) -> None:
    with TestClient(pages, base_url="http://localhost") as client:
        client.post("/start", data={"who": "me", "country": "GB"})
        allowed = {}
        for path in ("/", "/question/about_you", "/answers", "/result", "/about", "/clinician", "/nowhere"):
            page = client.get(path)
            policy = page.headers["content-security-policy"]
            allowed[path] = "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert not re.findall(r"<script(?![^>]* src=)|\son\w+=|javascript:|hx-on|js:", page.text)
            assert allowed[path] or "<script" not in page.text
    assert {path for path, may in allowed.items() if may} == {"/question/about_you", "/clinician"}
