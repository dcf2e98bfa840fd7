"""`python -m benchmarks.web [PEOPLE]`: people at once in the web application, each through a whole interview.

Starts the application in a process of its own, with a clock around the engine's doors.
Writes docs/reference/web_load.md.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import numpy as np

from benchmarks.row import Row, table

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "web_load.md"
PEOPLE, MOST_STEPS = 50, 80
SPENT: ContextVar[list[float] | None] = ContextVar("SPENT", default=None)
INTRODUCTION = """# Many people at once

So many people go through the whole interview in the web application at the same moment, each from the start
page to the result, answering as fast as the pages come. Server and people share one machine. *Engine* is the
time in which the next question is chosen and the result is worked out, as part of the time in which the
server answers a request.

"""
REPEAT = """
To repeat it: `.venv/bin/python -m benchmarks.web {people}`
"""


@dataclass(frozen=True)
class Asked:
    """One request: where, its status, what the person waited, and what the server and the engine took."""

    path: str
    status: int
    waited: float
    served: float
    engine: float


class Form(HTMLParser):
    """The first form with questions on a page: where it goes, and one answer for each name."""

    def __init__(self, text: str, seed: int) -> None:
        super().__init__()
        self.action, self.options = "", dict[str, list[str]]()
        self._inside, self._seed = False, seed
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.action and told.get("method") == "post":
            self.action, self._inside = told.get("action", ""), True
        if tag == "input" and self._inside and told.get("name"):
            self.options.setdefault(told["name"], []).append(told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False

    def answers(self) -> dict[str, str]:
        """No to what is asked for safety; any other answer by the person's number."""
        return {name: self._choose(name, values) for name, values in self.options.items() if "." not in name}

    def _choose(self, name: str, values: list[str]) -> str:
        if "no" in values and "new" in values:
            return "no"
        if "_none" in values:
            return "_none" if self._seed % 3 else values[self._seed % len(values)]
        known = [value for value in values if value not in ("unknown", "declined")]
        return known[(self._seed + len(name)) % len(known)] or str(30 + self._seed % 40)


def walk(base: str, seed: int) -> list[Asked]:
    """One person: from the start page to a result or an emergency."""
    asked: list[Asked] = []
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en-GB"}
    with httpx.Client(base_url=base, headers=headers, timeout=120) as client:
        text = _send(client, asked, "GET", "/")
        text = _send(client, asked, "POST", "/start", {"who": "me", "country": "GB"}, text)
        for _ in range(MOST_STEPS):
            if asked[-1].path.startswith(("/result", "/emergency")):
                return asked
            form = Form(text, seed)
            text = _send(client, asked, "POST", form.action, form.answers(), text)
    raise RuntimeError(f"person {seed} never came to a result; last at {asked[-1].path}")


def _send(
    client: httpx.Client,
    asked: list[Asked],
    method: str,
    path: str,
    data: dict[str, str] | None = None,
    _before: str = "",
) -> str:
    """One step: the request and the pages it leads to."""
    while True:
        start = time.perf_counter()
        response = client.request(method, path, data=data)
        waited = time.perf_counter() - start
        timed = dict(re.findall(r"(\w+);dur=([\d.]+)", response.headers.get("Server-Timing", "")))
        served, engine = float(timed.get("total", 0)) / 1e3, float(timed.get("engine", 0)) / 1e3
        asked.append(Asked(path, response.status_code, waited, served, engine))
        if not response.is_redirect:
            return response.text
        method, path, data = "GET", response.headers["location"], None


def serve(port: int) -> None:
    """The application, telling with each response how long it and its engine took."""
    import uvicorn
    from cryptography.fernet import Fernet

    import ilium.faces.asking.interview as asking
    from ilium.faces.web import desk
    from ilium.faces.web.app import create_app
    from ilium.faces.web.pages import emergency, result
    from ilium.faces.web.settings import Settings
    from ilium.knowledge.reading import load_knowledge

    for module, door in (
        (asking, "next_step"),
        (desk, "assess"),
        (result, "explain"),
        (emergency, "assess"),
    ):
        _put_clock(module, door)
    app = create_app(load_knowledge(), Settings(key=Fernet.generate_key()))
    uvicorn.run(_timed(app), host="127.0.0.1", port=port, log_level="error")


def _put_clock(module: ModuleType, door: str) -> None:
    inner: Callable[..., Any] = getattr(module, door)

    def timed(*args: object, **named: object) -> object:
        start = time.perf_counter()
        try:
            return inner(*args, **named)
        finally:
            spent = SPENT.get()
            if spent is not None:
                spent.append(time.perf_counter() - start)

    setattr(module, door, timed)


def _timed(app: Any) -> Any:  # noqa: ANN401
    async def answer(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        spent: list[float] = []
        SPENT.set(spent)
        start = time.perf_counter()

        async def tell(message: Any) -> None:  # noqa: ANN401
            if message["type"] == "http.response.start":
                total = time.perf_counter() - start
                told = f"engine;dur={sum(spent) * 1e3:.3f}, total;dur={total * 1e3:.3f}"
                message["headers"] = [*message["headers"], (b"server-timing", told.encode())]
            await send(message)

        await app(scope, receive, tell)

    return answer


@contextmanager
def running() -> Iterator[str]:
    """The application in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.web", "--serve", str(port)])
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if process.poll() is not None:
                raise RuntimeError("the application ended at once")
            try:
                httpx.get(base)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        walk(base, 0)
        yield base
    finally:
        process.terminate()
        process.wait()


def rows(name: str, asked: list[list[Asked]], seconds: float) -> str:
    every = [one for person in asked for one in person]
    waited = np.array([one.waited for one in every]) * 1e3
    steps = [one for one in every if one.path.startswith("/question")]
    return (
        f"| {name} | {len(every):,} | {sum(one.status >= 400 for one in every)} | {np.median(waited):.0f} ms "
        f"| {np.percentile(waited, 95):.0f} ms | {_share(steps):.0%} | {_share(every):.0%} "
        f"| {len(every) / seconds:.0f} |"
    )


def _share(asked: list[Asked]) -> float:
    return sum(one.engine for one in asked) / sum(one.served for one in asked)


def web_rows(people: int = PEOPLE) -> Iterator[Row]:
    """A step of one person alone, and of many at once; writes the page about them too."""
    with running() as base:
        start = time.perf_counter()
        alone = [walk(base, seed) for seed in range(1, 6)]
        middle = time.perf_counter()
        with ThreadPoolExecutor(people) as pool:
            together = list(pool.map(lambda seed: walk(base, seed), range(people)))
        end = time.perf_counter()
    lines = [
        "| | requests | errors | median wait | 95 % within | engine, questions | engine, all | each second |",
        "|---|---|---|---|---|---|---|---|",
        rows("one after the other", alone, middle - start),
        rows(f"{people} at once", together, end - middle),
    ]
    PAGE.write_text(INTRODUCTION + "\n".join(lines) + "\n" + REPEAT.format(people=people), "utf-8")
    yield alone_row([one for person in alone for one in person])
    yield together_row(people, [one for person in together for one in person])


def alone_row(asked: list[Asked]) -> Row:
    """The engine's part of a request, on the mean, while nobody else asks."""
    engine, served = np.mean([(one.engine, one.served) for one in asked], axis=0).tolist()
    rest = (served - engine) * 1e3
    return Row(
        "a web step",
        "the request",
        engine,
        served,
        "under 10 %",
        engine < served / 10,
        f"{len(asked):,} requests of one person after the other",
        told=f"{engine / served:.0%}",
        limit=f"reading the answers and writing the page take only {rest:.1f} ms, so a tenth would leave the "
        f"engine {rest / 9:.1f} ms for the whole choice of a question.",
    )


def together_row(people: int, asked: list[Asked]) -> Row:
    """What people wait who all come at the same moment."""
    waited, errors = np.array([one.waited for one in asked]), sum(one.status >= 400 for one in asked)
    note = f"the middle wait of {len(asked):,} requests; 95 in 100 within {np.percentile(waited, 95):.1f} s"
    return Row(
        f"{people} people at once",
        "-",
        float(np.median(waited)),
        None,
        "no error",
        not errors,
        note,
        told=f"{errors} errors",
        limit="see the log of the application.",
    )


def main(people: int) -> None:
    print("\n".join(table(web_rows(people))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
