"""Everything of an episode in a file of its own, and everything of all episodes in one zip."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ilium.answers.case_writer import write_case
from ilium.episode.documents import read_episode, write_episode
from ilium.episode.episode import Episode
from ilium.result import KnowledgeMark

ZIP_FORMAT, ZIP_VERSION = "ilium-episodes", 1
MANIFEST = "manifest.json"
MOST_BYTES = 64_000_000
"""No single file in a zip is read beyond this."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The same episodes give the same bytes: the files carry the first day that a zip can tell."""


class BadExportError(ValueError):
    """A file that cannot be what was written; the message says why."""


def episode_text(episode: Episode) -> str:
    """An episode as JSON text."""
    return _json(write_episode(episode))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, indent=2, allow_nan=False) + "\n"


def write_zip(episodes: Iterable[Episode], knowledge: KnowledgeMark, target: Path) -> int:
    """Write all episodes into one zip, whole or not at all; how many there are."""
    data, count = pack_zip(episodes, knowledge)
    write_whole(target, lambda part: part.write_bytes(data))
    return count


def pack_zip(episodes: Iterable[Episode], knowledge: KnowledgeMark) -> tuple[bytes, int]:
    """All episodes as one zip, with a checksum of each file, and how many there are.

    Each is there twice: as it is kept (JSON), and as a case file that `ilium assess` reads (YAML).
    """
    files: dict[str, bytes] = {}
    count = 0
    for count, episode in enumerate(episodes, start=1):  # noqa: B007 - counted for the caller
        files[f"episodes/{episode.id}.json"] = episode_text(episode).encode()
        files[f"cases/{episode.id}.yaml"] = write_case(episode.case).encode()
    manifest = {
        "format": ZIP_FORMAT,
        "format_version": ZIP_VERSION,
        "knowledge": {"version": knowledge.version, "hash": knowledge.hash},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return _pack({MANIFEST: _json(manifest).encode(), **files}), count


def _pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_DAY), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_whole(target: Path, fill: Callable[[Path], object]) -> None:
    """Let something be written beside its target, its owner's alone, and move it there in one step."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        fill(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def read_zip(file: Path) -> tuple[Episode, ...]:
    """The episodes of a zip. Raises BadExportError where one byte is not as it was written."""
    try:
        with zipfile.ZipFile(file) as archive:
            return tuple(_read_all(archive))
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise BadExportError(str(error)) from None


def _read_all(archive: zipfile.ZipFile) -> Iterable[Episode]:
    try:
        manifest = json.loads(_read(archive, MANIFEST))
        sums: dict[str, str] = dict(manifest["sha256"])
        form = (manifest["format"], manifest["format_version"])
    except (ValueError, TypeError, KeyError):
        raise BadExportError(f"{MANIFEST} cannot be read") from None
    if form[0] != ZIP_FORMAT or not isinstance(form[1], int) or form[1] > ZIP_VERSION:
        raise BadExportError(
            f"{MANIFEST} says {form[0]} {form[1]}, and this reads {ZIP_FORMAT} {ZIP_VERSION}"
        )
    for name in sorted(sums):
        data = _read(archive, name)
        if hashlib.sha256(data).hexdigest() != sums[name]:
            raise BadExportError(f"{name} is not as it was written")
        if name.startswith("episodes/"):
            yield _read_one(name, data)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadExportError(f"{name} is longer than {MOST_BYTES:,} bytes")
    return data


def _read_one(name: str, data: bytes) -> Episode:
    try:
        return read_episode(data)
    except ValueError as error:
        raise BadExportError(f"{name} is no episode: {str(error).splitlines()[0]}") from None
