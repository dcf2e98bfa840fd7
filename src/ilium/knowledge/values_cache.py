"""The plain values of a region's files, kept beside them as Python keeps its compiled modules.

The name of the kept file and what stands in it hold the digest of every file and of the reader itself, so a
change of either is read anew. Where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import json
import os
import sys
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
        kept = json.loads(_place(root, digest).read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(kept, dict) and kept.get("digest") == digest
    return kept["values"] if whole and isinstance(kept.get("values"), dict) else None


def keep_values(root: Path, digest: str, values: Mapping[str, Plain]) -> None:
    """Keep the values, in the place of older ones; whole or not at all, and in silence where that fails."""
    if sys.dont_write_bytecode:
        return
    place = _place(root, digest)
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_text(json.dumps({"digest": digest, "values": values}), "utf-8")
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
        for old in set(place.parent.glob(f"{STEM}*.json")) - {place}:
            old.unlink(missing_ok=True)


def _place(root: Path, digest: str) -> Path:
    folder = Path(cache_from_source(str(root / "region.py"))).parent
    return folder / f"{STEM}{digest[:16]}.json"
