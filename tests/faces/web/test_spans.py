"""How long it has hurt is told in days, weeks, months or years, with a thumb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from tests.faces.web.checking import invalid_html, is_wide, violations
from tests.faces.web.person import Person
from tests.faces.web.test_medicine_pages import NARROW

from ilium.answers.case import Case
from ilium.episode.showing import check_in_days
from ilium.faces.telling.soon import say_days
from ilium.faces.web.screens import address as screen_address
from ilium.faces.web.screens import screen_of
from ilium.faces.web.sealed import COOKIE
from ilium.faces.web.sitting import Sitting, pack
from ilium.knowledge.library import Knowledge

QUESTION = "how_long"
SMALLEST_TARGET = 24
"""Pixels: the least that WCAG 2.2 asks of something to tap on."""


@pytest.fixture(params=["light", "dark"])
def told_before(
    request: pytest.FixtureRequest, browser: Browser, pages: Starlette, address: str
) -> Iterator[Person]:
    """Somebody on a small phone who looks at the page again."""
    desk = pages.state.desk
    case = Case(country="GB", answers={"age": 38.0, "sex": "male", QUESTION: 2.0})
    look = {"viewport": NARROW, "locale": "en-GB", "color_scheme": request.param, "bypass_csp": True}
    with browser.new_context(**look) as context:
        sealed = desk.seal.close(pack(Sitting(case)))
        context.add_cookies([{"name": COOKIE, "value": sealed, "url": address}])
        person = Person(context.new_page(), address, desk.knowledge)
        person.open(screen_address(screen_of(desk.knowledge, QUESTION)))
        yield person


@pytest.mark.parametrize(("unit", "days"), [("days", 3), ("weeks", 21), ("months", 91), ("years", 1096)])
def test_a_span_is_told_in_the_unit_that_was_tapped(told_before: Person, unit: str, days: int) -> None:
    page = told_before.page
    page.fill(f"#{QUESTION}-input", "3")
    label = page.locator(f"label[for='{QUESTION}-unit-{unit}']")
    label.click()
    box = label.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= SMALLEST_TARGET
    assert (is_wide(page), violations(page)) == (False, [])
    address = page.url
    told_before.press("Go on")
    page.goto(address)
    assert page.input_value(f"#{QUESTION}-input") == str(days)


def test_the_page_of_a_span_is_valid(told_before: Person, tmp_path: Path) -> None:
    assert invalid_html({"span": told_before.page.content()}, tmp_path) == set()


def test_the_days_of_check_ins_are_those_of_the_knowledge(pages: Starlette, knowledge: Knowledge) -> None:
    told = say_days(check_in_days(knowledge))
    assert told == "2, 5, 14 and 42 days"
    assert pages.state.desk.templates.globals["check_in_days"] == told
    assert (say_days((7,)), say_days((1, 2))) == ("7 days", "1 and 2 days")
