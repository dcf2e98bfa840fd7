"""What stands before every page: whose name was called, where a post comes from, how large it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.faces.web.refusals import Refusal, refuse
from ilium.faces.web.settings import MOST_BYTES, Settings

CSP = "Content-Security-Policy"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a page may load: style and pictures from here, and no script at all."""
SCRIPTED_POLICY = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""The same for a page with scripts of ours: only from here, none inside the page, nothing evaluated."""
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""For a picture that is opened by itself: its own style, which follows light and dark, and nothing else."""
HEADERS: Mapping[str, str] = {
    CSP: POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
READING = ("GET", "HEAD")


class Guard:
    """Refuses what no page of ours sends, and sends every page with the headers that keep it private."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), secure=self.settings.secure)
            await send(message)

        problem = self._problem(scope)
        if problem is not None:
            await refuse(scope, problem)(scope, receive, send_safely)
            return
        await self.app(scope, counted(receive, MOST_BYTES, TooLargeError), send_safely)

    def _problem(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.settings.hosts and host_name(host) not in self.settings.hosts:
            return Refusal.WRONG_HOST
        if scope["method"] in READING:
            return None
        if not is_ours(headers, host):
            return Refusal.FORGED
        length = headers.get("content-length", "0")
        return Refusal.TOO_LARGE if not length.isdigit() or int(length) > MOST_BYTES else None


def is_ours(headers: Headers, host: str) -> bool:
    """Whether a post comes from a page of ours. Only browsers can be led to post; they say from where."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (urlsplit(f"//{host}").hostname or "").lower()


def _add_headers(headers: MutableHeaders, *, secure: bool) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"


def counted(receive: Receive, most: int, too_large: Callable[[], Exception]) -> Receive:
    """Reads a body up to its largest size, then raises; a length that was not told is counted."""
    seen = 0

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise too_large()
        return message

    return receive_counted


class TooLargeError(Exception):
    """A body went on after the largest size that is read."""
