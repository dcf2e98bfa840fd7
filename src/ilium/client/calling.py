"""One request and its answer over HTTP: where a key may go, how long to wait, how much to read."""

from __future__ import annotations

import http.client
import ipaddress
import re
import time
import urllib.error
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit
from urllib.request import (
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    getproxies,
)

from ilium.client.problem import NO_ANSWER, NOT_OURS, ProblemError, problem_of

MOST_BYTES: Final = 64_000_000
"""The largest answer that is read: the whole knowledge is a tenth of it."""
TOO_OFTEN, NO_STORE = 429, 503
"""The refusals after which asking again may help; both say that nothing was changed."""
SHORTEST_WAIT: Final = 1.0
_VISIBLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """A request. Its body and its headers never show where it is printed."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Received:
    """An answer; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


Send = Callable[[Sent], Received]
"""Sends a request. Raises OSError where no answer comes."""


def checked_base(base: str, key: str | None) -> str:
    """The address of a server, without a slash at its end. Raises ValueError where no key may go there."""
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("The address of the server begins with https:// or http:// and has a host name.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("The address of the server has no user, no password, no question mark and no #.")
    if key is not None and parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("A key goes over https only, or to this machine: others could read it on its way.")
    return base.rstrip("/")


def checked_word(word: str, what: str) -> str:
    """A word that a header may carry. Raises ValueError for any other; its text does not repeat it."""
    if not _VISIBLE.fullmatch(word):
        raise ValueError(f"{what} holds a sign that no header may hold, or nothing at all.")
    return word


def is_loopback(host: str) -> bool:
    """Whether a host name stands for this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _AsAnswered(HTTPErrorProcessor):
    """Hands on every answer as it is. No redirection is followed: it could lead a key somewhere else."""

    def http_response(self, request: Request, response: http.client.HTTPResponse) -> http.client.HTTPResponse:
        """Hand on the answer."""
        return response

    https_response = http_response


def over_http(timeout: float) -> Send:
    """Sends requests over the network. Plain http goes straight to its host, past every proxy."""
    opener = OpenerDirector()
    proxies = {scheme: place for scheme, place in getproxies().items() if scheme == "https"}
    for handler in (ProxyHandler(proxies), HTTPHandler(), HTTPSHandler(), _AsAnswered()):
        opener.add_handler(handler)

    def send(sent: Sent) -> Received:
        request = Request(sent.address, sent.body, dict(sent.headers), method=sent.method)
        with opener.open(request, timeout=timeout) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Received(response.status, headers, response.read(MOST_BYTES + 1))

    return send


def ask(send: Send, sent: Sent) -> Received:
    """One answer, whatever its status. Raises ProblemError where none came that can be read."""
    try:
        received = send(sent)
    except (OSError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise ProblemError(problem_of(NO_ANSWER, 0, type(reason).__name__)) from None
    if len(received.body) > MOST_BYTES:
        detail = f"The answer is larger than {MOST_BYTES:,} bytes."
        raise ProblemError(problem_of(NOT_OURS, received.status, detail))
    return received


def wait_asked(received: Received, now: Callable[[], float] = time.time) -> float | None:
    """The seconds to wait before asking again; None where asking again would not help."""
    if received.status not in (TOO_OFTEN, NO_STORE):
        return None
    said = received.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return max(float(said[:9]), SHORTEST_WAIT)
    try:
        return max(parsedate_to_datetime(said).timestamp() - now(), SHORTEST_WAIT)
    except ValueError:
        return SHORTEST_WAIT
