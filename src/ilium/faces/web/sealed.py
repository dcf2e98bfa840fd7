"""Answers sealed in one cookie: only this program can read or change them, and nothing else keeps them."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

COOKIE = "ilium"
MOST_COOKIE = 3900
"""Browsers keep at least 4096 bytes of a cookie, its name and attributes among them."""
MOST_OPENED = 65_536
"""The most bytes that a cookie may unfold to."""


class TooMuchToKeepError(Exception):
    """The answers do not fit into one cookie."""


class Seal:
    """Seals bytes into the value of a cookie, and opens it again."""

    def __init__(self, key: bytes, hours: int) -> None:
        self.key = key
        self._fernet = Fernet(key)
        self._seconds = hours * 3600

    def close(self, data: bytes) -> str:
        """The sealed value. Raises TooMuchToKeepError when a browser would not keep it."""
        value = self._fernet.encrypt(zlib.compress(data, 9)).decode()
        if len(value) > MOST_COOKIE:
            raise TooMuchToKeepError
        return value

    def open(self, value: str) -> bytes | None:
        """What was sealed, or None when it was changed, is too old, or was sealed elsewhere."""
        try:
            packed = self._fernet.decrypt(value.encode(), ttl=self._seconds)
        except (InvalidToken, UnicodeEncodeError):
            return None
        return zlib.decompressobj().decompress(packed, MOST_OPENED)


def installation_key(folder: Path) -> bytes:
    """The key of this installation, made at first need and readable by its owner alone."""
    file = folder / "web.key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    key = Fernet.generate_key()
    with os.fdopen(handle, "wb") as stream:
        stream.write(key)
    return key
