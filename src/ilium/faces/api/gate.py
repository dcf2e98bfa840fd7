"""What stands before every call of a program: whose name, which key, how often, how large, which type."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.faces.api import words
from ilium.faces.api.access import Access, KeyKept
from ilium.faces.api.problems import Refused, tell
from ilium.faces.web.guard import counted, host_name, is_ours

OF_PROXIES = ("forwarded", "x-forwarded-for", "x-real-ip")
"""What a proxy adds: whoever called it may sit at any machine, whatever the server was told of itself."""
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
CALLER = "ilium_caller"
"""Where the key of a caller stands in the scope of a request; None for a caller without one."""
READING = ("GET", "HEAD", "OPTIONS")
JSON = ("application/json",)
log = logging.getLogger("ilium.api")
Tell = Callable[[Refused], Response]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a part of the calls speaks: how it tells refusals, and which types of body it reads."""

    tell: Tell = tell
    types: tuple[str, ...] = JSON


PLAIN = Dialect()
NO_DIALECTS: Mapping[str, Dialect] = {}


class Gate:
    """Refuses what no program of ours sends; nothing of a request ever reaches a log.

    `open_to_all` names the paths that need no key; `dialects` says under which address calls speak otherwise.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        *,
        open_to_all: frozenset[str] = frozenset(),
        dialects: Mapping[str, Dialect] = NO_DIALECTS,
    ) -> None:
        self.app, self.access, self.dialects = app, access, dict(dialects)
        self.open_to_all = open_to_all
        self.rate = parse(access.rate) if access.rate else None
        self.window = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, tell = False, self._dialect(scope).tell

        async def send_safely(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                for name, value in HEADERS.items():
                    MutableHeaders(scope=message).setdefault(name, value)
            await send(message)

        try:
            await self._check(scope)
            await self.app(scope, counted(receive, self.access.most_bytes, self._too_large), send_safely)
        except Refused as refused:
            await tell(refused)(scope, receive, send_safely)
        except Exception as error:
            log.error("A request failed: %s", where_failed(error))
            if not begun:
                await tell(Refused("broken", words.BROKEN))(scope, receive, send_safely)

    async def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.access.hosts and host_name(host) not in self.access.hosts:
            raise Refused("wrong_host", words.WRONG_HOST)
        try:
            caller = await self._find(headers)
        except Refused:
            self._count(scope, None)
            raise
        scope[CALLER] = caller
        self._count(scope, caller)
        needed = self.access.key_needed or any(name in headers for name in OF_PROXIES)
        if caller is None and needed and scope["path"] not in self.open_to_all:
            raise Refused("key_missing", words.KEY_MISSING, headers={"WWW-Authenticate": "Bearer"})
        if not _accepts(headers.get("accept", "")):
            raise Refused("not_acceptable", words.NOT_ACCEPTABLE)
        if scope["method"] not in READING:
            self._check_body(headers, host, caller, self._dialect(scope).types)

    def _dialect(self, scope: Scope) -> Dialect:
        path: str = scope["path"]
        found = (one for root, one in self.dialects.items() if path == root or path.startswith(f"{root}/"))
        return next(found, PLAIN)

    def _check_body(
        self, headers: Headers, host: str, caller: KeyKept | None, types: tuple[str, ...]
    ) -> None:
        if caller is None and not is_ours(headers, host):
            raise Refused("forged", words.FORGED)
        length = headers.get("content-length", "0")
        if not length.isdecimal():
            raise Refused("bad_request", words.BAD_LENGTH)
        if int(length[:20]) > self.access.most_bytes:
            raise self._too_large()
        given = headers.get("content-type", "").partition(";")[0].strip().lower()
        if (int(length) > 0 or "transfer-encoding" in headers) and given not in types:
            raise Refused("wrong_type", words.WRONG_TYPE.format(type=types[0]))

    async def _find(self, headers: Headers) -> KeyKept | None:
        """The key that was presented; None when none was. A wrong one is refused, whatever is asked."""
        given = headers.get("authorization")
        if given is None:
            return None
        kind, _, token = given.partition(" ")
        found = None
        if kind.lower() == "bearer":
            found = await run_in_threadpool(self.access.find_key, token.strip())
        if found is None:
            said = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise Refused("key_refused", words.KEY_REFUSED, headers=said)
        return found

    def _count(self, scope: Scope, caller: KeyKept | None) -> None:
        if self.rate is None:
            return
        who = f"key {caller.id}" if caller else f"address {(scope.get('client') or ('?',))[0]}"
        if not self.window.hit(self.rate, who):
            wait = max(1, round(self.rate.get_expiry()))
            detail = words.TOO_OFTEN.format(rate=self.access.rate)
            raise Refused("too_often", detail, headers={"Retry-After": str(wait)})

    def _too_large(self) -> Refused:
        return Refused("too_large", words.TOO_LARGE.format(n=self.access.most_bytes))


def where_failed(error: BaseException) -> str:
    """The type of a failure and where it happened; never its message, which may hold answers."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__} at {last.name}:{last.lineno}" if last else type(error).__name__


def _accepts(accept: str) -> bool:
    """Whether an Accept header lets JSON through."""
    wanted = [part.split(";") for part in accept.lower().split(",") if part.strip()]
    kinds = [kind[0].strip() for kind in wanted if "q=0" not in [extra.strip() for extra in kind[1:]]]
    return not wanted or any(kind in ("*/*", "application/*") or kind.endswith("json") for kind in kinds)
