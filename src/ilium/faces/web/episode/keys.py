"""The keys of kept episodes: whoever holds a key may open its episode, and nobody can guess one.

The browser holds the keys in a cookie. The store knows an episode by a hash of its key, so that nobody who
reads the store can make a key from it. An address names an episode by the beginning of that hash, which opens
nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "ilium_kept"
KEY_BYTES, ID_BYTES = 32, 20
"""256 bits that nobody can guess; 160 bits of their hash, so that two episodes never meet."""
MOST_KEPT = 12
"""So many keys fit well into one cookie."""
DAYS_KEPT = 180
"""How long a browser keeps the keys after the last visit: longer than any course that is described."""
HANDLE = 10
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_urlsafe(KEY_BYTES)


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def id_of(key: str) -> str:
    """The id under which the store knows the episode of a key."""
    digest = hashlib.sha256(f"ilium episode {key}".encode()).digest()
    return base64.b32encode(digest[:ID_BYTES]).decode().lower()


def handle_of(key: str) -> str:
    """How an address names the episode of a key."""
    return id_of(key)[:HANDLE]


def keys_of(request: Request) -> tuple[str, ...]:
    """The keys that the browser brought, the one kept last first."""
    brought = request.cookies.get(COOKIE, "").split(".")
    return tuple(dict.fromkeys(key for key in brought if is_key(key)))[:MOST_KEPT]


def key_at(request: Request, handle: str) -> str | None:
    """The key of an episode that an address names, if this browser holds it."""
    return next((key for key in keys_of(request) if handle_of(key) == handle), None)


def hold_keys(response: Response, keys: tuple[str, ...], *, secure: bool) -> Response:
    """The response, with these keys for the browser to hold; with none, the cookie goes."""
    if not keys:
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
        return response
    seconds = DAYS_KEPT * 24 * 3600
    value = ".".join(keys[:MOST_KEPT])
    response.set_cookie(COOKIE, value, seconds, path="/", httponly=True, samesite="lax", secure=secure)
    return response
