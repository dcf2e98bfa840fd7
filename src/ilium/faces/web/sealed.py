"""Answers sealed in one cookie: only this program can read or change them, and nothing else keeps them."""

from __future__ import annotations

import errno
import os
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

COOKIE = "ilium"
MOST_COOKIE = 3900
"""Browsers keep at least 4096 bytes of a cookie, its name and attributes among them."""
MOST_OPENED = 65_536
"""The most bytes that a cookie may unfold to."""

DAMAGED = "the file web.key in it is damaged; delete it, and a new key is made"


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
    """The key of this installation, made at first need and readable by its owner alone.

    Raises OSError where it cannot be kept, and where what is kept is no key.
    """
    file = folder / "web.key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        _make_key(file)
    key = file.read_bytes()
    try:
        Fernet(key)
    except ValueError:
        raise OSError(errno.EINVAL, DAMAGED, str(file)) from None
    return key


def _make_key(file: Path) -> None:
    """Put a new key there, whole or not at all; one that another program put there first stays."""
    handle, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(Fernet.generate_key())
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink(missing_ok=True)
