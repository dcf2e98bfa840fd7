"""The plain values of Ilium's own region, kept beside its files as Python keeps its compiled modules.

The kept file names the digest of every file and of the reader itself, so a change of either is read anew,
and the digest of what it holds, so that nothing spoilt is believed. Where nothing can be written, nothing is
kept.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from ilium.documents import yaml_text
from ilium.documents.yaml_text import Plain

STEM = "ilium-values-"


def digest_of(contents: Mapping[str, bytes]) -> str:
    """SHA-256 of the files, their names, and the code that reads them."""
    digest = sha256(Path(yaml_text.__file__).read_bytes())
    for file, content in contents.items():
        digest.update(f"\n{file} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def recall_values(root: Path, digest: str) -> dict[str, Plain] | None:
    """The values of each file as they were read before; None where they are not kept, or spoilt."""
    try:
        head, _, held = _place(root, digest).read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(digest, held):
        return None
    values: dict[str, Plain] = json.loads(held)
    return values


def keep_values(root: Path, digest: str, values: Mapping[str, Plain]) -> None:
    """Keep the values, in the place of older ones; whole or not at all, and in silence where that fails."""
    if sys.dont_write_bytecode:
        return
    place, held = _place(root, digest), json.dumps(values).encode()
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{STEM}", suffix=".part", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as draft:
                draft.write(_head(digest, held) + b"\n" + held)
            Path(name).chmod(0o644)
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
        for old in set(place.parent.glob(f"{STEM}*.json")) - {place}:
            old.unlink(missing_ok=True)


def _head(digest: str, held: bytes) -> bytes:
    return f"{digest} {sha256(held).hexdigest()}".encode()


def _place(root: Path, digest: str) -> Path:
    folder = Path(cache_from_source(str(root / "region.py"))).parent
    return folder / f"{STEM}{digest[:16]}.json"
