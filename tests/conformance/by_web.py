"""Somebody who answers a case in the browser's pages, and what the pages then say."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from cryptography.fernet import Fernet
from starlette.types import ASGIApp

from ilium.answers.case import AGE, SEX, Case
from ilium.answers.values import Answer, Kind, Missing, Ticked
from ilium.documents.yaml_text import read_yaml
from ilium.faces.web.app import create_app
from ilium.faces.web.fields import NONE, UNSURE
from ilium.faces.web.screens import address, medicine_address, screen_of
from ilium.faces.web.settings import Settings
from ilium.interview.before_medicines import medicine_pages
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

HERE = "http://127.0.0.1"
Form = dict[str, str | list[str]]
_BAR = re.compile(r'aria-label="(Best guess [^"]+)"')
_NAME = re.compile(r'<h3 class="il-source__name">([^<]+)')


@dataclass(frozen=True)
class Told:
    """What the pages say in the end: the result as a file, and the page of it."""

    result: dict[str, Any]
    page: str

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Each source that the page shows, with its numbers."""
        names = [html.unescape(name).strip() for name in _NAME.findall(self.page)]
        return list(zip(names, _BAR.findall(self.page), strict=True))


def answer_by_web(knowledge: Knowledge, file: Path, today: date) -> Told:
    """Answer the case in a file, screen by screen, and read what comes out."""
    text = file.read_text("utf-8")
    case, told = read_case(knowledge, text, file.name), read_yaml(text, file.name)
    assert isinstance(told, dict)
    app = create_app(knowledge, Settings(key=Fernet.generate_key(), today=lambda: today))
    return asyncio.run(_answer(app, case.country, forms(knowledge, case, list(told["answers"]))))


async def _answer(app: ASGIApp, country: str, screens: dict[str, Form]) -> Told:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as browser:
        await _send(browser, "/start", {"who": "me", "country": country})
        for place, form in screens.items():
            await _send(browser, place, form)
        result = await browser.get("/result/result.json")
        page = await browser.get("/result/everything")
    assert (result.status_code, page.status_code) == (200, 200)
    return Told(result.json(), page.text)


async def _send(browser: httpx.AsyncClient, place: str, form: Form) -> None:
    """Send a form. A screen with questions that the case leaves open keeps the others, and asks again."""
    answer = await browser.post(place, data=form)
    assert answer.status_code in (303, 422), (place, answer.status_code)


def forms(knowledge: Knowledge, case: Case, order: Sequence[str]) -> dict[str, Form]:
    """What the case says on each screen, in the order in which it was told."""
    found: dict[str, Form] = {}
    for id_ in (AGE, SEX, *order):
        if id_ in case.answers:
            form = found.setdefault(_place(knowledge, id_), {})
            form.update(_fields(knowledge.questions[id_], case.answers[id_]))
    return found


def _place(knowledge: Knowledge, id_: str) -> str:
    page = next((page for page in medicine_pages(knowledge) if id_ in page.questions), None)
    return medicine_address(page.id) if page else address(screen_of(knowledge, id_))


def _fields(question: Question, answer: Answer) -> Iterator[tuple[str, str | list[str]]]:
    """A question as the browser sends it."""
    if isinstance(answer, Ticked):
        yield question.id, sorted(answer.items) or [NONE]
    elif isinstance(answer, float):
        yield question.id, f"{answer:g}"
    elif isinstance(answer, Missing) and question.kind is Kind.NUMBER:
        yield f"{question.id}{UNSURE}", answer.value
    else:
        yield question.id, str(answer)
