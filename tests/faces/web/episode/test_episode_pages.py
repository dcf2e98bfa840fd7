"""Every kind of page about an episode: for people who hear it, print it, or look at it on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser
from tests.faces.web.checking import invalid_html, is_wide, violations
from tests.faces.web.episode.conftest import Clock, Returning
from tests.faces.web.person import Person

from ilium.answers.case import Case
from ilium.faces.web.sealed import COOKIE
from ilium.knowledge.library import Knowledge

NARROW = {"width": 320, "height": 640}


def walk(someone: Returning) -> Iterator[str]:
    """Past every kind of page; each is named when it is on the screen."""
    person = someone.person
    person.open("/result")
    yield "result with the offer"
    someone.keep()
    yield "kept"
    for day, pain in ((2, 5.0), (14, 5.0)):
        someone.told(day, {"buttock_pain": pain, "leg_pain": 5.0, "saddle_feeling": "no", "fever": "no"})
    for path in (
        "",
        "/answers",
        "/answers/0/where_it_hurts",
        "/answers/2/buttock_pain",
        "/answers/1/take-back",
    ):
        someone.look(path)
        yield f"episode{path}"
    for path in ("/summary", "/why/lumbar_disc_radiculopathy", "/delete", "/clear", "/check-in"):
        someone.look(path)
        yield f"episode{path}"
    for path in ("/episodes", "/episodes/open"):
        person.open(path)
        yield path
    person.press("Open it in this browser")
    yield "no key"
    yield from walk_into_emergency(someone)
    someone.look("/delete")
    person.press("Delete it for good")
    yield "deleted"
    person.open("/episodes")
    yield "no episodes"


def walk_into_emergency(someone: Returning) -> Iterator[str]:
    """A check-in that ends in an emergency, and what is noted after it."""
    person = someone.person
    someone.look("/check-in")
    person.press("Begin the check-in")
    yield "a question"
    person.press("Go on")
    yield "a question left open"
    person.answer_page({"saddle_feeling": "new"})
    yield "emergency"
    someone.look("/check-in/answers")
    yield "answers of the check-in"
    for path in ("", "/everything", "/clear"):
        someone.look(path)
        yield f"in an emergency{path}"
    person.press("Note it")
    yield "a note with faults"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_about_an_episode_has_a_fault_of_access_is_invalid_or_too_wide(  # noqa: PLR0913
    *,
    browser: Browser,
    address: str,
    knowledge: Knowledge,
    clock: Clock,
    database: Path,
    sealed: str,
    tmp_path: Path,
    scheme: Literal["light", "dark"],
) -> None:
    faults, wide, sources = {}, [], {}
    narrow = browser.new_context(viewport=NARROW, color_scheme=scheme, locale="en-GB", bypass_csp=True)
    with narrow as context:
        context.add_cookies([{"name": COOKIE, "value": sealed, "url": address}])
        someone = Returning(Person(context.new_page(), address, knowledge), clock, database)
        for name in walk(someone):
            page = someone.person.page
            if name not in ("no key", "a question left open", "a note with faults", "deleted"):
                sources[name.replace(" ", "-")] = page.request.get(page.url).text()
            if found := violations(page):
                faults[name] = found
            if is_wide(page):
                wide.append(name)
    assert not faults
    assert not wide
    folder = tmp_path / "pages"
    folder.mkdir()
    assert not invalid_html(sources, folder)


def test_the_summary_and_the_episode_can_be_printed(returning: Returning, story: Case) -> None:
    returning.told(2, {"buttock_pain": 5.0})
    returning.look("/summary")
    page = returning.person.page
    page.emulate_media(media="print")
    text = page.locator("main").inner_text()
    assert f"{story.age:g} years" in text
    for part in ("Urgency:", "Course", "Likely sources", "Check-ins, day by day"):
        assert part in text
    assert page.locator(".il-chart__drawing").is_visible()
    assert not page.locator(".il-back").is_visible()
