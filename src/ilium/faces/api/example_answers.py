"""What each call is answered to its example: asked of the calls themselves when it is first wanted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message, Scope

from ilium.faces.api import openapi_words as words
from ilium.faces.api.examples import EPISODE
from ilium.faces.api.gate import CALLER
from ilium.faces.api.openapi import ABOUT, Plain

METHODS = ("post", "get", "delete")
"""Their order: what is kept first, then what is shown of it, then what is deleted."""
JSON, EXAMPLE = "application/json", "example"
MOST_WORDS = 3
HOST = "ilium.example"
REFUSING, MISTYPED = "/api/v1/assess", "fevr"


@dataclass(frozen=True, slots=True)
class Example:
    """A call with its example filled in, and what it was answered."""

    method: str
    path: str
    """As it is described."""
    place: str
    """The path and the query as they are sent."""
    body: Plain | None
    status: int
    answer: Any
    """Of each list the beginning; None where nothing comes back."""


@dataclass(frozen=True, slots=True)
class Anybody:
    """Somebody who may make every call."""

    id: str = EXAMPLE
    episodes: bool = True


def rehearse(app: ASGIApp, description: Plain) -> Iterator[Example]:
    """Make every call that is described with its example. The same knowledge gives the same answers."""
    begun = EPISODE
    paths = description["paths"]
    calls = [(path, method) for path in paths for method in paths[path]]
    for path, method in sorted(calls, key=lambda one: (METHODS.index(one[1]), one[0])):
        operation = paths[path][method]
        if ABOUT in operation["tags"]:
            continue
        place, body = _filled(path, operation), _body_of(operation)
        status, heard = asyncio.run(_ask(app, method, place.replace(EPISODE, begun), body))
        if place.endswith("/episodes") and method == "post":
            begun = json.loads(heard)["episode"]["id"]
        answer = json.loads(heard.replace(begun, EPISODE)) if heard else None
        yield Example(method, path, place, body, status, beginnings(answer))


def add_answers(description: Plain, app: ASGIApp) -> None:
    """Add what each call is answered to its example."""
    for one in rehearse(app, description):
        content = description["paths"][one.path][one.method]["responses"][str(one.status)].get("content", {})
        if JSON in content and one.answer is not None:
            content[JSON]["examples"] = {EXAMPLE: {"summary": words.BEGINNINGS, "value": one.answer}}
    _, refused = asyncio.run(_ask(app, "post", REFUSING, {"answers": {MISTYPED: "no"}}))
    description["components"]["schemas"]["ProblemShown"]["examples"] = [json.loads(refused)]


def beginnings(plain: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Plain values with the beginning of each list: one of objects, a few of anything else."""
    if isinstance(plain, dict):
        return {key: beginnings(value) for key, value in plain.items()}
    if not isinstance(plain, list):
        return plain
    most = 1 if plain and isinstance(plain[0], dict) else MOST_WORDS
    return [beginnings(one) for one in plain[:most]]


def _filled(path: str, operation: Plain) -> str:
    needed = [one for one in operation.get("parameters", []) if one["required"]]
    words_ = {one["name"]: _word_for(one) for one in needed}
    query = {one["name"]: words_[one["name"]] for one in needed if one["in"] == "query"}
    return path.format_map(words_) + (f"?{urlencode(query)}" if query else "")


def _word_for(parameter: Plain) -> str:
    examples = parameter.get("examples", {})
    return str(examples[EXAMPLE]["value"] if examples else parameter["schema"]["enum"][0])


def _body_of(operation: Plain) -> Plain | None:
    content: Plain = operation.get("requestBody", {}).get("content", {})
    body: Plain | None = content[JSON]["examples"][EXAMPLE]["value"] if content else None
    return body


async def _ask(app: ASGIApp, method: str, place: str, body: Plain | None) -> tuple[int, str]:
    """The status and the text that an application answers."""
    path, _, query = place.partition("?")
    status, parts = 0, []
    scope: Scope = {
        "type": "http",
        "method": method.upper(),
        "scheme": "https",
        "server": (HOST, 443),
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", HOST.encode()), (b"content-type", JSON.encode())],
        CALLER: Anybody(),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": json.dumps(body).encode() if body else b""}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return status, b"".join(parts).decode()
