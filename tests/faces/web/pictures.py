"""The pictures of the pages in the documents: `python -m tests.faces.web.pictures` takes them anew."""

from __future__ import annotations

import contextlib

from cryptography.fernet import Fernet
from playwright.sync_api import Browser, Page
from tests.browser import ROOT, open_browser
from tests.faces.web.conftest import TODAY, serve
from tests.faces.web.person import PHONE, Person
from tests.faces.web.test_journeys import SCIATICA

from ilium.faces.web.app import create_app
from ilium.faces.web.settings import Settings
from ilium.knowledge.reading import load_knowledge

FOLDER = ROOT / "docs/pictures"
TALL = {"width": PHONE["width"], "height": 780}


def take(browser: Browser, address: str) -> None:
    """The start, the body to tap on and a result, as a phone shows them."""
    knowledge = load_knowledge()
    with browser.new_context(viewport=TALL, locale="en-GB", device_scale_factor=1.5) as context:
        person = Person(context.new_page(), address, knowledge)
        person.open()
        save(person.page, "start.png")
        person.press("Begin")
        person.answer_until(SCIATICA, end="/question/where_it_hurts")
        for item in SCIATICA["where_it_hurts"]:
            person.page.locator(f"#where_it_hurts-{item}").check()
        person.page.locator(".ilium-map").evaluate("one => one.scrollIntoView()")
        save(person.page, "body.png")
        person.press("Go on")
        person.answer_until(SCIATICA)
        person.page.locator(".il-source").first.evaluate("one => one.scrollIntoView()")
        save(person.page, "result.png")


def save(page: Page, name: str) -> None:
    """What is in sight, as a picture of the documents."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / name)


def main() -> None:
    """Serve, walk through and take the pictures."""
    app = create_app(load_knowledge(), Settings(key=Fernet.generate_key(), today=lambda: TODAY))
    with contextlib.contextmanager(serve)(app) as address, open_browser() as browser:
        take(browser, address)


if __name__ == "__main__":
    main()
