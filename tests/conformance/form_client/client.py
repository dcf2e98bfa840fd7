"""A form program that is not ours, LHC-Forms in a browser, fed by our own server; and who fills it in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Request
from starlette.applications import Starlette
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp
from tests.browser import HERE

FILES = {"/client/": "page.html", "/client/driver.js": "driver.js"}
MOST_PAGES = 60
LONGEST = 20_000
"""Milliseconds that a page may take."""


def with_client(app: ASGIApp) -> Starlette:
    """An application, and beside it the form program under `/client/`."""

    def file(name: str) -> Route:
        async def send(_request: object) -> Response:
            return FileResponse(Path(__file__).with_name(FILES[name]))

        return Route(name, send)

    forms = Mount("/client/forms", StaticFiles(directory=HERE / "forms"))
    return Starlette(routes=[*map(file, FILES), forms, Mount("/", app)])


@dataclass
class Filler:
    """Somebody who fills in what the form program shows; `troubles` is what went wrong in the browser."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.troubles.append(said.text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.troubles.append(f"asked another machine: {request.url}")

    def open(self, form: str) -> str:
        """Begin a form; gives the state it is in then."""
        self.page.goto(f"{self.address}/client/?form={form}")
        return self._settled(1)

    def go_on(self, turn: int) -> str:
        """Send what was filled in; gives the state after it."""
        self.page.get_by_role("button", name="Next").click()
        return self._settled(turn)

    def _settled(self, turn: int) -> str:
        """Wait for the turn. `wait_for_function` would never come back beside zone.js."""
        state = self.page.locator(f'#state.refused, #state.broken, #state[data-page="{turn}"]')
        state.wait_for(timeout=LONGEST)
        return state.get_attribute("class") or ""

    def said(self) -> str:
        """What the form program says of itself."""
        return self.page.locator("#state").inner_text()

    def link_ids(self) -> list[str]:
        """The questions on the page, in their order."""
        shown = self.page.locator("lhc-item.lhc-item-question").evaluate_all("all => all.map(one => one.id)")
        return [one.removeprefix("item-").split("/")[0] for one in shown]

    def block(self, link_id: str) -> Locator:
        """Where a question stands."""
        return self.page.locator(f'[id^="item-{link_id}/"]')

    def choose(self, link_id: str, labels: Sequence[str]) -> None:
        """Press what stands beside these words."""
        offered = self.block(link_id).locator("label[nz-radio], label[nz-checkbox]")
        for label in labels:
            offered.get_by_text(label, exact=True).click()

    def pick(self, link_id: str, label: str) -> None:
        """Pick from a list that opens and narrows as one types."""
        box = self.block(link_id).get_by_role("combobox")
        box.press_sequentially(label)
        self.page.locator("#lhc-tools-searchResults").get_by_text(label, exact=True).click()

    def type(self, link_id: str, number: str) -> None:
        """Type a number."""
        box = self.block(link_id).locator("input[type=text]").first
        box.fill(number)
        box.press("Tab")

    def exchanged(self) -> list[Mapping[str, Any]]:
        """Whatever the form program sent and was answered."""
        found: list[Mapping[str, Any]] = json.loads(self.page.evaluate("JSON.stringify(exchanged)"))
        return found
