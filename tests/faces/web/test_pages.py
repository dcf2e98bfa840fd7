"""Every kind of page: for people who see it, hear it, print it, or look at it on a narrow screen at night."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from frontend.assets import node
from playwright.sync_api import Browser, Page
from tests.browser import AXE, HERE, ROOT
from tests.faces.web.person import Person

from ilium.knowledge.library import Knowledge

NARROW = {"width": 320, "height": 640}
RULES = ROOT / "tests/faces/web/html_validate.json"
PLACES = {"where_it_hurts": ["upper_buttock_left", "calf_left"], "urine_kind": "stinging_only"}


def walk(person: Person) -> Iterator[str]:
    """Past every kind of page; each is named when it is on the screen."""
    yield from walk_in(person)
    yield from walk_through(person)
    yield from walk_around(person)
    yield from walk_out(person)


def walk_in(person: Person) -> Iterator[str]:
    person.open()
    yield "start"
    person.page.get_by_label("Somebody else's").check()
    person.press("Begin")
    yield "for someone else"
    person.page.get_by_role("link", name="Go on").click()
    yield "questions on one page"
    person.press("Go on")
    yield "faults"
    person.answer_page({})


def walk_through(person: Person) -> Iterator[str]:
    yield "safety questions"
    person.answer_page({"saddle_feeling": "unknown"})
    seen = set[str]()
    while person.path.startswith("/question/"):
        form = next(iter(person.questions())).kind.value
        if form not in seen:
            seen.add(form)
            yield form
        person.answer_page(PLACES)
    assert {"choice", "number", "checklist", "body_map", "yes_no", "safety"} <= seen


def walk_around(person: Person) -> Iterator[str]:
    yield "result"
    person.page.locator('a[href^="/why/"]').first.click()
    yield "evidence"
    for path in ("/answers", "/erase", "/about", "/already-diagnosed", "/under-18", "/nowhere"):
        person.open(path)
        yield path


def walk_out(person: Person) -> Iterator[str]:
    person.open("/question/safety_a?change=1")
    person.choose(person.knowledge.questions["saddle_feeling"], "new")
    person.press("Go on")
    person.open("/emergency")
    yield "emergency"
    person.press("Help is on its way")
    person.open("/result/everything")
    yield "everything in an emergency"
    person.open("/erase")
    person.press("Erase my answers")
    yield "erased"


def source(page: Page, name: str) -> str:
    """A page as it is sent, before a browser mends it; only a page with faults cannot be asked for again."""
    return page.content() if name == "faults" else page.request.get(page.url).text()


def violations(page: Page) -> list[str]:
    """What the accessibility checker finds; it comes from outside, as the page lets no script in."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def invalid(sources: dict[str, str], folder: Path) -> set[str]:
    """What the checker of HTML finds."""
    for name, source in sources.items():
        (folder / f"{name.replace('/', '').replace(' ', '-')}.html").write_text(source, "utf-8")
    checker = HERE.parent.parent / "frontend/node_modules/html-validate/bin/html-validate.mjs"
    command = [str(node()), str(checker), "--config", str(RULES), "--formatter", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {
        f"{Path(file['filePath']).name}: {message['ruleId']}: {message['message']}"
        for file in json.loads(done.stdout)
        for message in file["messages"]
    }


Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_open_to_all_narrow_enough_and_valid(
    browser: Browser, address: str, knowledge: Knowledge, tmp_path: Path, scheme: Scheme
) -> None:
    faults, wide, sources = {}, [], {}
    narrow = browser.new_context(viewport=NARROW, color_scheme=scheme, locale="en-GB", bypass_csp=True)
    with narrow as context:
        person = Person(context.new_page(), address, knowledge)
        for name in walk(person):
            sources[name] = source(person.page, name)
            if found := violations(person.page):
                faults[name] = found
            if person.page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
                wide.append(name)
    assert not faults
    assert not wide
    assert person.foreign == []
    assert not invalid(sources, tmp_path)


def test_the_checker_of_html_finds_a_fault(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html lang=en><head><title>x</title></head><body><p><div></p></body></html>"
    assert invalid({"broken": page}, tmp_path)
