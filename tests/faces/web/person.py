"""Somebody who clicks through the pages in a real browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request

from ilium.answers.values import Kind
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
MOST_SCREENS = 60

Said = str | Sequence[str]


@dataclass
class Person:
    """Answers what is on the page; `foreign` are the requests that left this machine."""

    page: Page
    address: str
    knowledge: Knowledge
    foreign: list[str] = field(default_factory=list)
    screens: int = 0

    def __post_init__(self) -> None:
        self.page.on("request", self._watch)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.foreign.append(request.url)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address).split("?")[0].split("#")[0]

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def open(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def begin(self) -> None:
        """From the start page to the first question, for oneself."""
        self.open()
        self.press("Begin")

    def press(self, button: str) -> None:
        """Press a button that sends a form, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).click()
        self.settle()

    def follow(self, link: str) -> None:
        """Follow a link, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link).click()
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for is in the page."""
        self.page.wait_for_selector(".htmx-request, .htmx-swapping, .htmx-settling", state="detached")

    def answer_page(self, says: Mapping[str, Said], *, otherwise: bool = True) -> None:
        """Answer every question on the page, as told or as somebody otherwise well, and go on."""
        for question in self.questions():
            said = says.get(question.id)
            if said is None and otherwise:
                said = unremarkable(question)
            if said is not None:
                self.choose(question, said)
        self.press("Go on")
        self.screens += 1

    def answer_until(self, says: Mapping[str, Said], end: str = "/result") -> None:
        """Answer page after page until another kind of page comes."""
        for _ in range(MOST_SCREENS):
            if self.path == end or not self.path.startswith("/question/"):
                return
            self.answer_page(says)
        raise AssertionError(f"still asked after {MOST_SCREENS} screens, at {self.path}")

    def questions(self) -> list[Question]:
        ids = self.page.locator(".il-question").evaluate_all("all => all.map(one => one.id)")
        return [self.knowledge.questions[id_] for id_ in ids]

    def choose(self, question: Question, said: Said) -> None:
        """Give one answer, by touching what a person would touch."""
        block = self.page.locator(f"#{question.id}")
        if question.kind is Kind.NUMBER and block.locator(f"#{question.id}-input").count():
            block.locator(f"#{question.id}-input").fill(str(said))
        elif question.kind is Kind.BODY_MAP:
            for item in [said] if isinstance(said, str) else said:
                block.locator(f"#{question.id}-{item}").check()
        else:
            for word in [said] if isinstance(said, str) else said:
                block.locator(f"label[for='{question.id}-{word}']").click()


def unremarkable(question: Question) -> Said:
    """The answer of somebody whom nothing else ails."""
    match question.kind:
        case Kind.NUMBER:
            return {"age": "38", "how_long": "6"}.get(question.id, "4")
        case Kind.SAFETY | Kind.YES_NO:
            return "no"
        case Kind.CHECKLIST:
            return "_none"
        case Kind.BODY_MAP:
            return "upper_buttock_left"
        case _:
            return {"sex": "male", "pregnancy": "not_pregnant"}.get(question.id, "unknown")
