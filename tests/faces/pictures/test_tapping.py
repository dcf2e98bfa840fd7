"""The map in a real browser with scripts switched off: a tap on the body ticks the box beside its name."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import AXE

from ilium.faces.pictures.anatomy import draw_anatomy
from ilium.faces.pictures.body_map import name_places, tap_map
from ilium.faces.pictures.styles import DARK, page_style
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
PLACES = name_places(KNOWLEDGE.questions["where_it_hurts"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    form = tap_map(KNOWLEDGE.pictures["body_map"], PLACES, "where")
    page.set_content(
        f"<!doctype html><html lang=en><title>Map</title><style>body{{margin:0}}{page_style()}</style>"
        f"<form>{form}</form>"
    )
    yield page
    context.close()


def test_a_tap_on_any_drawing_of_a_place_ticks_its_box_and_no_other(page: Page) -> None:
    for place in PLACES:
        drawings = page.locator(f"label:has(#where-{place}) .place")
        for number in range(drawings.count()):
            drawings.nth(number).click()
            ticked = page.locator("input:checked")
            assert [box.get_attribute("value") for box in ticked.all()] == [place]
            drawings.nth(number).click()
    assert page.locator("input:checked").count() == 0


def test_the_keyboard_ticks_and_the_screen_reader_hears_each_name_once(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    first, text = next(iter(PLACES.items()))
    assert page.get_by_role("checkbox", name=text, exact=True).is_checked()
    assert page.locator("input:checked").get_attribute("value") == first
    assert page.get_by_role("img").count() == 0


def test_a_ticked_place_looks_unlike_the_others(page: Page) -> None:
    page.locator("#where-calf_left").check()
    page.mouse.move(319, 1)
    page.locator("#where-foot_left").focus()
    widths = [
        page.locator(f"label:has(#where-{place}) .place").first.evaluate(
            "one => getComputedStyle(one).strokeWidth"
        )
        for place in ("calf_left", "calf_right")
    ]
    assert widths[0] != widths[1]


def test_nothing_is_wider_than_the_phone(page: Page) -> None:
    assert page.locator("body").evaluate("one => one.scrollWidth") <= 320


def test_the_accessibility_checker_finds_nothing_in_the_map_and_the_anatomy(browser: Browser) -> None:
    names = {id_: structure.name for id_, structure in KNOWLEDGE.structures.items()}
    anatomy = draw_anatomy(KNOWLEDGE.pictures["anatomy"], names, {"si_joint": 0.6}, style=False)
    form = tap_map(KNOWLEDGE.pictures["body_map"], PLACES, "where")
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><html lang=en><title>Map</title><style>{page_style()}</style>"
        f"<main><h1>Where?</h1><form>{form}</form>{anatomy}</main>"
    )
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(result => result.violations.map(one => one.id))")
    page.close()
    assert found == []


@pytest.mark.parametrize(("scheme", "switch"), [("dark", ""), ("light", "data-theme=dark")])
def test_a_dark_page_has_dark_pictures(
    browser: Browser, scheme: Literal["dark", "light"], switch: str
) -> None:
    page = browser.new_page(color_scheme=scheme)
    form = tap_map(KNOWLEDGE.pictures["body_map"], PLACES, "where")
    page.set_content(f"<!doctype html><html lang=en {switch}><style>{page_style()}</style>{form}")
    paper = page.locator(".ilium-map > svg").evaluate("one => getComputedStyle(one).backgroundColor")
    page.close()
    assert paper == f"rgb({', '.join(str(part) for part in bytes.fromhex(DARK['paper'][1:]))})"
