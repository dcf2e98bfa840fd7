"""The calls for programs, answered in this process."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from ilium.faces.api.examples import first_case
from ilium.knowledge.library import Knowledge

TODAY = date(2026, 11, 22)
BASE = "http://127.0.0.1"
JSON = {"Content-Type": "application/json"}


class Program:
    """A program that calls."""

    def __init__(self, app: ASGIApp, **headers: str) -> None:
        self.app, self.headers = app, headers

    def call(self, method: str, path: str, **given: object) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=BASE, headers=self.headers) as client:
                return await client.request(method, path, **given)  # type: ignore[arg-type]

        return asyncio.run(send())

    def get(self, path: str, **given: object) -> httpx.Response:
        return self.call("GET", f"/api/v1{path}", **given)

    def post(self, path: str, **given: object) -> httpx.Response:
        return self.call("POST", f"/api/v1{path}", **given)


@pytest.fixture(scope="session")
def case(knowledge: Knowledge) -> dict[str, Any]:
    return first_case(knowledge)
